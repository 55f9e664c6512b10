// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A session with runs within runs, and a model that shows it.

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "models/items/queryrunner.h"
#include "models/items/transcriptmodel.h"
#include "tests/support/teststore.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

// Main thread m0..m9, where m3 and m6 started runs; the first has a0..a4, where a2 started one with b0..b2.
struct Story {
    Story()
    {
        session = store.addSession({});
        runA = store.addRun(session, u"a"_s, u"call-a"_s);
        runB = store.addRun(session, u"b"_s, u"call-b"_s);
        runC = store.addRun(session, u"c"_s, u"call-c"_s);
        for (int i = 0; i < 10; ++i)
            add(0, u"m"_s, i, i == 3 ? u"call-a"_s : i == 6 ? u"call-c"_s : QString());
        for (int i = 0; i < 5; ++i)
            add(runA, u"a"_s, i, i == 2 ? u"call-b"_s : QString());
        for (int i = 0; i < 3; ++i)
            add(runB, u"b"_s, i, {});
        add(runC, u"c"_s, 0, {});
    }
    qint64 add(qint64 run, const QString &name, int number, const QString &call)
    {
        return store.addEvent({.session = session,
                               .run = run,
                               .kind = call.isEmpty() ? EventKind::Reply : EventKind::ToolCall,
                               .tool = call.isEmpty() ? QString() : u"Task"_s,
                               .toolUseId = call,
                               .head = name + QString::number(number)});
    }
    qint64 id(const QString &head) { return store.number(u"SELECT id FROM event WHERE head = '%1'"_s.arg(head)); }
    void fail(const QString &head)
    {
        store.execute(u"UPDATE event SET outcome = 2 WHERE head = '%1'"_s.arg(head));
        store.execute(u"UPDATE run SET errors = (SELECT count(*) FROM event WHERE run_id = run.id AND outcome = 2)"_s);
    }
    void touch() { store.execute(u"UPDATE session SET ended_at = ended_at + 1"_s); }

    TestStore store;
    qint64 session = 0, runA = 0, runB = 0, runC = 0;
};

struct Shown {
    explicit Shown(Story &story)
        : runner(story.store.file())
        , model(&runner)
        , tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal)
    {
        open(story.session);
    }
    void open(qint64 session, qint64 run = 0)
    {
        const QSignalSpy opened(&model, &TranscriptModel::opened);
        model.open(session, run);
        QTRY_COMPARE(opened.size(), 1);
    }
    [[nodiscard]] QString head(int row) const
    {
        const EventRow *event = model.eventAt(row);
        return event != nullptr ? event->head : u"?"_s;
    }
    [[nodiscard]] QString heads() const
    {
        QStringList all;
        for (int row = 0; row < model.rowCount(); ++row)
            all.append(head(row));
        return all.join(u' ');
    }
    void expand(const QString &call)
    {
        QTRY_VERIFY(!heads().contains(u'?'));
        const int row = static_cast<int>(heads().split(u' ').indexOf(call));
        const QSignalSpy inserted(&model, &TranscriptModel::rowsInserted);
        model.expandRun(row);
        QVERIFY(model.isExpanded(row));
        QTRY_VERIFY(!inserted.isEmpty());
    }
    // The row that is found, after the paging lane has rested.
    int landmark(TranscriptModel::Landmark what, int from, int direction)
    {
        QSignalSpy found(&model, &TranscriptModel::found);
        model.findLandmark(what, from, direction);
        return found.wait() ? found.first().first().toInt() : -2;
    }

    QueryRunner runner;
    TranscriptModel model;
    QAbstractItemModelTester tester;
};

inline const QString folded = u"m0 m1 m2 m3 m4 m5 m6 m7 m8 m9"_s;
inline const QString oneOpen = u"m0 m1 m2 m3 a0 a1 a2 a3 a4 m4 m5 m6 m7 m8 m9"_s;
inline const QString allOpen = u"m0 m1 m2 m3 a0 a1 a2 b0 b1 b2 a3 a4 m4 m5 m6 c0 m7 m8 m9"_s;

} // namespace assay
