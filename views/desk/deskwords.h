// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// How the desk words what it shows.

#include <QString>
#include <QStringList>

namespace assay {

struct CandidateRow;

[[nodiscard]] int strengthOf(const CandidateRow &row);       // 1 … 4
[[nodiscard]] QString strengthWord(const CandidateRow &row); // "weak" … "very strong"
[[nodiscard]] QString strengthLine(const CandidateRow &row, qint64 now);
[[nodiscard]] QString formIcon(const QString &form);
[[nodiscard]] QString formWord(const QString &form);
[[nodiscard]] QString roleWords(const QString &role); // of evidence: "you asked", "led to success"
[[nodiscard]] QString flagWords(const QString &flag); // a sentence to be ticked
[[nodiscard]] QString rejectWords(const QString &reason);
[[nodiscard]] QString takenBackWords(const QString &verdict); // what an undo did; the verdict as the agent names it
[[nodiscard]] QString withoutMnemonics(const QString &text);  // for buttons and boxes: "&" is an "&"
[[nodiscard]] qint64 dayTime(int day);                        // ms at the start of a day counted since the epoch

} // namespace assay
