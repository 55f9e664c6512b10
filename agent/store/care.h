// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a person adds to what was recorded: tags and a note on sessions, bookmarks on events. Every call is one
// transaction: all of it or nothing. carequery.h reads it. Wrong input is Usage, with a message that says the rule.

#include "models/data/error.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace assay {

class Database;

class Care {
public:
    static constexpr int longestTag = 64;            // characters
    static constexpr qsizetype longestNote = 65'536; // bytes of UTF-8
    static constexpr qsizetype mostTags = 100;       // of one session

    explicit Care(Database &db)
        : m_db(db)
    {
    }

    // A tag has no blanks, commas, quotation marks or control characters. It keeps its case, but is compared without
    // regard to it; one that another session has too is spelt as there.
    [[nodiscard]] static Result<> checkTag(const QString &tag);

    // Removes, then adds, on each of the sessions. Tags that are not there are none to remove.
    [[nodiscard]] Result<> tag(const QList<qint64> &sessions, const QStringList &add, const QStringList &remove);

    // Blank text removes the note.
    [[nodiscard]] Result<> note(qint64 session, const QString &text, qint64 nowMs);

    // Answers the session of the event; NotFound when there is no such event, or its session was deleted.
    [[nodiscard]] Result<qint64> bookmark(qint64 event, bool on, qint64 nowMs);

private:
    [[nodiscard]] Result<QStringList> spelt(const QStringList &tags);
    [[nodiscard]] Result<> add(qint64 session, const QStringList &tags);
    [[nodiscard]] Result<> remove(qint64 session, const QStringList &tags);

    Database &m_db;
};

} // namespace assay
