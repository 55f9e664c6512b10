// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What --help prints, made from the verb table.

#include <QString>

namespace assay {

struct Verb;

[[nodiscard]] QString generalHelp();
[[nodiscard]] QString verbHelp(const Verb &verb);

} // namespace assay
