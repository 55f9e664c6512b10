// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// What is said of the capture: one headline for each state, every figure, and what can be done.
#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QToolButton>

#include "models/items/queryrunner.h"
#include "models/items/transcriptmodel.h"
#include "tests/support/teststore.h"
#include "tests/views/fakedoor.h"
#include "views/capture/headline.h"
#include "views/capture/healthpane.h"
#include "views/capture/pausemenu.h"
#include "views/shell/mainwindow.h"
#include "views/shell/settingsdialog.h"
#include "views/shell/statusstrip.h"
#include "views/transcript/transcriptpane.h"
#include "views/widgets/command.h"
#include "views/widgets/icons.h"
#include "views/widgets/theme.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 now = 1'764'108'000'000; // 2025-11-25T22:00:00Z

CaptureHealth running()
{
    CaptureHealth capture;
    capture.state = CaptureHealth::State::Running;
    capture.lastEventAt = now - 3'000;
    capture.queueDepth = 0;
    capture.spoolFiles = 0;
    capture.spoolBytes = 0;
    capture.dropped = 0;
    capture.hookMsP95 = 1.4;
    capture.watching = u"inotify"_s;
    capture.foldersWatched = 23;
    capture.hooks = {
        true, true, {u"SessionStart"_s, u"Stop"_s}, u"/home/a/.claude/settings.json"_s, u"/usr/bin/assay-hook"_s};
    return capture;
}

AgentStatus runs()
{
    AgentStatus agent;
    agent.state = AgentStatus::State::Running;
    agent.pid = 4711;
    agent.startedAt = QDateTime::currentMSecsSinceEpoch() - 65'000;
    return agent;
}

int activeTimers(const QObject *of)
{
    int active = 0;
    for (const QTimer *timer : of->findChildren<QTimer *>())
        active += timer->isActive() ? 1 : 0;
    return active;
}

} // namespace

class TestCaptureHealth final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void headlines_data();
    void headlines();
    void pauseSpansEndWhenTheySay();
    void paneTellsEveryFigure();
    void paneShowsWhatIsWrongFirst();
    void faultsAreNamedWithTheirFiles();
    void reportHoldsWhatIsShown();
    void nothingTicksWhileHidden();
    void statusGivesWayInNarrowWindows();
    void statusLeadsToHealth();
    void commandsPauseAndResume();

private:
    TestStore m_store;
    qint64 m_session = 0;
    FakeDoor m_door;
};

void TestCaptureHealth::initTestCase()
{
    Theme::instance()->apply(Theme::Scheme::Light);
    m_session = m_store.addSession({.title = u"one"_s});
    m_store.addEvents(m_session, 3);
}

void TestCaptureHealth::init()
{
    m_door.present = runs();
    m_door.captured.present = running();
    m_door.restarted = 0;
}

void TestCaptureHealth::headlines_data()
{
    QTest::addColumn<AgentStatus>("agent");
    QTest::addColumn<CaptureHealth>("capture");
    QTest::addColumn<QString>("text");
    QTest::addColumn<CaptureAct>("act");
    QTest::addColumn<bool>("captures");
    const auto with = [](auto change) {
        CaptureHealth capture = running();
        change(capture);
        return capture;
    };
    AgentStatus stopped;
    stopped.state = AgentStatus::State::NotRunning;
    AgentStatus other = stopped;
    other.otherVersion = true;
    QTest::newRow("starting") << AgentStatus() << CaptureHealth() << u"Agent starting"_s << CaptureAct::None << false;
    QTest::newRow("stopped") << stopped << running() << u"Not capturing: agent not running"_s << CaptureAct::StartAgent
                             << false;
    QTest::newRow("other version") << other << running() << u"Not capturing: agent of another version"_s
                                   << CaptureAct::RestartAgent << false;
    QTest::newRow("says nothing of capture")
        << runs() << CaptureHealth() << u"Agent running"_s << CaptureAct::None << false;
    QTest::newRow("well") << runs() << running() << u"Capturing"_s << CaptureAct::None << true;
    QTest::newRow("off") << runs() << with([](auto &c) { c.state = CaptureHealth::State::Off; }) << u"Not capturing"_s
                         << CaptureAct::RestartAgent << false;
    QTest::newRow("paused") << runs() << with([](auto &c) { c.state = CaptureHealth::State::Paused; }) << u"Paused"_s
                            << CaptureAct::Resume << false;
    const auto until = [](auto &c) {
        c.state = CaptureHealth::State::Paused;
        c.pausedUntil = now + 30 * 60'000;
    };
    QTest::newRow("paused until") << runs() << with(until) << u"Paused until 22:30"_s << CaptureAct::Resume << false;
    QTest::newRow("full disk before all else") << runs() << with([](auto &c) {
        c.hooks.wired = false;
        c.queueDepth = 500;
        c.faults = {{{}, u"No space left."_s, u"full"_s, now}};
    }) << u"Not capturing: disk full"_s << CaptureAct::FreeSpace
                                               << false;
    QTest::newRow("not wired") << runs() << with([](auto &c) { c.hooks.wired = false; }) << u"Hooks not wired"_s
                               << CaptureAct::Wire << true;
    QTest::newRow("wiring not told") << runs() << with([](auto &c) { c.hooks = {}; }) << u"Capturing"_s
                                     << CaptureAct::None << true;
    QTest::newRow("behind") << runs() << with([](auto &c) { c.queueDepth = 34; }) << u"Behind: 34 files to read"_s
                            << CaptureAct::None << true;
    QTest::newRow("spool grows") << runs() << with([](auto &c) { c.spoolFiles = 1'234; })
                                 << u"Behind: 1,234 hook events wait"_s << CaptureAct::None << true;
    QTest::newRow("a few are no lag") << runs() << with([](auto &c) { c.queueDepth = behindFrom - 1; })
                                      << u"Capturing"_s << CaptureAct::None << true;
    QTest::newRow("files") << runs() << with([](auto &c) {
        c.faults = {{u"/a"_s, u"No permission."_s, {}, now}};
    }) << u"Capturing, 1 file not read"_s
                           << CaptureAct::LookAtFiles << true;
}

void TestCaptureHealth::headlines()
{
    QFETCH(AgentStatus, agent);
    QFETCH(CaptureHealth, capture);
    QFETCH(QString, text);
    QFETCH(CaptureAct, act);
    QFETCH(bool, captures);
    const CaptureHeadline line = captureHeadline(agent, capture, now);
    QCOMPARE(line.text, text);
    QCOMPARE(line.act, act);
    QCOMPARE(line.captures, captures);
    QVERIFY(line.sentence.endsWith(u'.'));
    QCOMPARE(captureActText(line.act).isEmpty(), act == CaptureAct::None);
    QVERIFY(!iconPixmap(line.icon, Qt::black, 16, 1).isNull());
}

void TestCaptureHealth::pauseSpansEndWhenTheySay()
{
    const QDateTime evening(QDate(2026, 3, 28), QTime(23, 30), Qt::UTC);
    const QList<PauseSpan> spans = pauseSpans(evening);
    QCOMPARE(spans.size(), 4);
    QCOMPARE(spans.at(0).seconds, 15 * 60);
    QCOMPARE(spans.at(1).seconds, 60 * 60);
    QCOMPARE(evening.addSecs(spans.at(2).seconds), QDateTime(QDate(2026, 3, 29), QTime(8, 0), Qt::UTC));
    QCOMPARE(spans.at(3).seconds, -1);
}

void TestCaptureHealth::paneTellsEveryFigure()
{
    m_door.captured.present.queueDepth = 2;
    m_door.captured.present.spoolFiles = 7;
    m_door.captured.present.spoolBytes = 38'200;
    m_door.captured.present.dropped = 1;
    m_door.where.store = u"/data/workspaces/default.sqlite"_s;
    m_door.present.faults = {{0, u"import.start"_s, u"No space left."_s}};
    HealthPane pane(&m_door);
    pane.setGlance({.sessions = 38, .events = 1'204, .newestAt = 0, .schema = 3, .bytes = 4'000'000});
    pane.show();
    QCOMPARE(pane.headlineText(), u"Capturing"_s);
    QCOMPARE(pane.figure(u"Files to read"_s), u"2"_s);
    QCOMPARE(pane.figure(u"Hook events waiting"_s), u"7 · 38.2 kB"_s);
    QCOMPARE(pane.figure(u"Hook events lost"_s), u"1"_s);
    QVERIFY(pane.figure(u"A hook call takes"_s).startsWith(u"1.4 ms"_s));
    QVERIFY(pane.figure(u"Watching"_s).endsWith(u"23 folders"_s));
    QVERIFY(pane.figure(u"Last event"_s).contains(u"2025-11-25T"_s));
    QCOMPARE(pane.figure(u"Wired"_s), u"yes"_s);
    QCOMPARE(pane.figure(u"Settings"_s), u"/home/a/.claude/settings.json"_s);
    QCOMPARE(pane.figure(u"Command"_s), u"/usr/bin/assay-hook"_s);
    QCOMPARE(pane.figure(u"Events"_s), u"SessionStart, Stop"_s);
    QCOMPARE(pane.figure(u"Process"_s), u"4711"_s);
    QVERIFY(pane.figure(u"Running for"_s).startsWith(u"1 min"_s));
    QVERIFY(pane.figure(u"Last errors"_s).contains(u"No space left."_s));
    QCOMPARE(pane.figure(u"File"_s), m_door.where.store);
    QCOMPARE(pane.figure(u"Size"_s), u"4.0 MB"_s);
    QCOMPARE(pane.figure(u"Sessions"_s), u"38"_s);
    QCOMPARE(pane.figure(u"Schema"_s), u"3"_s);
    m_door.captured.show({}); // an agent that tells nothing of it
    QCOMPARE(pane.figure(u"Hook events lost"_s), u"–"_s);
    QCOMPARE(pane.figure(u"Wired"_s), u"–"_s);
}

void TestCaptureHealth::paneShowsWhatIsWrongFirst()
{
    HealthPane pane(&m_door);
    pane.show();
    QVERIFY(!pane.actButton()->isVisible());
    QVERIFY(pane.pauseButton()->isEnabled());
    CaptureHealth paused = running();
    paused.state = CaptureHealth::State::Paused;
    m_door.captured.show(paused);
    QCOMPARE(pane.actButton()->text(), u"Resume capture"_s);
    QVERIFY(!pane.pauseButton()->isEnabled());
    QTest::mouseClick(pane.actButton(), Qt::LeftButton);
    QCOMPARE(m_door.captured.resumed, 1);
    CaptureHealth unwired = running();
    unwired.hooks.wired = false;
    m_door.captured.show(unwired);
    const QSignalSpy wiring(&pane, &HealthPane::wiringRequested);
    pane.actButton()->setFocus();
    QTest::keyClick(pane.actButton(), Qt::Key_Space);
    QCOMPARE(wiring.size(), 1);
    m_door.present.state = AgentStatus::State::NotRunning;
    m_door.present.reason = u"It did not start. Nothing is lost. Start it again."_s;
    Q_EMIT m_door.stateChanged();
    QCOMPARE(pane.actButton()->text(), u"Start the agent"_s);
    QTest::mouseClick(pane.actButton(), Qt::LeftButton);
    QCOMPARE(m_door.restarted, 1);
    Q_EMIT pane.pauseButton()->menu()->triggered(pane.pauseButton()->menu()->actions().at(1));
    QCOMPARE(m_door.captured.pauses, QList<qint64>{3600});
}

void TestCaptureHealth::faultsAreNamedWithTheirFiles()
{
    HealthPane pane(&m_door);
    pane.show();
    QVERIFY(pane.figure(u"Fault 1"_s).isEmpty());
    CaptureHealth capture = running();
    capture.faults = {{u"/p/a\u202etxt.jsonl"_s, u"No permission. Give yourself the right to read it."_s, {}, now},
                      {u"/p/b.jsonl"_s, u"It vanished."_s, {}, -1}};
    m_door.captured.show(capture);
    QVERIFY(pane.figure(u"Fault 1"_s).contains(u"right to read it"_s));
    QVERIFY(!pane.figure(u"Fault 1"_s).contains(QChar(0x202e))); // as it stands, not as it pretends
    QVERIFY(pane.figure(u"Fault 2"_s).contains(u"/p/b.jsonl"_s));
    capture.faults.clear();
    for (int i = 0; i < 5'000; ++i)
        capture.faults.append({u"/p/%1.jsonl"_s.arg(i), u"No permission."_s, {}, now});
    m_door.captured.show(capture);
    QVERIFY(pane.figure(u"Fault %1"_s.arg(HealthPane::faultsShown)).contains(u"and 4,950 more"_s));
    QVERIFY(pane.figure(u"Fault %1"_s.arg(HealthPane::faultsShown + 1)).isEmpty());
    m_door.captured.show(running());
    QVERIFY(pane.figure(u"Fault 1"_s).isEmpty());
}

void TestCaptureHealth::reportHoldsWhatIsShown()
{
    HealthPane pane(&m_door);
    pane.show();
    QTest::mouseClick(pane.copyButton(), Qt::LeftButton);
    const QString report = QGuiApplication::clipboard()->text();
    for (const QString &part : {u"Capturing."_s, u"Hooks of Claude Code"_s, u"  Wired: yes"_s, u"  Process: 4711"_s})
        QVERIFY2(report.contains(part), qPrintable(report));
}

void TestCaptureHealth::nothingTicksWhileHidden()
{
    HealthPane pane(&m_door);
    QCOMPARE(activeTimers(&pane), 0);
    pane.show();
    QCOMPARE(activeTimers(&pane), 2);
    const int looks = m_door.captured.looks;
    QVERIFY(looks > 0);
    pane.hide();
    QCOMPARE(activeTimers(&pane), 0);
    QueryRunner runner(m_store.file());
    StatusStrip strip(&runner, &m_door);
    strip.show();
    QVERIFY(activeTimers(&strip) > 0);
    strip.hide();
    QCOMPARE(activeTimers(&strip), 0);
}

void TestCaptureHealth::statusGivesWayInNarrowWindows()
{
    m_door.captured.present.queueDepth = 3;
    QueryRunner runner(m_store.file());
    StatusStrip strip(&runner, &m_door);
    strip.setCounts(1, 1);
    const auto seen = [&strip] {
        QList<const QToolButton *> parts;
        for (const QToolButton *part : strip.findChildren<QToolButton *>()) {
            if (part->isVisible())
                parts.append(part);
        }
        return parts;
    };
    strip.resize(2'000, strip.height());
    strip.show();
    const qsizetype all = seen().size();
    QVERIFY(all >= 6);
    strip.resize(320, strip.height());
    QCoreApplication::processEvents();
    QVERIFY(seen().size() < all);
    QVERIFY(strip.agent()->isVisible()); // the last that goes
    for (const QToolButton *part : seen())
        QVERIFY2(part->geometry().right() <= strip.width(), qPrintable(part->text()));
    strip.resize(2'000, strip.height());
    QCOMPARE(seen().size(), all);
}

void TestCaptureHealth::statusLeadsToHealth()
{
    m_door.captured.present.queueDepth = 3;
    QueryRunner runner(m_store.file());
    MainWindow window(&runner, &m_door);
    window.resize(1280, 800);
    window.show();
    QCOMPARE(window.status()->agent()->text(), u"Capturing"_s);
    QCOMPARE(window.status()->queue()->text(), u"queue 3"_s);
    QVERIFY(!window.status()->agent()->accessibleDescription().isEmpty());
    window.openSession(m_session);
    QTRY_VERIFY(window.transcript()->model()->rowCount() > 0);
    QTest::mouseClick(window.status()->agent(), Qt::LeftButton);
    QVERIFY(window.health()->isVisible());
    QVERIFY(window.windowTitle().contains(u"Capture health"_s));
    QTRY_VERIFY(window.health()->figure(u"Schema"_s).toInt() > 0);
    QTest::keyClick(&window, Qt::Key_Left, Qt::AltModifier);
    QVERIFY(!window.health()->isVisible());
    QTest::keyClick(&window, Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(window.health()->isVisible());
    CaptureHealth unwired = running();
    unwired.hooks.wired = false;
    m_door.captured.show(unwired);
    QCOMPARE(window.status()->agent()->text(), u"Hooks not wired"_s);
    QTest::mouseClick(window.health()->actButton(), Qt::LeftButton);
    const auto *dialog = window.findChild<SettingsDialog *>();
    QVERIFY(dialog != nullptr && dialog->page(SettingsDialog::Page::Capture)->isVisible());
}

void TestCaptureHealth::commandsPauseAndResume()
{
    QueryRunner runner(m_store.file());
    MainWindow window(&runner, &m_door);
    window.show();
    m_door.captured.pauses.clear();
    m_door.captured.resumed = 0;
    QAction *resume = nullptr;
    for (QAction *command : commandsOf(&window)) {
        if (command->text().startsWith(u"Pause capture"_s))
            command->trigger();
        if (command->text() == u"Resume capture"_s)
            resume = command;
    }
    QCOMPARE(m_door.captured.pauses.size(), 4);
    QCOMPARE(m_door.captured.pauses.first(), 900);
    QVERIFY(resume != nullptr && !resume->isEnabled());
    CaptureHealth paused = running();
    paused.state = CaptureHealth::State::Paused;
    m_door.captured.show(paused);
    QVERIFY(resume->isEnabled());
    resume->trigger();
    QCOMPARE(m_door.captured.resumed, 1);
}

QTEST_MAIN(TestCaptureHealth)
#include "tst_capturehealth.moc"
