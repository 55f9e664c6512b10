// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

#include "models/items/queryrunner.h"
#include "tests/support/teststore.h"
#include "views/timeline/waterfalldelegate.h"
#include "views/timeline/waterfallmodel.h"
#include "views/timeline/waterfallpane.h"
#include "views/widgets/theme.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestWaterfall : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void showsTheTurnOfTheEvent();
    void selectionIsLinkedBothWays();
    void subAgentsUnfold();
    void readsOnlyWhileShown();
    void turnsAreWalked();
    void ticksAreRoundAndFew();
    void wordsTellWhatIsInferred();

private:
    qint64 add(qint64 at, EventKind kind, const QString &tool = {}, qint64 duration = -1, const QString &id = {},
               qint64 run = 0);

    std::unique_ptr<TestStore> m_store;
    std::unique_ptr<QueryRunner> m_runner;
    std::unique_ptr<WaterfallPane> m_pane;
    qint64 m_session = 0;
    qint64 m_prompt = 0;
    qint64 m_bash = 0;
    qint64 m_task = 0;
    qint64 m_inside = 0;
    qint64 m_second = 0;
};

void TestWaterfall::initTestCase()
{
    Theme::instance()->apply(Theme::Scheme::Light);
}

qint64 TestWaterfall::add(qint64 at, EventKind kind, const QString &tool, qint64 duration, const QString &id,
                          qint64 run)
{
    const qint64 event = m_store->addEvent({.session = m_session,
                                            .run = run,
                                            .kind = kind,
                                            .outcome = tool.isEmpty() ? Outcome::None : Outcome::Ok,
                                            .at = at,
                                            .tool = tool,
                                            .toolUseId = id,
                                            .head = u"head %1"_s.arg(at)});
    m_store->execute(u"UPDATE event SET duration_ms = %1 WHERE id = %2"_s.arg(duration).arg(event));
    return event;
}

void TestWaterfall::init()
{
    m_pane.reset();
    m_runner.reset();
    m_store = std::make_unique<TestStore>();
    m_session = m_store->addSession({});
    const qint64 run = m_store->addRun(m_session, u"helper"_s, u"toolu_t"_s);
    m_prompt = add(1'000, EventKind::Prompt);
    add(3'000, EventKind::Thinking);
    m_bash = add(3'000, EventKind::ToolCall, u"Bash"_s, 5'000, u"toolu_b"_s);
    m_task = add(3'000, EventKind::ToolCall, u"Task"_s, 9'000, u"toolu_t"_s);
    m_inside = add(5'000, EventKind::ToolCall, u"Grep"_s, 1'000, u"toolu_g"_s, run);
    add(14'000, EventKind::Reply);
    m_second = add(60'000, EventKind::Prompt);
    m_runner = std::make_unique<QueryRunner>(m_store->file());
    m_pane = std::make_unique<WaterfallPane>(m_runner.get());
    m_pane->resize(900, 260);
    m_pane->show();
    const QSignalSpy shown(m_pane.get(), &WaterfallPane::shown);
    m_pane->setEvent(m_bash);
    QTRY_VERIFY(!shown.isEmpty());
}

void TestWaterfall::showsTheTurnOfTheEvent()
{
    const QAbstractItemModelTester tester(m_pane->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    QCOMPARE(m_pane->model()->turn().promptEvent, m_prompt);
    QCOMPARE(m_pane->model()->rowCount(), 4); // thinking, Bash, Task, the reply
    const QModelIndex current = m_pane->tree()->currentIndex();
    QVERIFY(current.isValid());
    QCOMPARE(m_pane->model()->spanAt(current).eventId, m_bash);
    QCOMPARE(totalsText(m_pane->model()->turn().totals), u"model 4.0 s · tools 5.0 s · sub-agents 9.0 s"_s);
    m_pane->grab(); // paints
    m_pane->model()->setTurn({});
    QCOMPARE(m_pane->model()->rowCount(), 0);
}

void TestWaterfall::selectionIsLinkedBothWays()
{
    const QSignalSpy asked(m_pane.get(), &WaterfallPane::eventRequested);
    m_pane->setEvent(m_task);
    QCOMPARE(m_pane->model()->spanAt(m_pane->tree()->currentIndex()).eventId, m_task);
    QCOMPARE(asked.size(), 0); // told, not asked
    QTest::keyClick(m_pane->tree(), Qt::Key_Up);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.last().first().toLongLong(), m_bash);
    const QModelIndex reply = m_pane->model()->index(3, 0);
    QTest::mouseClick(m_pane->tree()->viewport(), Qt::LeftButton, {}, m_pane->tree()->visualRect(reply).center());
    QCOMPARE(asked.last().first().toLongLong(), m_pane->model()->spanAt(reply).eventId);
}

void TestWaterfall::subAgentsUnfold()
{
    const QSignalSpy asked(m_pane.get(), &WaterfallPane::eventRequested);
    m_pane->setEvent(m_task);
    const QModelIndex task = m_pane->tree()->currentIndex();
    QVERIFY(m_pane->model()->rowCount(task) > 0);
    QTest::keyClick(m_pane->tree(), Qt::Key_Right);
    QVERIFY(m_pane->tree()->isExpanded(task));
    QTest::keyClick(m_pane->tree(), Qt::Key_Down);
    const QModelIndex inside = m_pane->tree()->currentIndex();
    QCOMPARE(inside.parent(), task);
    QCOMPARE(m_pane->model()->spanAt(inside).eventId, m_inside);
    QCOMPARE(asked.size(), 0); // walking there moves nothing
    QTest::keyClick(m_pane->tree(), Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.last().first().toLongLong(), m_inside);
    const QPoint chevron(Theme::instance()->px(12), m_pane->tree()->visualRect(task).center().y());
    QTest::mouseClick(m_pane->tree()->viewport(), Qt::LeftButton, {}, chevron);
    QVERIFY(!m_pane->tree()->isExpanded(task));
}

void TestWaterfall::readsOnlyWhileShown()
{
    m_pane->hide();
    const qint64 before = m_runner->statements();
    const QSignalSpy shown(m_pane.get(), &WaterfallPane::shown);
    m_pane->setEvent(m_second);
    m_pane->refresh();
    QCOMPARE(m_runner->statements(), before);
    m_pane->show();
    QTRY_VERIFY(!shown.isEmpty());
    QCOMPARE(m_pane->model()->turn().promptEvent, m_second);
}

void TestWaterfall::turnsAreWalked()
{
    const QSignalSpy asked(m_pane.get(), &WaterfallPane::eventRequested);
    m_pane->previousTurn(); // there is none
    QCOMPARE(asked.size(), 0);
    for (QToolButton *button : m_pane->findChildren<QToolButton *>()) {
        QVERIFY(!button->accessibleName().isEmpty());
        if (button->accessibleName().startsWith(u"Next"_s))
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.last().first().toLongLong(), m_second);
}

void TestWaterfall::ticksAreRoundAndFew()
{
    for (const qint64 length : {10LL, 950LL, 12'345LL, 600'000LL, 40LL * 86'400'000}) {
        const QList<qint64> ticks = waterfallAxis(5'000, 5'000 + length, 900).ticks(8);
        QVERIFY(!ticks.isEmpty());
        QVERIFY(ticks.size() <= 9);
        QCOMPARE(ticks.first(), 5'000);
    }
    const WaterfallAxis axis = waterfallAxis(0, 1'000, 900);
    QCOMPARE(axis.x(-50), axis.left);
    QCOMPARE(axis.x(5'000), axis.left + axis.width);
    QVERIFY(waterfallAxis(7, 7, 900).ticks(8).size() >= 1); // a turn of no length
}

void TestWaterfall::wordsTellWhatIsInferred()
{
    const TurnTimes &turn = m_pane->model()->turn();
    for (const TurnSpan &span : turn.spans) {
        const QString tip = spanTip(span, turn);
        const bool byModel = span.kind == SpanKind::Thinking || span.kind == SpanKind::Replying;
        if (span.isKnown())
            QCOMPARE(tip.contains(u"Inferred:"_s), byModel);
    }
    TurnSpan pending;
    pending.tool = u"Bash"_s;
    pending.outcome = Outcome::Pending;
    QVERIFY(spanTip(pending, turn).contains(u"not known"_s));
    TurnTotals two;
    two.subagents = 72'000;
    two.subagentsAtOnce = 2;
    two.waiting = 30'000;
    two.unknown = 1;
    QCOMPARE(totalsText(two), u"sub-agents 1 m 12 s (2 at once) · waiting 30 s · 1 of unknown length"_s);
}

QTEST_MAIN(TestWaterfall)
#include "tst_waterfall.moc"
