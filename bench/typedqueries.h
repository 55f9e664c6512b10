// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Questions as people type them, made from the words of a store: the same for the same store.

#include "models/data/error.h"

#include <QList>
#include <QString>

namespace assay {

class Database;

enum class QuestionKind { Common, Rare, Phrase, Field };

struct Question {
    QuestionKind kind = QuestionKind::Common;
    QString text;
    QString word; // one word of it, for a tool that knows no phrases and fields
};

[[nodiscard]] QString questionKindName(QuestionKind kind);

// At least 30 when the store has enough words: common words, words of one event in thousands, quoted pairs of words
// that follow each other, words beside field terms.
[[nodiscard]] Result<QList<Question>> makeQuestions(Database &db);

// A text for each key pressed.
[[nodiscard]] QStringList keystrokes(const QString &text);

} // namespace assay
