// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Reads whole sessions in a view as a person would: every run open in place, from the first row to the last, opening
// what becomes current. Fails the running test when a run does not open or a step lays out more than what it shows.

#include <QSignalSpy>
#include <QTest>

#include "models/data/query/sessionquery.h"
#include "models/data/query/threadquery.h"
#include "models/items/queryrunner.h"
#include "models/items/transcriptmodel.h"
#include "views/transcript/transcriptview.h"

namespace assay {

class ReadThrough {
public:
    explicit ReadThrough(const QString &store)
        : m_runner(store)
        , m_model(&m_runner)
    {
        m_db = std::move(*Database::open(store, Database::Mode::Reader));
        QObject::connect(&m_model, &TranscriptModel::failed, &m_view, [](const QString &what) { qWarning() << what; });
        m_view.setModel(&m_model);
        m_view.resize(900, 900);
        m_view.show();
    }
    ~ReadThrough() { m_view.setModel(nullptr); }

    void read(qint64 session)
    {
        const QSignalSpy opened(&m_model, &TranscriptModel::opened);
        m_model.open(session);
        QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, 30'000);
        openRuns(session);
        for (int step = 0; !QTest::currentTestFailed(); ++step) {
            QVERIFY(step < 200 * (m_model.rowCount() + 10));
            const TranscriptView::Place before = m_view.place();
            readPage();
            QTest::keyClick(&m_view, Qt::Key_PageDown);
            settle();
            if (m_view.place().row == before.row && m_view.place().top == before.top)
                break;
        }
        QVERIFY(m_model.rowCount() == 0 || m_view.lastInSight() == m_model.rowCount() - 1);
    }

    [[nodiscard]] int runsOpened() const { return m_runsOpened; }

private:
    // All of those whose call is known to lie in the session, or in a run that does.
    void openRuns(qint64 session)
    {
        const auto links = readRunLinks(m_db, session);
        QHash<qint64, qint64> expected = {{0, 0}}; // by the run that the call is in
        for (bool more = true; more;) {
            more = false;
            for (const RunLink &link : *links) {
                if (link.callEvent == 0 || expected.contains(link.run) || !expected.contains(link.callRun))
                    continue;
                expected.insert(link.run, link.callRun);
                more = true;
            }
        }
        QList<qint64> runs;
        qint64 rows = 0;
        for (auto run = expected.cbegin(); run != expected.cend(); ++run) {
            const auto changes = readThreadChanges(m_db, session, {{run.key(), 0, 0}});
            rows += changes->front().now.count;
            if (run.key() != 0)
                runs.append(run.key());
        }
        const QSignalSpy shown(&m_model, &TranscriptModel::runsShown);
        m_model.showRuns(runs);
        QTRY_COMPARE_WITH_TIMEOUT(shown.size(), 1, 30'000);
        QCOMPARE(m_model.rowCount(), rows);
        m_runsOpened += static_cast<int>(runs.size());
        settle();
    }

    void readPage()
    {
        const qint64 layouts = m_view.layoutsMade();
        const qint64 statements = m_runner.statements();
        const int row = m_view.currentRow();
        if (row >= 0 && !m_view.isRowOpen(row))
            QTest::keyClick(&m_view, Qt::Key_Space);
        settle();
        const int inSight = m_view.lastInSight() - m_view.firstInSight() + 1;
        QCOMPARE_LE(m_view.layoutsMade() - layouts, qint64{4 * inSight + 40});
        QCOMPARE_LE(m_runner.statements() - statements, qint64{6 * inSight + 40});
    }

    // All rows in sight are here and painted.
    void settle()
    {
        QVERIFY(QTest::qWaitFor(
            [this] {
                m_view.viewport()->repaint();
                for (int row = m_view.firstInSight(); row <= m_view.lastInSight(); ++row) {
                    if (row < m_model.rowCount() && m_model.eventAt(row) == nullptr)
                        return false;
                }
                return true;
            },
            30'000));
        m_view.viewport()->repaint();
    }

    QueryRunner m_runner;
    TranscriptModel m_model;
    TranscriptView m_view;
    Database m_db;
    int m_runsOpened = 0;
};

} // namespace assay
