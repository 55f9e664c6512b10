// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// Which calls hooks told of run at this moment.
#include <QTest>

#include "models/data/query/runningcalls.h"
#include "tests/support/teststore.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestRunningCalls final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void announcedCallsRunUntilTheyAreOver();
    void theTranscriptsOwnRowReplacesThem();
    void nothingRunsAfterItsTurn_data();
    void nothingRunsAfterItsTurn();
    void agentsInTheBackgroundOutliveTurns();
    void otherSessionsAreNotAsked();

private:
    void hook(const QString &name, const QString &id = {}, const QString &tool = {}, const QString &uuid = u"s-1"_s,
              const QString &agent = {});
    [[nodiscard]] QStringList running();

    std::unique_ptr<TestStore> m_store;
    qint64 m_session = 0;
    int m_hooks = 0;
};

void TestRunningCalls::init()
{
    m_store = std::make_unique<TestStore>();
    m_session = m_store->addSession({.uuid = u"s-1"_s});
}

void TestRunningCalls::hook(const QString &name, const QString &id, const QString &tool, const QString &uuid,
                            const QString &agent)
{
    ++m_hooks;
    m_store->execute(u"INSERT INTO hook_event(spool_key, agent, session_uuid, name, at, tool, tool_use_id, agent_id)"
                     " VALUES ('k%1', 'claude', '%2', '%3', %4, '%5', '%6', '%7')"_s.arg(m_hooks)
                         .arg(uuid, name)
                         .arg(1'000 + m_hooks)
                         .arg(tool, id, agent));
}

QStringList TestRunningCalls::running()
{
    const auto calls = readRunningCalls(m_store->db(), m_session);
    QStringList ids;
    for (const RunningCall &call : calls.value_or(QList<RunningCall>{{u"failed"_s, u"failed"_s, -1, {}}}))
        ids.append(call.toolUseId);
    return ids;
}

void TestRunningCalls::announcedCallsRunUntilTheyAreOver()
{
    QVERIFY(running().isEmpty());
    hook(u"UserPromptSubmit"_s);
    hook(u"PreToolUse"_s, u"a"_s, u"Bash"_s);
    hook(u"PreToolUse"_s, u"b"_s, u"Read"_s);
    hook(u"PreToolUse"_s, u"c"_s, u"Edit"_s);
    hook(u"PreToolUse"_s, u"a"_s, u"Bash"_s); // told twice
    hook(u"Notification"_s);
    QCOMPARE(running(), (QStringList{u"b"_s, u"c"_s, u"a"_s}));
    hook(u"PostToolUse"_s, u"b"_s, u"Read"_s);
    hook(u"PostToolUseFailure"_s, u"c"_s, u"Edit"_s);
    const auto calls = readRunningCalls(m_store->db(), m_session);
    QCOMPARE(calls->size(), 1);
    QCOMPARE(calls->first().tool, u"Bash"_s);
    QVERIFY(calls->first().at > 1'000);
}

void TestRunningCalls::theTranscriptsOwnRowReplacesThem()
{
    hook(u"PreToolUse"_s, u"a"_s, u"Bash"_s);
    hook(u"PreToolUse"_s, u"b"_s, u"Bash"_s);
    const qint64 other = m_store->addSession({.uuid = u"s-2"_s});
    m_store->addEvent(
        {.session = other, .kind = EventKind::ToolCall, .toolUseId = u"b"_s}); // a fork holds the call, too
    QCOMPARE(running(), (QStringList{u"a"_s, u"b"_s}));
    m_store->addEvent({.session = m_session, .kind = EventKind::ToolCall, .toolUseId = u"a"_s});
    QCOMPARE(running(), QStringList{u"b"_s});
}

void TestRunningCalls::nothingRunsAfterItsTurn_data()
{
    QTest::addColumn<QString>("event");
    for (const char *event : {"Stop", "SessionEnd", "SessionStart", "UserPromptSubmit"})
        QTest::newRow(event) << QString::fromLatin1(event);
}

void TestRunningCalls::nothingRunsAfterItsTurn()
{
    QFETCH(QString, event);
    hook(u"PreToolUse"_s, u"denied"_s, u"Bash"_s); // of a denied or interrupted call no hook tells the end
    hook(event);
    QVERIFY(running().isEmpty());
    hook(u"PreToolUse"_s, u"next"_s, u"Bash"_s);
    QCOMPARE(running(), QStringList{u"next"_s});
}

void TestRunningCalls::agentsInTheBackgroundOutliveTurns()
{
    hook(u"PreToolUse"_s, u"own"_s, u"Bash"_s);
    hook(u"PreToolUse"_s, u"theirs"_s, u"Bash"_s, u"s-1"_s, u"agent-1"_s);
    hook(u"Stop"_s);
    hook(u"UserPromptSubmit"_s);
    QCOMPARE(running(), QStringList{u"theirs"_s});
    hook(u"SubagentStop"_s, {}, {}, u"s-1"_s, u"agent-2"_s);
    QCOMPARE(running(), QStringList{u"theirs"_s});
    hook(u"SubagentStop"_s, {}, {}, u"s-1"_s, u"agent-1"_s);
    QVERIFY(running().isEmpty());
}

void TestRunningCalls::otherSessionsAreNotAsked()
{
    hook(u"PreToolUse"_s, u"a"_s, u"Bash"_s, u"s-9"_s);
    QVERIFY(running().isEmpty());
    hook(u"PreToolUse"_s, u"b"_s, u"Bash"_s);
    hook(u"Stop"_s, {}, {}, u"s-9"_s);
    QCOMPARE(running(), QStringList{u"b"_s});
}

QTEST_GUILESS_MAIN(TestRunningCalls)
#include "tst_runningcalls.moc"
