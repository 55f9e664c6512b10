// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Every verb and every option there is, in the order the help shows them. A contract: see docs/cli.md.

#include "agent/verb/verb.h"

namespace assay {

[[nodiscard]] const QList<Verb> &verbTable();
[[nodiscard]] const QList<VerbOption> &globalOptions();

// nullptr = there is none of that name.
[[nodiscard]] const Verb *findVerb(const QString &name);

} // namespace assay
