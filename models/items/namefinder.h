// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Sessions, projects and candidates by what is typed of their names, or of an id. The names are read once and matched
// on the searching lane; a newer question takes the place of one that waits. GUI thread.

#include <QList>
#include <QObject>
#include <QPair>

#include <memory>

#include "models/data/query/sessiontitles.h"

namespace assay {

class QueryRunner;

struct FoundSession {
    SessionTitle session;
    QString project;
    QList<QPair<int, int>> marks; // in the title
    qint64 eventId = 0;           // when "id#event" was typed
};

struct FoundProject {
    ProjectRow project;
    QList<QPair<int, int>> marks; // in the name
};

struct FoundCandidate {
    CandidateTitle candidate;
    QString project;
    QList<QPair<int, int>> marks; // in the title
};

struct FoundNames {
    QString text; // what was asked for
    QList<FoundSession> sessions;
    QList<FoundProject> projects;
    QList<FoundCandidate> candidates; // none while nothing is typed
    int sessionsInAll = 0;
    int projectsInAll = 0;
    int candidatesInAll = 0;
};

class NameFinder final : public QObject {
    Q_OBJECT

public:
    explicit NameFinder(QueryRunner *runner, QObject *parent = nullptr);
    ~NameFinder() override;

    // Reads the names again with the next question.
    void forgetNames();
    // At most `limit` of each kind, the best first. Of those that fit alike, and without a text, the `recent` ones
    // (ids, the latest first) stand first, then the newest.
    void find(const QString &text, const QList<qint64> &recent, int limit);
    [[nodiscard]] bool isBusy() const { return m_busy; }

Q_SIGNALS:
    void found(const assay::FoundNames &names);

private:
    QueryRunner *m_runner;
    std::shared_ptr<const SessionTitles> m_names;
    bool m_busy = false;
};

} // namespace assay
