// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Which past asks a description would have met, and which come near and would not. By words: an ask is met when it
// holds all words of one of the phrases in quotation marks, or, where there are none, two in three of the words behind
// "when".

#include "models/data/error.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace assay {

class Database;

struct PastAsk {
    qint64 event = 0;
    qint64 session = 0;
    qint64 at = -1;
    QString text; // its beginning

    bool operator==(const PastAsk &) const = default;
};

struct TriggerPreview {
    QList<QStringList> phrases; // as they are looked for
    int met = 0;
    int near = 0;
    QList<PastAsk> asks;   // the latest of those that are met
    QList<PastAsk> misses; // of those that come near
    int asked = 0;         // that were looked at: the latest 5,000 of the project

    bool operator==(const TriggerPreview &) const = default;
};

[[nodiscard]] QList<QStringList> triggerPhrases(const QString &description);
[[nodiscard]] Result<TriggerPreview> readTriggerPreview(Database &db, qint64 project, const QString &description);

} // namespace assay
