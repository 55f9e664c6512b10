// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What an act has to do with, as words one may ask about: services and hosts, files and folders, programs, tools, codes
// of errors. Pure; no locale.

#include <QString>
#include <QStringList>

namespace assay {

struct TopicText {
    QString tool;
    QString head;
    QString file;
    QString command; // of a shell call: the text, else nothing
    QString code;    // of an error
    QString failure; // output of a call that failed
};

// Sorted, in lower case, each once; at most topicsOfAct.
inline constexpr qsizetype topicsOfAct = 16;
[[nodiscard]] QStringList topicsOf(const TopicText &text);

// What two spellings of a topic have in common: "Payments API", "payments_api" and "payments-api" are one.
[[nodiscard]] QString topicForm(const QString &text);

} // namespace assay
