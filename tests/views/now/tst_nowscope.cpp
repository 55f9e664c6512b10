// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

#include "models/items/ask.h"
#include "tests/views/now/nowfixture.h"
#include "views/now/askbar.h"
#include "views/now/nowlists.h"
#include "views/widgets/theme.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

// Of what the page Now tells, and how an answer goes with it.
class TestNowScope final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QSettings().clear();
        Theme::instance()->apply(Theme::Scheme::Light);
    }

    // A project shows its sessions, and one of them alone is told of.
    void aSessionIsAScope()
    {
        NowFixture p;
        p.write("cccccccc-0000-4000-8000-000000000003", "/work/tools", "make docs", "Exit code 2\nmake: no docs",
                {6, 4}, "write the manual");
        p.store.import();
        p.sumUp();
        p.page->refresh();
        QListWidget *scopes = p.page->lists()->scopes();
        QTRY_COMPARE(scopes->count(), 3);
        QTRY_VERIFY(p.text().contains(u"write the manual"_s));
        scopes->setCurrentRow(scopes->item(1)->text() == "tools"_L1 ? 1 : 2);
        QTRY_COMPARE(scopes->count(), 5); // with its two sessions
        const int row = rowOf(scopes, u"write the manual"_s);
        QVERIFY(heard(scopes, row).contains(u"2 failures"_s));
        scopes->setCurrentRow(row);
        QTRY_VERIFY(!p.text().contains(u"mend the lint"_s));
        QVERIFY(p.text().contains(u"write the manual"_s));
        QVERIFY2(p.text().contains(u"2 calls, 1 kind"_s), qPrintable(p.text()));
        QVERIFY(p.page->markdown().contains(u"session write the manual"_s));
        QCOMPARE(scopes->currentRow(), row);
        p.page->ask(u"failures in the last hour"_s); // of it, since nothing else is said
        QTRY_VERIFY2(p.text().startsWith(u"2 failures in 1 session"_s), qPrintable(p.text().left(200)));
        QVERIFY(p.page->askBar()->chips()[1]->text().contains(u"session cccccccc"_s));
        p.page->ask(u"failures in the last hour across the fleet"_s);
        QTRY_VERIFY2(p.text().startsWith(u"5 failures in 3 sessions"_s), qPrintable(p.text().left(200)));
        // It is deleted: the workspace is shown instead.
        QVERIFY(p.store.value(u"SELECT count(*) FROM session WHERE uuid LIKE 'cccc%'"_s).toInt() == 1);
        p.execute(u"UPDATE session SET deleted_at = 1 WHERE uuid LIKE 'cccc%'"_s);
        p.page->refresh();
        QTRY_COMPARE(scopes->currentRow(), 0);
        QVERIFY(p.text().contains(u"mend the lint"_s));
    }

    // What goes on at this moment: one click tells of it, two open it.
    void liveSessionsAreListed()
    {
        NowFixture p;
        QListWidget *live = p.page->lists()->live();
        QTRY_COMPARE(live->count(), 2); // both said something three minutes ago
        QVERIFY2(heard(live, 0).contains(u"waits for you"_s), qPrintable(heard(live, 0)));
        const int row = rowOf(live, u"mend the lint"_s);
        Q_EMIT live->itemClicked(live->item(row));
        QTRY_VERIFY(!p.text().contains(u"503"_s));
        QVERIFY(p.text().contains(u"mend the lint"_s));
        QSignalSpy opened(p.page.get(), &NowPage::sessionRequested);
        Q_EMIT live->itemActivated(live->item(rowOf(live, u"mend the lint"_s)));
        QCOMPARE(opened.size(), 1);
        // What is read anew meanwhile takes nobody's place in the list.
        p.page->setScope({});
        QTRY_VERIFY(p.text().contains(u"503"_s));
        live->setCurrentRow(1);
        const QString chosen = live->item(1)->text();
        p.page->ask(u"failures in the last hour"_s);
        QTRY_VERIFY(p.page->answer().has_value());
        p.page->lists()->questions()->setCurrentRow(0);
        const qint64 readAt = p.page->contents()->readAt;
        p.page->refresh();
        QTRY_VERIFY(p.page->contents()->readAt > readAt);
        QVERIFY(live->currentItem() != nullptr);
        QCOMPARE(live->currentItem()->text(), chosen);
        QCOMPARE(p.page->lists()->questions()->currentRow(), 0);
        // A call whose result has not come.
        TranscriptBuilder b("dddddddd-0000-4000-8000-000000000004");
        auto call = nlohmann::json::parse(b.call("c9", "Grep", {{"pattern", "x"}}));
        call["timestamp"] = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toStdString();
        p.store.write(u"-p/dddddddd-0000-4000-8000-000000000004.jsonl"_s, {call.dump()});
        p.store.import();
        p.page->refresh();
        QTRY_COMPARE(live->count(), 3);
        QVERIFY2(heard(live, 0).contains(u"Grep"_s) && !heard(live, 0).contains(u"waits"_s),
                 qPrintable(heard(live, 0)));
    }

    // An answer that comes when the field was cleared already is not shown; one that stays moves on with the clock.
    void lateAnswersAndLaterOnes()
    {
        NowFixture p;
        QTRY_VERIFY(p.page->contents().has_value());
        p.page->ask(u"failures in the last hour"_s);
        p.page->askBar()->clear(); // it is under way
        bool after = false;
        assay::ask<int>(
            *p.runner, QueryRunner::Lane::Search, this, false, [](Database &) -> Result<int> { return 1; },
            [&](const Result<int> &) { after = true; });
        QTRY_VERIFY(after);
        QVERIFY(!p.page->answer().has_value());
        QVERIFY(p.page->askBar()->chips().isEmpty());
        p.page->ask(u"make failures in the last hour"_s);
        QTRY_VERIFY2(p.text().startsWith(u"1 failure in 1 session"_s), qPrintable(p.text().left(200)));
        const qint64 first = p.page->answer()->understood.span.to;
        p.page->refresh();
        QTRY_VERIFY(p.page->answer()->understood.span.to > first);
        QCOMPARE(p.page->answer()->understood.span.to - p.page->answer()->understood.span.from, hourMs);
        for (QAction *action : p.page->askBar()->chips()[0]->menu()->actions()) {
            if (action->text() == "Today"_L1)
                action->trigger();
        }
        QTRY_COMPARE(p.page->answer()->understood.window, u"today"_s);
        const qint64 midnight = p.page->answer()->understood.span.from;
        QCOMPARE(QDateTime::fromMSecsSinceEpoch(midnight).time(), QTime(0, 0));
        p.page->askBar()->clear();
        QVERIFY(!p.page->answer().has_value());
    }
};

QTEST_MAIN(TestNowScope)
#include "tst_nowscope.moc"
