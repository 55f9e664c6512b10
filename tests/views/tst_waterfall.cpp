// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QTreeView>
#include <QWheelEvent>

#include "models/items/queryrunner.h"
#include "tests/support/teststore.h"
#include "views/timeline/waterfalldelegate.h"
#include "views/timeline/waterfallmodel.h"
#include "views/timeline/waterfallpane.h"
#include "views/timeline/waterfallzoom.h"
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
    void longWaitsAreCutOut();
    void longToolsAreDrawnToScale();
    void keysAndWheelGoNearer();
    void axisIsDraggedAndReset();
    void aPartIsToldAndLeft();

private:
    void sleepFor(qint64 ms);
    [[nodiscard]] WaterfallAxis axis() const;
    void wheel(QWidget *over, const QPoint &at, int notches, Qt::KeyboardModifiers modifiers);

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
        const QList<qint64> ticks = WaterfallAxis{5'000, 5'000 + length, 250, 570}.ticks(8);
        QVERIFY(!ticks.isEmpty());
        QVERIFY(ticks.size() <= 9);
        QCOMPARE(ticks.first(), 5'000);
    }
    const WaterfallAxis axis{0, 1'000, 250, 570};
    QCOMPARE(axis.x(-50), axis.left);
    QCOMPARE(axis.x(5'000), axis.left + axis.width);
    QVERIFY((WaterfallAxis{7, 7, 250, 570}).ticks(8).size() >= 1); // a turn of no length
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

// The machine does, in the middle of the first turn.
void TestWaterfall::sleepFor(qint64 ms)
{
    m_store->execute(u"UPDATE event SET at = at + %1 WHERE at >= 14000"_s.arg(ms));
    const QSignalSpy shown(m_pane.get(), &WaterfallPane::shown);
    m_pane->refresh();
    QTRY_VERIFY(!shown.isEmpty());
}

WaterfallAxis TestWaterfall::axis() const
{
    const auto *delegate = qobject_cast<WaterfallDelegate *>(m_pane->tree()->itemDelegate());
    return delegate->axisOf(*m_pane->model(), m_pane->tree()->viewport()->width());
}

void TestWaterfall::wheel(QWidget *over, const QPoint &at, int notches, Qt::KeyboardModifiers modifiers)
{
    QWheelEvent event(at, over->mapToGlobal(at), {}, {0, notches * 120}, Qt::NoButton, modifiers, Qt::NoScrollPhase,
                      false);
    QCoreApplication::sendEvent(over, &event);
}

void TestWaterfall::longWaitsAreCutOut()
{
    constexpr qint64 slept = 8'220'000; // 2 h 17 m
    sleepFor(slept);
    const TurnTimes &turn = m_pane->model()->turn();
    QCOMPARE(turn.totals.model, 2'000);
    QCOMPARE(turn.totals.idle, slept + 2'000);
    QVERIFY(totalsText(turn.totals).endsWith(u"idle 2 h 17 m"_s));
    const TurnSpan &reply = turn.spans.last();
    QVERIFY(reply.isIdle());
    QVERIFY(spanTip(reply, turn).contains(u"2 h 17 m"_s));
    QVERIFY(!spanTip(reply, turn).contains(u"Inferred"_s));
    QCOMPARE(m_pane->model()->cuts(), QList<TimeCut>({{12'000, 14'000 + slept}}));
    // What was done before takes nearly all of the room; in the cut there are no ticks.
    const WaterfallAxis shown = axis();
    QVERIFY(shown.x(12'000) > shown.left + shown.width * 0.7);
    QVERIFY(shown.x(14'000 + slept) - shown.x(12'000) < Theme::instance()->px(80));
    for (const qint64 tick : shown.ticks(8))
        QVERIFY(tick <= 12'000 || tick >= 14'000 + slept);
    QVERIFY(m_pane->axis()->accessibleDescription().contains(u"2 h 17 m in which nothing begins or ends"_s));
    m_pane->grab();
}

void TestWaterfall::longToolsAreDrawnToScale()
{
    constexpr qint64 hour = 3'600'000;
    const auto tool = [](qint64 from, qint64 until) {
        TurnSpan span;
        span.from = from;
        span.until = until;
        return span;
    };
    TurnTimes turn;
    turn.from = 0;
    turn.until = 3 * hour;
    turn.spans = {tool(0, hour), tool(hour, 2 * hour), tool(2 * hour, 3 * hour)};
    QVERIFY(cutsOf(turn).isEmpty());
    turn.until = 20 * hour;
    turn.spans.append(tool(3 * hour, 20 * hour)); // most of the turn: the rest would be lines
    QCOMPARE(cutsOf(turn), QList<TimeCut>({{3 * hour, 20 * hour}}));
    turn.spans = {tool(0, 20 * hour)};
    QVERIFY(cutsOf(turn).isEmpty()); // there is nothing else
    QVERIFY(cutsOf({}).isEmpty());
}

void TestWaterfall::keysAndWheelGoNearer()
{
    m_pane->activateWindow();
    m_pane->tree()->setFocus();
    QTRY_VERIFY(m_pane->tree()->hasFocus());
    const TurnSpan &bash = m_pane->model()->spanAt(m_pane->tree()->currentIndex());
    const auto middle = [&] { return (axis().x(bash.from) + axis().x(bash.until)) / 2; };
    const auto length = [&] { return axis().x(bash.until) - axis().x(bash.from); };
    const double before = middle();
    const double was = length();
    QTest::keyClick(m_pane->tree(), Qt::Key_Plus);
    QVERIFY(length() > was * 1.4);
    QVERIFY(std::abs(middle() - before) < 1); // the current bar stays where it is
    QTest::keyClick(m_pane->tree(), Qt::Key_Left, Qt::ShiftModifier);
    QVERIFY(middle() > before);
    QTest::keyClick(m_pane->tree(), Qt::Key_0);
    QVERIFY(m_pane->zoom()->part().isWhole());
    QTest::keyClick(m_pane->tree(), Qt::Key_Minus); // not farther than the whole
    QCOMPARE(length(), was);

    const WaterfallAxis whole = axis();
    const QPoint at(static_cast<int>(whole.x(5'000)), 10);
    wheel(m_pane->tree()->viewport(), at, 4, Qt::ControlModifier);
    QVERIFY(length() > was * 2);
    QVERIFY(std::abs(axis().x(5'000) - at.x()) < 2); // what is under the mouse stays there
    const qint64 first = axis().firstSeen();
    wheel(m_pane->tree()->viewport(), at, -2, Qt::ShiftModifier);
    QVERIFY(axis().firstSeen() > first);
    for (int i = 0; i < 200; ++i)
        wheel(m_pane->tree()->viewport(), at, 1, Qt::ControlModifier);
    QVERIFY(axis().ticks(8).size() <= 9);
    m_pane->grab();
}

void TestWaterfall::axisIsDraggedAndReset()
{
    QWidget *bar = m_pane->axis();
    wheel(bar, QPoint(500, 5), 6, Qt::ControlModifier);
    QVERIFY(!m_pane->zoom()->part().isWhole());
    const qint64 seen = axis().firstSeen();
    QTest::mousePress(bar, Qt::LeftButton, {}, QPoint(500, 5));
    QTest::mouseMove(bar, QPoint(580, 5));
    QTest::mouseRelease(bar, Qt::LeftButton, {}, QPoint(580, 5));
    QVERIFY(axis().firstSeen() < seen);
    QTest::mouseDClick(bar, Qt::LeftButton, {}, QPoint(500, 5));
    QVERIFY(m_pane->zoom()->part().isWhole());
}

void TestWaterfall::aPartIsToldAndLeft()
{
    QToolButton *whole = nullptr;
    for (QToolButton *button : m_pane->findChildren<QToolButton *>()) {
        if (button->accessibleName().startsWith(u"Show the whole turn"_s))
            whole = button;
    }
    QVERIFY(whole != nullptr && !whole->isVisible());
    m_pane->zoom()->zoom(4);
    QVERIFY(whole->isVisible());
    QVERIFY(whole->text().contains(u" to "_s));
    QVERIFY(m_pane->axis()->accessibleDescription().contains(whole->text()));
    QTest::mouseClick(whole, Qt::LeftButton);
    QVERIFY(!whole->isVisible());
    m_pane->zoom()->zoom(4);
    const QSignalSpy shown(m_pane.get(), &WaterfallPane::shown);
    m_pane->setEvent(m_second); // another turn is shown as a whole
    QTRY_VERIFY(!shown.isEmpty());
    QVERIFY(m_pane->zoom()->part().isWhole());
    m_pane->setEvent(0);
    QCOMPARE(m_pane->model()->rowCount(), 0);
}

QTEST_MAIN(TestWaterfall)
#include "tst_waterfall.moc"
