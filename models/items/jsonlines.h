// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// JSON as people read it.

#include <QString>

namespace assay {

// One value a line, keys in their order, escaped letters as letters. Line by line only jsonLineLimit lines and
// jsonDepthLimit levels deep; the rest follows without breaks, so the result is never much longer than the source.
// What is no JSON stays as it is. Takes some 10 ms for a megabyte: not for the GUI thread.
[[nodiscard]] QString indentedJson(const QString &json);

inline constexpr int jsonLineLimit = 20'000;
inline constexpr int jsonDepthLimit = 32;

} // namespace assay
