// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <optional>

namespace assay {

// Seconds of "90s", "30m", "1h", "2d" or "3w"; nothing for all else, also for none and for more than a hundred years.
[[nodiscard]] std::optional<qint64> parseDuration(const QString &text);

} // namespace assay
