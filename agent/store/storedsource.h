// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agent/read/transcriptreader.h"
#include "models/data/error.h"

#include <QList>
#include <QString>

namespace assay {

class Database;

// A row of source, as far as decoding needs it.
struct StoredSource {
    qint64 id = 0;
    qint64 sessionId = 0; // 0 = none
    qint64 positionBase = 0;
    qint64 rawEnd = 0;
    QString agent;
    QString path; // see pathText()
    QString state;
    std::string sessionUuid;
    std::string runAgentId;
};

// All of them, in the order in which they were first read.
[[nodiscard]] Result<QList<StoredSource>> storedSources(Database &db);

// What a reader must know that decodes its stored lines.
[[nodiscard]] SourceContext contextOf(const StoredSource &source);

} // namespace assay
