// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What one session is, in figures, and what the person added to it. Some milliseconds, a handful of statements however
// long the session is; what its calls did is in sessioncalls.h. Errors: NotFound when it was deleted.

#include <QList>

#include <optional>

#include "models/data/error.h"
#include "models/data/record.h"

namespace assay {

class Database;

// Replies of one model that this session owns. Those a fork copied are counted where they were written.
struct ModelUse {
    QString model;
    int replies = 0; // messages of the model, sub-agents included
    TokenCount tokens;
    bool outputIsLowerBound = false;
    std::optional<double> cost; // list prices, USD; none = a reply of this model has no known price

    bool operator==(const ModelUse &) const = default;
};

struct SkillUsed {
    QString skill;
    int uses = 0;  // called by the model or typed
    int lines = 0; // events written under it; 0 also where the client does not tell

    bool operator==(const SkillUsed &) const = default;
};

// A session that shows lines of this one too: what it was forked from, or a fork of it.
struct SessionRelative {
    qint64 id = 0;
    QString title;
    qint64 startedAt = -1;

    bool operator==(const SessionRelative &) const = default;
};

struct BookmarkedEvent {
    qint64 eventId = 0;
    EventKind kind = EventKind::Unknown;
    QString tool;
    QString head;
    qint64 at = -1;

    bool operator==(const BookmarkedEvent &) const = default;
};

struct SessionFacts {
    SessionRow session;
    QList<ModelUse> models; // the one with most replies first
    int repliesCountedElsewhere = 0;
    int unpricedReplies = 0; // > 0: an estimate would leave them out
    QList<SkillUsed> skills;
    bool olderDecoder = false; // decoded by an older version of Assay, until it is decoded anew
    QString permissionMode;    // told by the newest prompt; empty = not told
    QList<SessionRelative> relatives;
    int sources = 0; // files it was read from, those of sub-agents too
    int sourcesGone = 0;
    QStringList tags;
    QString note;
    QList<BookmarkedEvent> bookmarks; // in the order of their times

    bool operator==(const SessionFacts &) const = default;
};

[[nodiscard]] Result<SessionFacts> readSessionFacts(Database &db, qint64 sessionId);

// The lines an event stands in, as JSON. `text` holds at most rawEventLimit characters of them; empty unless asked for.
struct RawEvent {
    qint64 eventId = 0;
    EventKind kind = EventKind::Unknown;
    QString tool;
    qint64 bytes = 0; // of both lines
    QString line = {};
    QString resultLine = {};
    bool cut = false;
};

inline constexpr qsizetype rawEventLimit = qsizetype{128} << 10;

[[nodiscard]] Result<RawEvent> readRawEvent(Database &db, qint64 eventId, bool withText);

} // namespace assay
