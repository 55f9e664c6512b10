// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a note quotes of longer texts. Pure; the same text gives the same words.

#include <QList>
#include <QPair>
#include <QString>

namespace assay {

inline constexpr qsizetype quotedCharacters = 140;

// One line, cut at a word with "…".
[[nodiscard]] QString quoted(QString text, qsizetype characters = quotedCharacters);
// What somebody asked, without what a client or a paste added: blocks of instructions, headings, pasted code.
[[nodiscard]] QString askLine(const QString &ask);
// "yes", "ok, go ahead", "2": agrees and says nothing else.
[[nodiscard]] bool isNod(const QString &ask);
// A plan that was approved comes back as a prompt.
[[nodiscard]] bool startsPlan(const QString &ask);
// The sentence of a reply that tells most of what came of it; empty if none does.
[[nodiscard]] QString resultLine(const QString &reply);
// "All tests pass.": what the runs of checks tell themselves.
[[nodiscard]] bool tellsOfChecksOnly(const QString &sentence);
// "All changes committed and pushed.": what commits and pull requests tell themselves.
[[nodiscard]] bool tellsOfPublishingOnly(const QString &sentence);
// Most of the words of the shorter one stand in the other.
[[nodiscard]] bool saysTheSame(const QString &one, const QString &other);
// The question a reply ends with; empty if it does not.
[[nodiscard]] QString closingQuestion(const QString &reply);
// The next step a reply names; empty if none.
[[nodiscard]] QString nextStep(const QString &reply);
// First line of the message in a shell command that commits; empty if it cannot be told.
[[nodiscard]] QString commitTitle(const QString &inputJson);
// The value of an option of a shell command: "gh pr create --title x".
[[nodiscard]] QString shellOption(const QString &inputJson, const QString &option);
[[nodiscard]] QString planTitle(const QString &inputJson);

struct ListedTask {
    QString id, text;
    enum class State { Pending, Doing, Done } state = State::Pending;
};
// Of TodoWrite: all of them.
[[nodiscard]] QList<ListedTask> listedTasks(const QString &inputJson);
// Of TaskCreate and TaskUpdate: the one that it changes; without an id there was none.
[[nodiscard]] ListedTask changedTask(const QString &tool, const QString &inputJson, const QString &output);

// Questions and the answers to them.
[[nodiscard]] QList<QPair<QString, QString>> answers(const QString &output);
// In the person's own words why a call was refused; empty if they said nothing.
[[nodiscard]] QString refusalWords(const QString &output);

} // namespace assay
