// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A question in plain language, as far as its words tell: when, how it came out, about what, where. English, and what
// other languages say of times and outcomes (asklanguage.h). Pure; what the words mean in a store is asked there
// (askquery.h).

#include "models/data/memory/timebuckets.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace assay {

struct FilterClock;

enum class AskOutcome : int { Any = 0, Failed = 1, Denied = 2, Interrupted = 3, Trouble = 4, Ok = 5 };

[[nodiscard]] QString askOutcomeName(AskOutcome outcome); // "any", "failed" …
[[nodiscard]] std::optional<AskOutcome> askOutcomeOf(const QString &name);

struct AskQuestion {
    QString text; // as asked
    TimeSpan span;
    QString window;          // "last 15 minutes"
    bool windowSaid = false; // else it was assumed
    AskOutcome outcome = AskOutcome::Any;
    // Each group must be met, by one of its words.
    QList<QStringList> words;
    QString project;         // a name that was said to be one; empty = none
    QString session;         // beginning of a uuid; empty = none
    bool everywhere = false; // "across the fleet", "in all projects"
    QStringList notUnderstood;
};

// Windows end at `clock.now` unless something else was said; without any it is the last day.
[[nodiscard]] AskQuestion parseAsk(const QString &text, const FilterClock &clock);

// The same question later, or with another window than its text says (put into `window`): "last 15 minutes" goes with
// the clock, "yesterday" too, a date stays.
[[nodiscard]] AskQuestion askedAt(AskQuestion question, const FilterClock &clock);

} // namespace assay
