// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The words of questions by language, as tables: whoever adds a language adds rows. Pure.

#include "models/data/ask/askquestion.h"

#include <QString>

#include <optional>

namespace assay {

enum class AskUnit { Minute, Hour, Day, Week, Month };
// What a word does to a window.
enum class AskMark {
    Last,
    Ago,
    Since,
    Until,
    Between,
    To,
    On,
    In,
    This,
    Today,
    Yesterday,
    Noon,
    Midnight,
    Morning,
    Evening,
    Always
};

[[nodiscard]] std::optional<AskUnit> askUnit(const QString &word);
[[nodiscard]] std::optional<AskMark> askMark(const QString &word);
[[nodiscard]] std::optional<AskOutcome> askOutcomeWord(const QString &word);
[[nodiscard]] std::optional<int> askNumber(const QString &word); // "15", "two", "zwei"
[[nodiscard]] int askWeekday(const QString &word);               // 1 Monday … 7; 0 = none
[[nodiscard]] int askMonth(const QString &word);                 // 1 … 12; 0 = none
[[nodiscard]] bool isEverywhereWord(const QString &word);        // "fleet", "everywhere"
[[nodiscard]] bool isFillWord(const QString &word);              // says nothing about what is asked for

} // namespace assay
