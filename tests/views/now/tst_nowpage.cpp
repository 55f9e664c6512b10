// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QDateTime>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QTextBrowser>
#include <QTextDocument>
#include <QTimer>
#include <QToolButton>

#include "models/items/transcriptmodel.h"
#include "tests/views/fakedoor.h"
#include "tests/views/now/nowfixture.h"
#include "views/now/askbar.h"
#include "views/now/nowevidence.h"
#include "views/now/nowlists.h"
#include "views/now/trendplot.h"
#include "views/shell/mainwindow.h"
#include "views/transcript/transcriptpane.h"
#include "views/widgets/theme.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestNowPage final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QSettings().clear();
        Theme::instance()->apply(Theme::Scheme::Light);
    }

    void tellsWhatHappened()
    {
        NowFixture p;
        QTRY_VERIFY(p.page->contents().has_value());
        QTRY_VERIFY(p.text().contains(u"503"_s));
        QVERIFY2(p.text().contains(u"mend the lint"_s), qPrintable(p.text()));
        QVERIFY(p.text().contains(u"make the charge idempotent & \"safe\""_s)); // as it was typed
        QVERIFY2(p.text().contains(u"3 calls, 2 kinds"_s), qPrintable(p.text()));
        QVERIFY(p.text().contains(u"Shall I go on?"_s));
        QVERIFY2(p.page->freshness().startsWith(u"Current to"_s), qPrintable(p.page->freshness()));
        QVERIFY(p.page->markdown().contains(u"mend the lint"_s));
    }

    void aScopeNarrowsIt()
    {
        NowFixture p;
        QListWidget *scopes = p.page->lists()->scopes();
        QTRY_COMPARE(scopes->count(), 3);
        QCOMPARE(scopes->currentRow(), 0);
        QVERIFY(heard(scopes, 0).contains(u"3 failures"_s));
        const int tools = scopes->item(1)->text().contains(u"tools"_s) ? 1 : 2;
        scopes->setCurrentRow(tools);
        QTRY_VERIFY(!p.text().contains(u"503"_s));
        QVERIFY(p.text().contains(u"mend the lint"_s));
        QCOMPARE(scopes->currentRow(), tools);
        QCOMPARE(p.page->lists()->standings()->count(), 1);
        // Where the reader was: what is open there tells best.
        QVERIFY2(heard(p.page->lists()->standings(), 0).contains(u"Shall I go on?"_s),
                 qPrintable(heard(p.page->lists()->standings(), 0)));
    }

    void answersAndIsCorrected()
    {
        NowFixture p;
        QTRY_VERIFY(p.page->contents().has_value());
        AskBar *bar = p.page->askBar();
        bar->field()->setText(u"payments-api failures in the last 15 minutes"_s);
        QTest::keyClick(bar->field(), Qt::Key_Return);
        QTRY_COMPARE(bar->chips().size(), 4); // window, scope, outcome, one word
        QVERIFY2(p.text().startsWith(u"2 failures in 1 session"_s), qPrintable(p.text().left(200)));
        QCOMPARE(p.page->lists()->questions()->count(), 1);

        bar->chips()[3]->menu()->actions().first()->trigger(); // without the word
        QTRY_COMPARE(bar->chips().size(), 3);
        QVERIFY2(p.text().startsWith(u"3 failures in 2 sessions"_s), qPrintable(p.text().left(200)));
        for (QAction *action : bar->chips()[1]->menu()->actions()) {
            if (action->text() == "tools"_L1)
                action->trigger();
        }
        QTRY_VERIFY2(p.text().startsWith(u"1 failure in 1 session"_s), qPrintable(p.text().left(200)));
        bar->chips()[2]->menu()->actions().last()->trigger(); // went well
        QTRY_VERIFY2(p.text().startsWith(u"0 calls that went well"_s), qPrintable(p.text().left(200)));
        bar->clear();
        QVERIFY(!p.text().startsWith(u"0 calls"_s));
    }

    // Where nothing can be before, nothing is said of it.
    void everHasNoBefore()
    {
        NowFixture p;
        QTRY_VERIFY(p.page->contents().has_value());
        const auto answer = [&p] { return p.text().section(u"Failed"_s, 0, 0); }; // what follows is the summary
        p.page->ask(u"failures in the last 2 hours"_s);
        QTRY_VERIFY2(answer().contains(u"0 in the same time before"_s), qPrintable(answer()));
        p.page->ask(u"failures ever"_s);
        QTRY_VERIFY2(answer().startsWith(u"3 failures"_s) && !answer().contains(u"before"_s), qPrintable(answer()));
        p.page->askBar()->clear();
        p.page->setDays({0, QDateTime::currentMSecsSinceEpoch()}); // the summary of it neither
        QTRY_VERIFY2(p.text().contains(u"3 calls, 2 kinds"_s) && !p.text().contains(u"before"_s), qPrintable(p.text()));
        const auto labels = p.page->findChildren<QLabel *>();
        QVERIFY2(!p.text().contains(u"▲"_s), qPrintable(p.text()));
        QVERIFY(std::any_of(labels.begin(), labels.end(),
                            [](const QLabel *each) { return each->text().startsWith(u"Everything up to "_s); }));
    }

    // How much is counted is said where not all of it is.
    void saysHowMuchIsCounted()
    {
        AskBar bar;
        const auto says = [&bar](const QString &text) {
            const auto labels = bar.findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(),
                               [&text](const QLabel *each) { return each->text().contains(text); });
        };
        AskAnswer answer;
        answer.isCurrent = false;
        bar.setAnswer(answer, 5);
        QVERIFY(says(u"Not all of it is counted yet"_s));
        answer.refreshedAt = QDateTime::currentMSecsSinceEpoch();
        bar.setAnswer(answer, 5);
        QVERIFY(says(u"Counted up to "_s));
        answer.isCurrent = true;
        bar.setAnswer(answer, 5);
        QVERIFY(!says(u"Counted up to "_s) && !says(u"Not all"_s));
    }

    void questionsAreKept()
    {
        {
            NowFixture p;
            p.page->ask(u"failures today"_s);
            p.page->ask(u"git failures this week"_s);
        }
        NowFixture p;
        QListWidget *questions = p.page->lists()->questions();
        QCOMPARE(questions->count(), 2);
        QCOMPARE(questions->item(0)->text(), u"git failures this week"_s);
        Q_EMIT questions->itemActivated(questions->item(1));
        QTRY_COMPARE(p.page->askBar()->field()->text(), u"failures today"_s);
    }

    void evidenceTellsItsDay()
    {
        NowEvidencePane pane;
        NowEvidence old{.event = 1, .at = QDateTime(QDate(2020, 2, 8), QTime(3, 10)).toMSecsSinceEpoch()};
        NowEvidence young{.event = 2, .at = QDateTime::currentMSecsSinceEpoch()};
        old.title = young.title = u"mend the lint"_s;
        pane.show(u"what"_s, {old, young}, 0);
        QCOMPARE(pane.list()->item(0)->text(), u"03:10:00, mend the lint, 8 Feb 2020"_s);
        QVERIFY(pane.list()->item(1)->text().endsWith(u"mend the lint"_s));
    }

    void evidenceOpensTheTranscript()
    {
        NowFixture p;
        QTRY_VERIFY(p.firstEvidence().isValid());
        QSignalSpy opened(p.page.get(), &NowPage::eventRequested);
        Q_EMIT p.page->document()->anchorClicked(p.firstEvidence());
        QTRY_VERIFY(p.page->evidence()->list()->count() > 0);
        QTRY_VERIFY(!p.page->evidence()->text().isEmpty());
        p.page->evidence()->openCurrent();
        QCOMPARE(opened.size(), 1);
        const qint64 event = opened[0][0].toLongLong();
        QCOMPARE(p.store.value(u"SELECT session_id FROM event WHERE id = %1"_s.arg(event)).toLongLong(),
                 opened[0][1].toLongLong());
        // What is no link of ours does nothing.
        for (const char *link : {"evidence:99999", "evidence:x", "file:///etc/passwd", "https://example.org", ""})
            Q_EMIT p.page->document()->anchorClicked(QUrl(QString::fromLatin1(link)));
        QCOMPARE(opened.size(), 1);
    }

    void whatIsCapturedShows()
    {
        NowFixture p;
        QTRY_VERIFY(p.text().contains(u"503"_s));
        p.write("cccccccc-0000-4000-8000-000000000003", "/work/third", "ls", "Exit code 1\nls: no", {1},
                "list them all");
        p.store.import();
        p.sumUp();
        QVERIFY(!p.text().contains(u"list them all"_s));
        p.page->refresh();
        QTRY_VERIFY(p.text().contains(u"list them all"_s));
        QTRY_COMPARE(p.page->lists()->scopes()->count(), 4);
    }

    // What is stored meanwhile cuts no reading off.
    void answersWhileMuchIsStored()
    {
        NowFixture p;
        int refreshed = 0;
        QTimer storm;
        connect(&storm, &QTimer::timeout, this, [&] {
            ++refreshed;
            p.page->refresh();
        });
        storm.start(1);
        QTRY_VERIFY(refreshed > 20 && p.page->contents().has_value());
        p.page->ask(u"failures in the last hour"_s);
        QTRY_VERIFY2(p.text().startsWith(u"3 failures in 2 sessions"_s), qPrintable(p.text().left(200)));
        const qint64 statements = p.runner->statements();
        const int before = refreshed;
        QTRY_VERIFY(refreshed > before + 50);
        QVERIFY(p.runner->statements() - statements < 400); // not one reading for each
    }

    // Two projects of one name: the one that was chosen is meant.
    void theChosenScopeIsMeant()
    {
        NowFixture p;
        p.write("cccccccc-0000-4000-8000-000000000003", "/elsewhere/tools", "ls", "Exit code 1\nls: no", {1}, "list");
        p.store.import();
        p.sumUp();
        p.page->refresh();
        QListWidget *scopes = p.page->lists()->scopes();
        QTRY_COMPARE(scopes->count(), 4);
        scopes->setCurrentRow(1); // the last that was active
        QVERIFY(scopes->item(1)->text().startsWith(u"tools"_s));
        p.page->ask(u"failures in the last hour"_s);
        QTRY_VERIFY2(p.text().startsWith(u"1 failure in 1 session"_s), qPrintable(p.text().left(200)));
    }

    void nothingRecordedIsSaid()
    {
        QueryRunner runner(u"/nonexistent/store.sqlite"_s);
        NowPage page(&runner);
        page.show();
        QTRY_VERIFY(!page.document()->isVisible());
        QVERIFY(!page.contents().has_value());
        page.ask(u"failures"_s); // no crash, and it says so
        QTRY_VERIFY(page.askBar()->chips().isEmpty());
    }

    // Its tab, its key, the way to the transcript and back.
    void theWindowHasIt()
    {
        NowFixture p;
        FakeDoor door;
        MainWindow window(p.runner.get(), &door);
        window.resize(1300, 800);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTest::keyClick(&window, Qt::Key_2, Qt::ControlModifier);
        NowPage *now = window.now();
        QTRY_VERIFY(now->isVisible());
        QCOMPARE(window.windowTitle(), u"Now – Assay"_s);
        QVERIFY(now->askBar()->field()->hasFocus());
        now->setWindow(NowWindow::Hour);
        QTRY_VERIFY(now->document()->toPlainText().contains(u"503"_s));
        const qint64 session = p.store.value(u"SELECT min(id) FROM session"_s).toLongLong();
        Q_EMIT now->sessionRequested(session);
        QTRY_COMPARE(window.transcript()->model()->sessionId(), session);
        QVERIFY(!now->isVisible());
        QTest::keyClick(&window, Qt::Key_Left, Qt::AltModifier);
        QTRY_VERIFY(now->isVisible());
        QTest::keyClick(&window, Qt::Key_1, Qt::ControlModifier);
        QTRY_VERIFY(!now->isVisible());
    }

    // The signs of headings: in the middle of their capitals, and below each other.
    void signsStandBesideTheirHeadings()
    {
        NowFixture p;
        p.page->resize(1000, 800);
        p.page->show();
        QTRY_VERIFY(p.page->contents().has_value());
        QTextBrowser *text = p.page->document();
        QTRY_VERIFY(!text->document()->find(u"Decided"_s).isNull());
        const QImage shown = text->viewport()->grab().toImage();
        // The rows with ink within; both ends belong to it.
        const auto ink = [&shown](const QRect &within) {
            QRect rows;
            for (int y = within.top(); y <= within.bottom(); ++y) {
                for (int x = within.left(); x <= within.right(); ++x) {
                    if (qGray(shown.pixel(x, y)) < 200)
                        rows |= QRect(x, y, 1, 1);
                }
            }
            return rows;
        };
        QSet<int> lefts;
        for (const QString &title : {u"Asked"_s, u"Failed"_s, u"Decided"_s}) {
            QTextCursor cursor = text->document()->find(title, 0, QTextDocument::FindCaseSensitively);
            cursor.setPosition(cursor.selectionStart());
            const QRect begin = text->cursorRect(cursor);
            cursor.movePosition(QTextCursor::NextCharacter);
            const QRect capital(begin.topLeft(), text->cursorRect(cursor).bottomLeft());
            cursor.movePosition(QTextCursor::StartOfBlock);
            const QRect sign = ink(text->cursorRect(cursor).united(begin).adjusted(0, 0, -3, 0));
            const QRect letter = ink(capital);
            QVERIFY(sign.isValid() && letter.isValid());
            QVERIFY2(std::abs(sign.top() + sign.bottom() - letter.top() - letter.bottom()) <= 3, // halves of a pixel
                     qPrintable(u"%1: %2 to %3 beside %4 to %5"_s.arg(title)
                                    .arg(sign.top())
                                    .arg(sign.bottom())
                                    .arg(letter.top())
                                    .arg(letter.bottom())));
            lefts.insert(text->cursorRect(cursor).left());
        }
        QCOMPARE(lefts.size(), 1);
    }

    void plots()
    {
        QVERIFY(!trendPlot({}, 1).isNull());
        const QImage image = trendPlot({0, 1, 0, 4}, 2);
        QCOMPARE(image.devicePixelRatio(), 2.0);
        QCOMPARE(trendMark(3, 1), u"▲"_s);
        QCOMPARE(trendMark(1, 3), u"▼"_s);
        QCOMPARE(trendMark(2, 2), u"="_s);
    }
};

QTEST_MAIN(TestNowPage)
#include "tst_nowpage.moc"
