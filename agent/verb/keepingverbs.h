// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Rows of the verb table (verbtable.cpp): what is captured, where it goes, and how long it is kept.

#include "agent/verb/verb.h"

namespace assay {

[[nodiscard]] Verb captureVerb();
[[nodiscard]] Verb settingsVerb();
[[nodiscard]] Verb workspacesVerb();
[[nodiscard]] Verb pruneVerb();
[[nodiscard]] Verb backupVerb();

} // namespace assay
