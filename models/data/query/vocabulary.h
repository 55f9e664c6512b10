// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The values that stand in the store for the fields of a filter, to complete what is typed.

#include <QHash>
#include <QList>
#include <QString>

#include "models/data/error.h"

namespace assay {

class Database;

struct VocabularyValue {
    QString value = {};  // as it would be written behind the colon, without quotation marks
    QString detail = {}; // what tells it from others: the owner of a project, the title of a session
    int sessions = -1;   // that have it; -1 = not counted

    bool operator==(const VocabularyValue &) const = default;
};

struct FilterVocabulary {
    QHash<QString, QList<VocabularyValue>> values; // by the name of the field; most used or newest first

    [[nodiscard]] QList<VocabularyValue> of(const QString &field) const { return values.value(field); }
    bool operator==(const FilterVocabulary &) const = default;
};

// Of each field so many at most, from the newest so many sessions; with more sessions than that nothing is counted.
inline constexpr int vocabularyValues = 200;
inline constexpr int vocabularySessions = 5'000;

[[nodiscard]] Result<FilterVocabulary> readVocabulary(Database &db);

} // namespace assay
