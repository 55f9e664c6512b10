// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Completions of assay-agent for shells, made from the verb table: verbs, options, the values options may have.

#include <QString>

namespace assay {

[[nodiscard]] QString bashCompletion();
[[nodiscard]] QString zshCompletion();
[[nodiscard]] QString fishCompletion();

} // namespace assay
