// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agentprocess.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>

#include <QDir>
#include <QFile>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

const QString session = u"66666666-aaaa-4bbb-8ccc-000000000000"_s;
const QString other = u"77777777-aaaa-4bbb-8ccc-000000000000"_s;

} // namespace

// What the verbs say and which way they end where something is missing, wrong or in the way.
class TestVerbMessages final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_agent.reset(); }
    void exclusionsAreReadWithoutTheLock();
    void largeLimitsMeanAll_data();
    void largeLimitsMeanAll();
    void aHitCanBeShown();
    void tellsRangesBehindTheEnd();
    void wrongUsage_data();
    void wrongUsage();
    void codexIsForLater();
    void hintsNameTheStore();
    void tellsEmptyFolders();
    void tellsWhatCannotBeRead();
    void withoutAHome();
    void countsInGoodEnglish();
    void theAgentIsQuietWhenToldSo();
    void aHungAgentIsNoStoppedOne();

private:
    [[nodiscard]] Ran import() const { return m_agent->run({u"import"_s, u"--from"_s, m_history}); }
    [[nodiscard]] Ran withoutEnvironment(const QStringList &words, const QStringList &names) const;
    std::unique_ptr<AgentProcess> m_agent;
    QString m_history;
};

void TestVerbMessages::init()
{
    m_agent = std::make_unique<AgentProcess>();
    m_history = m_agent->writeTranscript(
        session, {promptLine(session, 1, u"find the gizmo"_s), replyLine(session, 2, u"It is in a drawer."_s)});
    m_history = m_agent->writeTranscript(other, {promptLine(other, 1, u"rename it"_s)});
}

void TestVerbMessages::exclusionsAreReadWithoutTheLock()
{
    const Ran empty = m_agent->json({u"exclusions"_s});
    QCOMPARE(empty.exitCode, 0);
    QCOMPARE(empty.json()["exclusions"], json::array());
    QVERIFY(!QFile::exists(m_agent->dataDir())); // asking changes nothing
    QCOMPARE(import().exitCode, 0);
    QCOMPARE(m_agent->run({u"delete"_s, session}).exitCode, 0);
    const int held = ::open(QFile::encodeName(m_agent->dataDir() + u"/agent.lock"_s).constData(), O_RDWR | O_CLOEXEC);
    QVERIFY(held >= 0);
    QCOMPARE(flock(held, LOCK_EX | LOCK_NB), 0);
    const Ran listed = m_agent->json({u"exclusions"_s});
    ::close(held);
    QCOMPARE(listed.exitCode, 0);
    QCOMPARE(listed.json()["exclusions"].size(), size_t(1));
}

void TestVerbMessages::largeLimitsMeanAll_data()
{
    QTest::addColumn<QString>("limit");
    QTest::newRow("2^32") << u"4294967296"_s;
    QTest::newRow("2^32 + 1") << u"4294967297"_s;
}

void TestVerbMessages::largeLimitsMeanAll()
{
    QFETCH(QString, limit);
    QCOMPARE(import().exitCode, 0);
    QCOMPARE(m_agent->json({u"sessions"_s, u"--limit"_s, limit}).json()["sessions"].size(), size_t(2));
}

void TestVerbMessages::aHitCanBeShown()
{
    QCOMPARE(import().exitCode, 0);
    const json hit = m_agent->json({u"search"_s, u"drawer"_s}).json()["hits"][0];
    const QString id = QString::number(hit["event"].get<qint64>());
    const Ran shown = m_agent->json({u"show"_s, session, u"--event"_s, id});
    QCOMPARE(shown.exitCode, 0);
    QCOMPARE(shown.json()["events"].size(), size_t(1));
    QCOMPARE(shown.json()["events"][0]["id"], hit["event"]);
    QCOMPARE(m_agent->run({u"show"_s, other, u"--event"_s, id}).exitCode, 3);
    QCOMPARE(m_agent->run({u"show"_s, session, u"--event"_s, u"9999"_s}).exitCode, 3);
}

void TestVerbMessages::tellsRangesBehindTheEnd()
{
    QCOMPARE(import().exitCode, 0);
    const Ran none = m_agent->run({u"show"_s, session, u"--events"_s, u"1000:"_s});
    QCOMPARE(none.exitCode, 3);
    QVERIFY2(none.err.contains("2 events"), none.err.constData());
    QCOMPARE(none.out, QByteArray());
}

void TestVerbMessages::wrongUsage_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("one document, and Markdown")
        << QStringList{u"export"_s, session, u"--json"_s, u"--format"_s, u"md"_s};
    QTest::newRow("one document, and lines")
        << QStringList{u"export"_s, session, u"--json"_s, u"--format"_s, u"trajectory"_s};
    QTest::newRow("search for nothing") << QStringList{u"search"_s, u""_s};
    QTest::newRow("search for blanks") << QStringList{u"search"_s, u"  "_s};
    QTest::newRow("samples elsewhere") << QStringList{u"samples"_s, u"--workspace"_s, u"mine"_s};
    QTest::newRow("event and events") << QStringList{u"show"_s, session, u"--event"_s, u"1"_s, u"--events"_s, u"1:2"_s};
}

void TestVerbMessages::wrongUsage()
{
    QFETCH(QStringList, words);
    QCOMPARE(import().exitCode, 0);
    const Ran refused = m_agent->run(words);
    QCOMPARE(refused.exitCode, 2);
    QCOMPARE(refused.out, QByteArray());
}

void TestVerbMessages::codexIsForLater()
{
    const Ran refused = m_agent->run({u"import"_s, u"--from"_s, m_history, u"--agent"_s, u"codex"_s});
    QCOMPARE(refused.exitCode, 1);
    QVERIFY(refused.err.contains("Claude Code only"));
    QVERIFY(!m_agent->run({u"--help"_s}).out.contains("CODEX_HOME"));
}

void TestVerbMessages::hintsNameTheStore()
{
    const QByteArray samples = m_agent->run({u"samples"_s}).err;
    QVERIFY2(samples.contains("sessions --workspace samples --data-dir " + m_agent->dataDir().toUtf8()),
             samples.constData());
    const json listed = m_agent->json({u"sessions"_s, u"--workspace"_s, u"samples"_s, u"--limit"_s, u"1"_s}).json();
    const QString id = QString::fromStdString(listed["sessions"][0]["id"].get<std::string>());
    const QByteArray deleted = m_agent->run({u"delete"_s, id, u"--workspace"_s, u"samples"_s}).out;
    QVERIFY2(deleted.contains("delete --undo " + id.toUtf8() + " --workspace samples --data-dir "),
             deleted.constData());
    QVERIFY(
        m_agent->run({u"sessions"_s, u"--workspace"_s, u"none"_s}).err.contains("import --workspace none --data-dir "));
}

void TestVerbMessages::tellsEmptyFolders()
{
    const Ran ran = m_agent->run({u"import"_s, u"--from"_s, u"/etc/hostname"_s, u"--from"_s, m_history});
    QCOMPARE(ran.exitCode, 0);
    QVERIFY2(ran.err.contains("/etc/hostname"), ran.err.constData());
    const Ran aliases = m_agent->run({u"import"_s, u"--from"_s, m_history, u"--project-aliases"_s, u"/nope"_s});
    QCOMPARE(aliases.exitCode, 3);
    QVERIFY2(aliases.err.contains("no such file"), aliases.err.constData());
}

void TestVerbMessages::tellsWhatCannotBeRead()
{
    const QString locked = m_history + u"/projects/-home-dev-locked"_s;
    QVERIFY(QDir().mkpath(locked));
    QString program = AgentProcess::program();
    QStringList words = {u"import"_s, u"--quiet"_s, u"--from"_s, m_history, u"--data-dir"_s, m_agent->dataDir()};
    if (geteuid() == 0) { // who may read everything, so somebody else has to try
        const QString own = QFileInfo(m_agent->dataDir()).path();
        if (QProcess::execute(u"chown"_s, {u"-R"_s, u"nobody"_s, own}) != 0 ||
            ::chmod(qPrintable(QDir::tempPath()), 0755) != 0)
            QSKIP("there is no other user");
        words = QStringList{u"--reuid"_s, u"nobody"_s, u"--clear-groups"_s, program} + words;
        program = u"setpriv"_s;
    }
    QVERIFY(QFile::setPermissions(locked, QFile::Permissions()));
    QProcess process;
    process.start(program, words);
    QVERIFY(process.waitForFinished());
    const QByteArray told = process.readAllStandardError();
    QVERIFY(QFile::setPermissions(locked, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    QVERIFY2(told.contains("-home-dev-locked"), told.constData());
    QCOMPARE(process.exitCode(), 1);
}

Ran TestVerbMessages::withoutEnvironment(const QStringList &words, const QStringList &names) const
{
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : names)
        environment.remove(name);
    process.setProcessEnvironment(environment);
    process.start(AgentProcess::program(), words);
    process.waitForFinished();
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

void TestVerbMessages::withoutAHome()
{
    const Ran place = withoutEnvironment({u"import"_s, u"--from"_s, m_history}, {u"HOME"_s, u"XDG_DATA_HOME"_s});
    QCOMPARE(place.exitCode, 2);
    QVERIFY2(place.err.contains("HOME is not set"), place.err.constData());
    const Ran source =
        withoutEnvironment({u"import"_s, u"--data-dir"_s, m_agent->dataDir()}, {u"HOME"_s, u"CLAUDE_CONFIG_DIR"_s});
    QCOMPARE(source.exitCode, 2);
    QVERIFY2(source.err.contains("HOME is not set"), source.err.constData());
}

void TestVerbMessages::countsInGoodEnglish()
{
    QCOMPARE(import().exitCode, 0);
    QVERIFY(m_agent->run({u"search"_s, u"gizmo"_s}).err.contains("1 hit."));
    QVERIFY(m_agent->run({u"show"_s, session}).out.contains("1 prompt, 0 tool calls"));
    QVERIFY(m_agent->run({u"export"_s, session}).out.contains("- Session: " + session.toUtf8() + '\n'));
}

void TestVerbMessages::theAgentIsQuietWhenToldSo()
{
    QProcess agent;
    agent.start(AgentProcess::program(), {u"run"_s, u"--quiet"_s, u"--data-dir"_s, m_agent->dataDir()});
    QTRY_VERIFY_WITH_TIMEOUT(m_agent->json({u"status"_s}).json()["agent"]["state"] == json("running"), 30'000);
    QCOMPARE(import().exitCode, 0);
    agent.terminate();
    QVERIFY(agent.waitForFinished());
    QCOMPARE(agent.readAllStandardError(), QByteArray());
}

void TestVerbMessages::aHungAgentIsNoStoppedOne()
{
    QVERIFY(m_agent->startAgent());
    QCOMPARE(::kill(pid_t(m_agent->agent().processId()), SIGSTOP), 0);
    const json status = m_agent->json({u"status"_s}).json();
    const Ran refused = import();
    QCOMPARE(::kill(pid_t(m_agent->agent().processId()), SIGCONT), 0);
    QCOMPARE(status["agent"]["state"], json("not_answering"));
    QCOMPARE(refused.exitCode, 75);
    QVERIFY2(refused.err.contains("does not answer"), refused.err.constData());
}

QTEST_GUILESS_MAIN(TestVerbMessages)
#include "tst_verbmessages.moc"
