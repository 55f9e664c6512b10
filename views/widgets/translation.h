// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The words of functions that belong to no QObject. Members of one find its own tr() first.

#include <QString>

namespace assay {

[[nodiscard]] QString tr(const char *text);

} // namespace assay
