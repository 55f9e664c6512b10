// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Text on its way to a terminal. What a transcript holds must not move the cursor, change colours or reverse the
// reading order: such characters are shown as \uXXXX.

#include <QList>
#include <QString>
#include <QStringList>

namespace assay {

// Line feeds and tabs stay; CR LF becomes LF.
[[nodiscard]] QString escapedForTerminal(const QString &text);
// The same in one line: every line feed and tab is a space.
[[nodiscard]] QString oneLine(const QString &text);

// Columns a terminal needs for it (wide and combining characters counted as such).
[[nodiscard]] int columnsOf(const QString &text);
// Cut to that many columns, with "…" when something was lost.
[[nodiscard]] QString cutTo(const QString &text, int columns);

// Aligned columns two spaces apart; those listed in `right` end at the same place. The last one is not padded.
[[nodiscard]] QString alignedTable(const QList<QStringList> &rows, const QList<int> &right = {});

[[nodiscard]] QString localNumber(qint64 value);
// "1 error", "2 errors".
[[nodiscard]] QString countOf(qint64 count, const QString &noun);
// "2026-01-31 14:05" in local time; "–" for none.
[[nodiscard]] QString localTime(qint64 msSinceEpoch);
[[nodiscard]] QString localSize(qint64 bytes);

} // namespace assay
