// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The filter language, the same in the window's filter line, in search and on the command line:
//   project:payments tool:Bash is:error after:2d before:yesterday model:opus branch:main file:src/a.cpp session:<id>
//   agent:codex skill:deploy tag:keep has:subagent "exact words" words -not
// Terms are joined by "and"; the same field twice means either (is: and has: see filtersql.h). A leading '-' negates. A
// wrong term is left out and told as a problem; the rest works. Plain values, any thread, no I/O, never throws, linear
// time.

#include <QList>
#include <QString>
#include <QStringList>
#include <QTimeZone>

namespace assay {

enum class FilterField { Word, Project, Tool, Is, Has, After, Before, Model, Branch, File, Session, Agent, Skill, Tag };

struct FilterTerm {
    FilterField field = FilterField::Word;
    QString value; // without quotes; is:, has: and agent: in lower case
    bool negated = false;
    bool quoted = false;
    bool prefix = false;    // the value is the beginning of what is meant: typed "val*", or as-you-type
    qint64 time = 0;        // After, Before: ms since the epoch; is:live: now
    qsizetype position = 0; // in the text, with '-' and the field name; QChars
    qsizetype length = 0;

    bool operator==(const FilterTerm &) const = default;
};

struct FilterProblem {
    qsizetype position = 0;
    qsizetype length = 0;
    QString message; // a sentence that explains and suggests

    bool operator==(const FilterProblem &) const = default;
};

struct Filter {
    QList<FilterTerm> terms;
    QList<FilterProblem> problems;

    [[nodiscard]] bool isEmpty() const { return terms.isEmpty(); }
    [[nodiscard]] QStringList problemMessages() const;
};

// What "2d" and "yesterday" are counted from.
struct FilterClock {
    qint64 now = 0; // ms since the epoch
    QTimeZone zone;

    [[nodiscard]] static FilterClock system();
};

enum class FilterTyping {
    Complete,  // as it stands
    AsYouType, // the last word, if it is unquoted and ends the text, is the beginning of a word
};

// More terms than this are left out with a problem.
inline constexpr int filterTermLimit = 64;

// The words of the language itself, for who completes or explains it.
struct FilterFieldName {
    QString name; // without the colon
    QString example;
    FilterField field = FilterField::Word;
};
[[nodiscard]] QList<FilterFieldName> filterFields();
// The values there are of is:, has: and agent:; empty where any value may stand.
[[nodiscard]] QStringList filterChoices(FilterField field);

[[nodiscard]] Filter parseFilter(const QString &text, const FilterClock &clock,
                                 FilterTyping typing = FilterTyping::Complete);

} // namespace assay
