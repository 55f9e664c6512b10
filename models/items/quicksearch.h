// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a palette offers for the words typed into it: sessions and projects by name, and the first hits in transcripts.
// GUI thread; never waits. A newer question ends the one that runs.

#include <QObject>

#include "models/data/error.h"
#include "models/data/record.h"

namespace assay {

class QueryRunner;

class QuickSearch final : public QObject {
    Q_OBJECT

public:
    static constexpr int sessionLimit = 8;
    static constexpr int projectLimit = 5;
    static constexpr int hitLimit = 5;

    // The runner must outlive it.
    explicit QuickSearch(QueryRunner *runner, QObject *parent = nullptr);

    // The filter language; the last word is the beginning of one. Blank text: the newest sessions and projects.
    void ask(const QString &text);
    // Nobody waits any more.
    void cancel();
    [[nodiscard]] QString text() const { return m_text; } // of the question asked last

Q_SIGNALS:
    // Comes up to three times for one question, each time with more of the same answer: names, then hits, then how many
    // there are in all (-1 until then). Only ever for the question asked last.
    void answered(const QString &text, const QList<assay::SessionRow> &sessions,
                  const QList<assay::ProjectRow> &projects, const QList<assay::SearchHit> &hits, qint64 totalHits);
    void failed(const assay::Error &error); // NotFound: there is no store yet

private:
    void askHits();
    void askTotal();
    void answer(qint64 totalHits);

    QueryRunner *m_runner;
    QObject m_slot; // one question at a time
    QString m_text;
    QList<SessionRow> m_sessions;
    QList<ProjectRow> m_projects;
    QList<SearchHit> m_hits;
};

} // namespace assay
