// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// What stands below a live transcript: calls that hooks told of before the transcript did.
#include <QDateTime>
#include <QTest>

#include "models/items/queryrunner.h"
#include "models/items/transcriptmodel.h"
#include "tests/support/teststore.h"
#include "tests/views/fakedoor.h"
#include "views/transcript/runningcalls.h"
#include "views/transcript/runningclock.h"
#include "views/transcript/transcriptpane.h"
#include "views/transcript/transcriptview.h"
#include "views/widgets/theme.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestCallsThatRun final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void comeAndGoWithTheHooks();
    void areNotShownOfWhatIsOver();
    void manyStayFew();

private:
    qint64 addLive(const QString &uuid, qint64 endedAt);
    void announce(const QString &uuid, const QString &id, const QString &name = u"PreToolUse"_s);

    TestStore m_store;
    int m_hooks = 0;
};

void TestCallsThatRun::initTestCase()
{
    Theme::instance()->apply(Theme::Scheme::Light);
}

qint64 TestCallsThatRun::addLive(const QString &uuid, qint64 endedAt)
{
    const qint64 session = m_store.addSession({.uuid = uuid, .startedAt = endedAt - 60'000, .endedAt = endedAt});
    m_store.addEvents(session, 3);
    return session;
}

void TestCallsThatRun::announce(const QString &uuid, const QString &id, const QString &name)
{
    m_store.execute(u"INSERT INTO hook_event(spool_key, agent, session_uuid, name, at, tool, tool_use_id) VALUES"
                    " ('k%1', 'claude', '%2', '%3', %4, 'Bash', '%5')"_s.arg(++m_hooks)
                        .arg(uuid, name)
                        .arg(QDateTime::currentMSecsSinceEpoch() - 65'000)
                        .arg(id));
}

void TestCallsThatRun::comeAndGoWithTheHooks()
{
    const qint64 session = addLive(u"live"_s, QDateTime::currentMSecsSinceEpoch());
    QueryRunner runner(m_store.file());
    FakeDoor door;
    TranscriptPane pane(&runner, &door);
    pane.resize(900, 600);
    pane.show();
    pane.open(session);
    QTRY_COMPARE(pane.model()->rowCount(), 3);
    RunningCalls *calls = pane.runningCalls();
    QVERIFY(!calls->isVisible());
    announce(u"live"_s, u"a"_s);
    pane.refresh();
    QTRY_VERIFY(calls->isVisible());
    QVERIFY2(calls->accessibleName().contains(u"Bash, running, 1 m"_s), qPrintable(calls->accessibleName()));
    calls->repaint();
    QVERIFY(calls->findChild<RunningClock *>()->isRunning());
    // The transcript tells it: its own row stands for it now.
    m_store.addEvent({.session = session,
                      .kind = EventKind::ToolCall,
                      .outcome = Outcome::Pending,
                      .tool = u"Bash"_s,
                      .toolUseId = u"a"_s});
    m_store.execute(u"UPDATE session SET ended_at = ended_at + 1 WHERE id = %1"_s.arg(session));
    pane.refresh();
    QTRY_COMPARE(pane.model()->rowCount(), 4);
    QTRY_VERIFY(!calls->isVisible());
    announce(u"live"_s, u"b"_s);
    pane.refresh();
    QTRY_VERIFY(calls->isVisible());
    announce(u"live"_s, u"b"_s, u"PostToolUse"_s);
    pane.refresh();
    QTRY_VERIFY(!calls->isVisible());
}

void TestCallsThatRun::areNotShownOfWhatIsOver()
{
    const qint64 old = addLive(u"old"_s, QDateTime::currentMSecsSinceEpoch() - 3'600'000);
    const qint64 live = addLive(u"other"_s, QDateTime::currentMSecsSinceEpoch());
    announce(u"old"_s, u"x"_s);
    announce(u"other"_s, u"y"_s);
    QueryRunner runner(m_store.file());
    FakeDoor door;
    TranscriptPane pane(&runner, &door);
    pane.show();
    pane.open(live);
    QTRY_COMPARE(pane.runningCalls()->calls().size(), 1);
    pane.open(old);
    QTRY_COMPARE(pane.model()->sessionId(), old);
    QTRY_COMPARE(pane.model()->rowCount(), 3);
    QVERIFY(pane.runningCalls()->calls().isEmpty());
}

void TestCallsThatRun::manyStayFew()
{
    const qint64 session = addLive(u"many"_s, QDateTime::currentMSecsSinceEpoch());
    for (int i = 0; i < 30; ++i)
        announce(u"many"_s, u"c%1"_s.arg(i));
    QueryRunner runner(m_store.file());
    FakeDoor door;
    TranscriptPane pane(&runner, &door);
    pane.resize(400, 300);
    pane.show();
    pane.open(session);
    QTRY_COMPARE(pane.runningCalls()->calls().size(), 30);
    QVERIFY(pane.runningCalls()->accessibleName().contains(u"and 26 more"_s));
    QVERIFY(pane.runningCalls()->height() < pane.view()->height());
}

QTEST_MAIN(TestCallsThatRun)
#include "tst_callsthatrun.moc"
