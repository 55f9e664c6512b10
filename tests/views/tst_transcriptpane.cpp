// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// The document with its header, its timeline and its waterfall.
#include <QAction>
#include <QClipboard>
#include <QLabel>
#include <QMenu>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QSplitter>
#include <QTest>
#include <QToolButton>

#include "models/items/queryrunner.h"
#include "models/items/timelinereader.h"
#include "models/items/transcriptmodel.h"
#include "tests/support/teststore.h"
#include "tests/views/fakedoor.h"
#include "views/timeline/timelinestrip.h"
#include "views/timeline/waterfallmodel.h"
#include "views/timeline/waterfallpane.h"
#include "views/transcript/documentheader.h"
#include "views/transcript/transcriptpane.h"
#include "views/transcript/transcriptview.h"
#include "views/widgets/command.h"
#include "views/widgets/theme.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestTranscriptPane : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void stripAndTranscriptShowTheSamePlace();
    void stripFollowsTheStore();
    void waterfallIsToggledAndLinked();
    void waterfallHeightIsKept();
    void bookmarksGoThroughTheDoor();
    void actsOfTheSession();
    void foldersThatAreGoneSaySo();
    void runsHaveCrumbs();
    void everyButtonHasAName();
    void narrowHeadersKeepEveryAct();
    void titlesComeBeforeBranches();
    void commandsAreFound();

private:
    [[nodiscard]] QAction *action(const QString &text) const;
    [[nodiscard]] TranscriptView *view() const { return m_pane->view(); }

    std::unique_ptr<TestStore> m_store;
    std::unique_ptr<QueryRunner> m_runner;
    FakeDoor *m_door = nullptr;
    std::unique_ptr<TranscriptPane> m_pane;
    qint64 m_session = 0;
};

void TestTranscriptPane::initTestCase()
{
    QCoreApplication::setOrganizationName(u"assay-test"_s);
    Theme::instance()->apply(Theme::Scheme::Light);
}

void TestTranscriptPane::init()
{
    m_pane.reset();
    m_runner.reset();
    QSettings().clear();
    m_store = std::make_unique<TestStore>();
    m_session = m_store->addSession({.title = u"mend"_s});
    m_store->execute(u"UPDATE session SET cwd = '%1'"_s.arg(m_store->folder()));
    m_store->addEvents(m_session, 500);
    m_door = new FakeDoor(this);
    m_runner = std::make_unique<QueryRunner>(m_store->file());
    m_pane = std::make_unique<TranscriptPane>(m_runner.get(), m_door);
    m_pane->resize(900, 700);
    m_pane->show();
    m_pane->open(m_session);
    QTRY_COMPARE(m_pane->model()->rowCount(), 500);
    QTRY_COMPARE(m_pane->timeline()->timeline().marks.size(), 500);
    view()->setFocus();
    QTRY_VERIFY(view()->hasFocus());
}

QAction *TestTranscriptPane::action(const QString &text) const
{
    for (QAction *each : m_pane->findChildren<QAction *>()) {
        if (each->text() == text)
            return each;
    }
    return nullptr;
}

void TestTranscriptPane::stripAndTranscriptShowTheSamePlace()
{
    TimelineStrip *strip = m_pane->strip();
    QVERIFY(strip->isVisible());
    QTest::mouseClick(strip, Qt::LeftButton, {}, QPoint(37, strip->yOf(299))); // a failed call
    QTRY_COMPARE(view()->currentRow(), 299);
    QTRY_VERIFY(view()->firstInSight() <= 299 && view()->lastInSight() >= 299);
    QTest::keyClick(view(), Qt::Key_End);
    QTRY_COMPARE(view()->currentRow(), 499);
    strip->setFocus();
    QTRY_VERIFY(strip->hasFocus());
    QCOMPARE(strip->cursorRow(), 499); // goes on from the current row
    QTest::keyClick(strip, Qt::Key_Up);
    QCOMPARE(strip->cursorRow(), 490);
    QTest::keyClick(strip, Qt::Key_Return);
    QTRY_COMPARE(view()->currentRow(), 490);
}

void TestTranscriptPane::stripFollowsTheStore()
{
    m_store->addEvents(m_session, 20);
    m_store->execute(u"UPDATE session SET events = 520"_s);
    m_pane->refresh();
    QTRY_COMPARE(m_pane->timeline()->timeline().marks.size(), 520);
    const qint64 event = m_pane->timeline()->timeline().marks.at(30).event;
    QCOMPARE(m_pane->timeline()->rowOf(event), 30);
    m_store->addBookmark(event);
    m_pane->refresh();
    QTRY_VERIFY(m_pane->timeline()->timeline().bookmarks.contains(event));
}

void TestTranscriptPane::waterfallIsToggledAndLinked()
{
    const QSignalSpy shown(m_pane->waterfall(), &WaterfallPane::shown);
    QVERIFY(!m_pane->waterfall()->isVisible());
    view()->setCurrentRow(25);
    QTest::keyClick(view(), Qt::Key_W);
    QTRY_VERIFY(m_pane->waterfall()->isVisible());
    QTRY_VERIFY(!shown.isEmpty());
    const TurnTimes &turn = m_pane->waterfall()->model()->turn();
    QCOMPARE(turn.promptEvent, m_pane->timeline()->timeline().marks.at(20).event);
    QTest::keyClick(view(), Qt::Key_BracketRight);
    QTRY_COMPARE(view()->currentRow(), 30);
    QTRY_COMPARE(turn.promptEvent, m_pane->timeline()->timeline().marks.at(30).event);
    QTest::keyClick(view(), Qt::Key_BracketLeft);
    QTRY_COMPARE(view()->currentRow(), 20);
    QTest::keyClick(view(), Qt::Key_W);
    QVERIFY(!m_pane->waterfall()->isVisible());
}

void TestTranscriptPane::waterfallHeightIsKept()
{
    m_pane->setWaterfallShown(true);
    const auto *splitter = m_pane->findChild<QSplitter *>();
    QVERIFY(splitter != nullptr);
    const_cast<QSplitter *>(splitter)->setSizes({300, 320});
    const int height = m_pane->waterfall()->height();
    m_pane->setWaterfallShown(false);
    TranscriptPane again(m_runner.get(), m_door);
    again.resize(900, 700);
    again.show();
    again.setWaterfallShown(true);
    QTRY_VERIFY(std::abs(again.waterfall()->height() - height) <= 2);
}

void TestTranscriptPane::bookmarksGoThroughTheDoor()
{
    view()->setCurrentRow(7);
    const qint64 event = m_pane->timeline()->timeline().marks.at(7).event;
    QTRY_VERIFY(action(u"Bookmark the event"_s)->isEnabled());
    QTest::keyClick(view(), Qt::Key_B);
    QCOMPARE(m_door->bookmarks, (QList<QPair<qint64, bool>>{{event, true}}));
    m_store->addBookmark(event);
    m_pane->refresh();
    QTRY_VERIFY(action(u"Remove the bookmark"_s) != nullptr);
    QTest::keyClick(view(), Qt::Key_B);
    QCOMPARE(m_door->bookmarks.last(), qMakePair(event, false));
}

void TestTranscriptPane::actsOfTheSession()
{
    const QString uuid = m_pane->model()->session().uuid;
    action(u"Copy the resume command"_s)->trigger();
    QVERIFY(QApplication::clipboard()->text().contains(u"claude --resume "_s + uuid));
    action(u"Copy a link to the session"_s)->trigger();
    QCOMPARE(QApplication::clipboard()->text(), u"assay://session/"_s + uuid);
    action(u"Copy the session id"_s)->trigger();
    QCOMPARE(QApplication::clipboard()->text(), uuid);
    const QSignalSpy exported(m_pane.get(), &TranscriptPane::exportRequested);
    action(u"Export the session…"_s)->trigger();
    QCOMPARE(exported.first().first().value<QList<qint64>>(), QList<qint64>{m_session});
    action(u"Delete the session"_s)->trigger();
    QCOMPARE(m_door->deleted, QList<QStringList>{{uuid}});
}

void TestTranscriptPane::foldersThatAreGoneSaySo()
{
    QTRY_VERIFY(action(u"Open the folder"_s)->isEnabled());
    const qint64 other = m_store->addSession({});
    m_store->execute(u"UPDATE session SET cwd = '/gone/for/good' WHERE id = %1"_s.arg(other));
    m_store->addEvents(other, 3);
    m_pane->open(other);
    QTRY_COMPARE(m_pane->model()->rowCount(), 3);
    QVERIFY(!action(u"Open the folder"_s)->isEnabled());
    QVERIFY(action(u"Open the folder"_s)->toolTip().contains(u"not on this machine"_s));
}

void TestTranscriptPane::runsHaveCrumbs()
{
    const qint64 run = m_store->addRun(m_session, u"helper"_s);
    m_store->addEvent({.session = m_session, .run = run, .text = u"inside"_s});
    m_pane->open(m_session, run);
    QTRY_COMPARE(m_pane->model()->runId(), run);
    QTRY_COMPARE(m_pane->timeline()->timeline().marks.size(), 1);
    const QSignalSpy back(m_pane.get(), &TranscriptPane::sessionRequested);
    QToolButton *crumb = nullptr;
    for (QToolButton *button : m_pane->header()->findChildren<QToolButton *>())
        crumb = button->text() == "mend"_L1 ? button : crumb;
    QVERIFY(crumb != nullptr);
    QTest::mouseClick(crumb, Qt::LeftButton);
    QCOMPARE(back.size(), 1);
}

void TestTranscriptPane::everyButtonHasAName()
{
    const QList<QToolButton *> buttons = m_pane->header()->findChildren<QToolButton *>();
    QCOMPARE(buttons.size(), 8);
    for (const QToolButton *button : buttons) {
        QVERIFY(!button->accessibleName().isEmpty());
        QVERIFY(!button->toolTip().isEmpty());
        QVERIFY(button->focusPolicy() != Qt::NoFocus);
    }
    m_pane->grab();
}

// At 200 % and in a narrow window: nothing is cut, and what has no room is in the menu.
void TestTranscriptPane::narrowHeadersKeepEveryAct()
{
    auto *header = m_pane->findChild<DocumentHeader *>();
    for (const double zoom : {1.0, 2.0}) {
        Theme::instance()->setZoom(zoom);
        for (const int width : {300, 420, 700, 1400}) {
            m_pane->resize(width, 700);
            QCoreApplication::processEvents();
            QVERIFY2(header->width() <= std::max(width, header->minimumSizeHint().width()),
                     qPrintable(QString::number(width)));
            int shown = 0;
            QToolButton *more = nullptr;
            for (QToolButton *button : header->findChildren<QToolButton *>()) {
                if (button->isHidden())
                    continue;
                QVERIFY2(header->rect().contains(button->geometry()), qPrintable(button->accessibleName()));
                shown += button->defaultAction() != nullptr ? 1 : 0;
                more = button->defaultAction() == nullptr ? button : more;
            }
            QVERIFY(more != nullptr);
            QTest::mouseClick(more, Qt::LeftButton);
            const auto *menu = header->findChild<QMenu *>();
            int acts = 0;
            for (const QAction *action : menu->actions())
                acts += action->isSeparator() ? 0 : 1;
            QCOMPARE(shown + acts, 7 + 3);
            m_pane->findChild<QMenu *>()->close();
        }
    }
    Theme::instance()->setZoom(1.0);
}

void TestTranscriptPane::titlesComeBeforeBranches()
{
    DocumentHeader header;
    header.resize(700, header.height());
    const QString title = u"Mend the build of the gateway"_s;
    header.setTitle(title, u"branch"_s, false,
                    u"somebody/a-branch-with-quite-a-long-name-that-goes-on-and-on-for-ever"_s);
    header.show();
    for (const QLabel *label : header.findChildren<QLabel *>()) {
        if (label->text() == title)
            QCOMPARE(label->width(), label->sizeHint().width());
        QVERIFY(label->isHidden() || header.rect().contains(label->geometry()));
    }
}

void TestTranscriptPane::commandsAreFound()
{
    QStringList texts;
    for (const QAction *each : commandsOf(m_pane.get()))
        texts.append(commandGroup(each) + u'/' + each->text());
    QVERIFY(texts.contains(u"Transcript/Show the turn over time"_s));
    QVERIFY(texts.contains(u"Transcript/Copy the resume command"_s));
    QVERIFY(texts.contains(u"Transcript/Delete the session"_s));
}

QTEST_MAIN(TestTranscriptPane)
#include "tst_transcriptpane.moc"
