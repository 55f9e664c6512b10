// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Figures as the window words them, by the user's locale.

#include <QString>

namespace assay {

[[nodiscard]] QString durationText(qint64 ms);     // "4 ms", "8.4 s", "1 m 12 s", "1 h 22 m"; empty below 0
[[nodiscard]] QString longDurationText(qint64 ms); // "4 min 20 s", "2 h 5 min", "3 days"
[[nodiscard]] QString bytesText(qint64 bytes);     // "212 B", "38.2 kB", "1.4 GB"
[[nodiscard]] QString countText(qint64 count);     // "1,204"
[[nodiscard]] QString pluralText(qint64 count, const QString &one, const QString &many); // "%1 line", "%1 lines"
[[nodiscard]] QString roundedText(qint64 count);                                         // "940", "38 k", "2.6 M"
[[nodiscard]] QString costText(double usd);                                              // "$3.12"
[[nodiscard]] QString timeText(qint64 at);                                               // "14:02:11", local
[[nodiscard]] QString isoText(qint64 at);                  // with date and offset, for tool tips
[[nodiscard]] QString tipText(const QString &plain);       // for a tool tip: shown as it stands, whatever it holds
[[nodiscard]] QString relativeText(qint64 at, qint64 now); // "now", "5 min", "2 h", "Wed", "13 Nov", "13 Nov 2025"
[[nodiscard]] QString agoText(qint64 at, qint64 now);      // "3 s ago", "5 min ago", "2 h ago", "on Wed", "on 13 Nov"

} // namespace assay
