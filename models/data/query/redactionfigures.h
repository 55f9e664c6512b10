// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the redactor masked, for the report: counts by rule, of the whole store, of one session, or by the day on which
// the sessions began.

#include <QList>
#include <QString>

#include <optional>

#include "models/data/error.h"

namespace assay {

class Database;

struct RedactionScope {
    std::optional<qint64> session;      // id; none = all that are not deleted
    std::optional<qint64> startedFrom;  // ms since the epoch, UTC: sessions that began then or later
    std::optional<qint64> startedUntil; // and before this
};

struct RedactionFigure {
    QString rule;
    qint64 count = 0;
    qint64 sessions = 0; // in which it fired
    qint64 lastAt = -1;  // the last event of the latest of them, ms since the epoch
};

// The rule that fired most first. Lines that belong to no session count only where nothing narrows the scope.
[[nodiscard]] Result<QList<RedactionFigure>> readRedactions(Database &db, const RedactionScope &scope);

struct RedactedSession {
    qint64 id = 0;
    QString uuid;
    QString title;
    qint64 startedAt = -1;
    qint64 count = 0;
};

// Where the rule fired (empty = any rule), the session with most first; at most `limit`.
[[nodiscard]] Result<QList<RedactedSession>> readRedactedSessions(Database &db, const QString &rule, int limit);

} // namespace assay
