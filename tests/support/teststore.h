// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A small store made by SQL, for tests of what reads one. Lives in a temporary folder; failures end the test program.

#include <QByteArray>
#include <QString>
#include <QTemporaryDir>

#include "models/data/record.h"
#include "models/data/store/database.h"

namespace assay {

class TestStore {
public:
    struct Session {
        QString uuid = {}; // empty: made up
        QString agent = QStringLiteral("claude");
        qint64 project = 0; // 0: a project of its own kind
        QString title = {};
        QString branch = QStringLiteral("main");
        QString model = QStringLiteral("claude-opus-4-5");
        qint64 startedAt = 1'000;
        qint64 endedAt = 2'000;
        int errors = 0;
        int subagents = 0;
        int compactions = 0;
        bool deleted = false;
    };

    struct Event {
        qint64 session = 0;
        qint64 run = 0;
        EventKind kind = EventKind::Reply;
        Outcome outcome = Outcome::None;
        int flags = 0;
        qint64 at = 1'000;
        QString tool = {};
        QString toolUseId = {};
        QString model = {};
        QString head = {};
        int images = 0;
        QString text = {};
        QString input = {};
        QString output = {};
        QByteArray line = {};       // raw
        QByteArray resultLine = {}; // raw
    };

    enum class Codec { Plain = 0, Zstd = 1 };

    TestStore();

    [[nodiscard]] QString file() const { return m_file; }
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    [[nodiscard]] Database &db() { return m_db; }

    qint64 addProject(const QString &key);
    qint64 addSession(const Session &session);
    qint64 addRun(qint64 session, const QString &agentId, const QString &toolUseId = {});
    qint64 addEvent(const Event &event);
    // `count` replies of one session, a prompt every tenth and a failed call every hundredth, with `text` characters
    // each.
    void addEvents(qint64 session, int count, int text = 40);
    // `count` sessions of one project, the first the newest.
    void addSessions(qint64 project, int count);

    // What a person adds, and what the writer counts.
    void addTag(qint64 session, const QString &tag);
    void addNote(qint64 session, const QString &text);
    void addBookmark(qint64 event);
    void addSkill(qint64 session, const QString &skill, int uses);

    // Appends to the redacted stream of the one source; answers the position. One block for each.
    qint64 addRaw(const QByteArray &bytes, Codec codec = Codec::Plain);
    [[nodiscard]] qint64 source() const { return m_source; }

    void execute(const QString &sql);
    qint64 number(const QString &sql);

private:
    QTemporaryDir m_folder;
    QString m_file;
    Database m_db;
    qint64 m_source = 0;
    qint64 m_position = 0;
    qint64 m_rawEnd = 0;
};

} // namespace assay
