// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agentprocess.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

const QString first = u"11111111-aaaa-4bbb-8ccc-000000000000"_s;
const QString second = u"11112222-aaaa-4bbb-8ccc-000000000000"_s;

bool hasKeys(const json &object, const std::vector<const char *> &keys)
{
    for (const char *key : keys) {
        if (!object.contains(key)) {
            qWarning("no key %s", key);
            return false;
        }
    }
    return true;
}

} // namespace

class TestVerbs final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_agent.reset(); }
    void importTwiceAddsNothing();
    void listsAndFilters();
    void showsBySomeOfItsId();
    void searches();
    void exportsToAFileOnce();
    void tellsItsStatus();
    void deletesAndBringsBack();
    void deletesForGood();
    void doctorFindsNothing();
    void deletionNamesCopiesAndDoctorRemovesThem();
    void rechecks();
    void samplesAreAHistoryOfTheirOwn();
    void everyDocumentHasItsFormat_data();
    void everyDocumentHasItsFormat();
    void exitCodes_data();
    void exitCodes();
    void refusesToWriteOutsideTheTestRoot();

private:
    [[nodiscard]] Ran import() const { return m_agent->json({u"import"_s, u"--from"_s, m_history}); }
    std::unique_ptr<AgentProcess> m_agent;
    QString m_history;
};

void TestVerbs::init()
{
    m_agent = std::make_unique<AgentProcess>();
    m_history = m_agent->writeTranscript(
        first, {promptLine(first, 1, u"find the gizmo"_s), replyLine(first, 2, u"The **gizmo** is in `a.cpp`."_s)});
    m_history = m_agent->writeTranscript(second, {promptLine(second, 1, u"rename the widget"_s), "{torn"});
}

void TestVerbs::importTwiceAddsNothing()
{
    const Ran one = import();
    QCOMPARE(one.exitCode, 0);
    const json a = one.json();
    QVERIFY(hasKeys(a, {"format", "files_seen", "files_parsed", "files_unchanged", "bytes", "lines", "events_added",
                        "events_total", "sessions_total", "lines_kept_raw", "lines_broken", "redactions", "seconds"}));
    QCOMPARE(a["files_seen"], json(2));
    QCOMPARE(a["files_parsed"], json(2));
    QCOMPARE(a["lines"], json(4));
    QCOMPARE(a["lines_broken"], json(1));
    QCOMPARE(a["sessions_total"], json(2));
    QCOMPARE(a["events_added"], json(3));
    const json b = import().json();
    QCOMPARE(b["files_parsed"], json(0));
    QCOMPARE(b["files_unchanged"], json(2));
    QCOMPARE(b["events_added"], json(0));
    QCOMPARE(b["events_total"], json(3));
    QCOMPARE(one.err, QByteArray()); // no progress where no terminal is
}

void TestVerbs::listsAndFilters()
{
    QCOMPARE(import().exitCode, 0);
    const json all = m_agent->json({u"sessions"_s}).json();
    QCOMPARE(all["sessions"].size(), size_t(2));
    QVERIFY(hasKeys(all["sessions"][0],
                    {"id", "project", "title", "started_at", "ended_at", "last_event_at", "turns", "tool_calls",
                     "errors", "tokens", "cost_usd", "cost_source", "agent", "source_path", "source_present"}));
    QVERIFY(hasKeys(all["sessions"][0]["tokens"], {"input", "output", "cache_read", "cache_write"}));
    const json some = m_agent->json({u"sessions"_s, u"gizmo"_s, u"-widget"_s}).json();
    QCOMPARE(some["sessions"].size(), size_t(1));
    QCOMPARE(some["sessions"][0]["id"], json(first.toStdString()));
    QCOMPARE(some["sessions"][0]["title"], json("find the gizmo"));
    QVERIFY(m_agent->run({u"sessions"_s}).out.contains("find the gizmo"));
    const Ran none = m_agent->json({u"sessions"_s, u"nowhere"_s});
    QCOMPARE(none.exitCode, 0);
    QCOMPARE(none.json()["sessions"], json::array());
}

void TestVerbs::showsBySomeOfItsId()
{
    QCOMPARE(import().exitCode, 0);
    const json shown = m_agent->json({u"show"_s, u"11111"_s}).json();
    QCOMPARE(shown["session"]["id"], json(first.toStdString()));
    QCOMPARE(shown["events"].size(), size_t(2));
    QVERIFY(hasKeys(shown["events"][1], {"id", "uuid", "kind", "at", "tool", "tool_use_id", "is_error", "agent_id",
                                         "text", "input", "output"}));
    QCOMPARE(shown["events"][0]["kind"], json("prompt"));
    QCOMPARE(shown["events"][0]["at"], json("2026-01-02T03:04:01.000Z"));
    QCOMPARE(shown["events"][1]["text"], json("The **gizmo** is in `a.cpp`."));
    const json rest = m_agent->json({u"show"_s, u"11111"_s, u"--events"_s, u"2:"_s}).json();
    QCOMPARE(rest["events"].size(), size_t(1));
    QCOMPARE(rest["events"][0]["kind"], json("reply"));
    const Ran ambiguous = m_agent->run({u"show"_s, u"1111"_s});
    QCOMPARE(ambiguous.exitCode, 2);
    QVERIFY(ambiguous.err.contains("11111111") && ambiguous.err.contains("11112222"));
    QCOMPARE(m_agent->run({u"show"_s, u"ffff"_s}).exitCode, 3);
    QVERIFY(m_agent->run({u"show"_s, u"11111"_s}).out.contains("find the gizmo"));
}

void TestVerbs::searches()
{
    QCOMPARE(import().exitCode, 0);
    const json found = m_agent->json({u"search"_s, u"gizmo"_s}).json();
    QCOMPARE(found["total"], json(2));
    QVERIFY(hasKeys(found["hits"][0], {"session", "event", "kind", "at", "snippet", "project"}));
    QCOMPARE(found["hits"][0]["kind"], json("reply")); // newest first
    const json one = m_agent->json({u"search"_s, u"gizmo"_s, u"--limit"_s, u"1"_s, u"--order"_s, u"best"_s}).json();
    QCOMPARE(one["hits"].size(), size_t(1));
    QCOMPARE(one["total"], json(2));
    const Ran none = m_agent->json({u"search"_s, u"absent"_s});
    QCOMPARE(none.exitCode, 0);
    QCOMPARE(none.json()["total"], json(0));
}

void TestVerbs::exportsToAFileOnce()
{
    QCOMPARE(import().exitCode, 0);
    const QString file = m_agent->path(u"out.md"_s);
    QCOMPARE(m_agent->run({u"export"_s, u"11111"_s, u"--format"_s, u"md"_s, u"--output"_s, file}).exitCode, 0);
    QCOMPARE(m_agent->run({u"export"_s, u"11111"_s, u"--format"_s, u"md"_s, u"--output"_s, file}).exitCode, 1);
    QFile written(file);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QCOMPARE(written.readAll(), m_agent->run({u"export"_s, u"11111"_s, u"--format"_s, u"md"_s}).out);
    QCOMPARE(QFile::permissions(file) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    QVERIFY(m_agent->run({u"export"_s, u"11111"_s, u"--format"_s, u"json"_s}).json().is_object());
    QCOMPARE(m_agent->run({u"export"_s, u"11111"_s, u"--format"_s, u"trajectory"_s}).out.count('\n'), 2);
}

void TestVerbs::tellsItsStatus()
{
    const json empty = m_agent->json({u"status"_s}).json();
    QCOMPARE(empty["store"]["sessions"], json(0));
    QVERIFY(empty["store"]["schema"].is_null());
    QVERIFY(!QFile::exists(m_agent->dataDir())); // asking changes nothing
    QCOMPARE(import().exitCode, 0);
    const json status = m_agent->json({u"status"_s}).json();
    QCOMPARE(status["agent"], json({{"state", "stopped"}, {"pid", nullptr}, {"uptime_s", nullptr}}));
    QCOMPARE(status["hooks"]["wired"], json(false));
    QCOMPARE(status["hooks"]["events"], json::array());
    QVERIFY(hasKeys(status["hooks"], {"settings_path", "command", "trouble"}));
    QVERIFY(hasKeys(status["capture"], {"last_event_at", "queue_depth", "spool_bytes", "dropped", "errors"}));
    QCOMPARE(status["capture"]["last_event_at"], json("2026-01-02T03:04:02.000Z"));
    QCOMPARE(status["store"]["sessions"], json(2));
    QCOMPARE(status["store"]["events"], json(3));
    QVERIFY(status["store"]["bytes"].get<int>() > 0);
    QVERIFY(status["store"]["schema"].get<int>() > 0);
    QVERIFY(status["summaries"]["lag_s"].is_null());
    QVERIFY(hasKeys(status["mining"], {"last_run_at", "candidates"}));
}

void TestVerbs::deletesAndBringsBack()
{
    QCOMPARE(import().exitCode, 0);
    const json gone = m_agent->json({u"delete"_s, u"11111"_s}).json();
    QCOMPARE(gone["session"], json(first.toStdString()));
    QCOMPARE(gone["state"], json("hidden"));
    QCOMPARE(m_agent->run({u"show"_s, u"11111"_s}).exitCode, 3);
    QCOMPARE(m_agent->json({u"search"_s, u"gizmo"_s}).json()["total"], json(0));
    QCOMPARE(m_agent->json({u"exclusions"_s}).json()["exclusions"].size(), size_t(1));
    QCOMPARE(m_agent->json({u"delete"_s, u"--undo"_s, u"11111"_s}).json()["state"], json("restored"));
    QCOMPARE(m_agent->json({u"search"_s, u"gizmo"_s}).json()["total"], json(2));
    QCOMPARE(m_agent->json({u"exclusions"_s}).json()["exclusions"], json::array());
    QCOMPARE(m_agent->run({u"delete"_s, u"--undo"_s, u"11111"_s}).exitCode, 3);
}

void TestVerbs::deletesForGood()
{
    QCOMPARE(import().exitCode, 0);
    QCOMPARE(m_agent->json({u"delete"_s, u"11111"_s}).exitCode, 0);
    QCOMPARE(m_agent->json({u"delete"_s, u"--now"_s, u"11111"_s}).json()["state"], json("purged"));
    QCOMPARE(m_agent->run({u"delete"_s, u"--undo"_s, u"11111"_s}).exitCode, 3);
    QCOMPARE(import().json()["sessions_total"], json(1)); // it stays away
    const json excluded = m_agent->json({u"exclusions"_s}).json()["exclusions"];
    QCOMPARE(excluded.size(), size_t(1));
    QVERIFY(hasKeys(excluded[0], {"id", "reason", "created_at"}));
    const QString id = QString::number(excluded[0]["id"].get<int>());
    QCOMPARE(m_agent->json({u"exclusions"_s, u"--lift"_s, id}).json()["exclusions"], json::array());
}

void TestVerbs::doctorFindsNothing()
{
    QCOMPARE(import().exitCode, 0);
    const Ran examined = m_agent->json({u"doctor"_s});
    QCOMPARE(examined.exitCode, 0);
    QVERIFY(!examined.json()["findings"].empty());
    QCOMPARE(examined.json()["repaired"], json(false));
    const Ran repaired = m_agent->json({u"doctor"_s, u"--repair"_s});
    QCOMPARE(repaired.exitCode, 3); // nothing to do
    QCOMPARE(repaired.json()["repaired"], json(false));
    QCOMPARE(m_agent->json({u"status"_s}).json()["store"]["events"], json(3));
}

void TestVerbs::deletionNamesCopiesAndDoctorRemovesThem()
{
    QCOMPARE(import().exitCode, 0);
    const QString copy = m_agent->path(u"data/workspaces/default.sqlite.damaged-20260101-000000"_s);
    QVERIFY(QFile::copy(m_agent->path(u"data/workspaces/default.sqlite"_s), copy));
    const json deleted = m_agent->json({u"delete"_s, u"--now"_s, u"11111"_s}).json();
    QCOMPARE(deleted["remains_in"], json::array({copy.toStdString()}));
    const Ran removed = m_agent->json({u"doctor"_s, u"--remove-copies"_s});
    QCOMPARE(removed.exitCode, 0);
    QCOMPARE(removed.json()["removed"], json::array({copy.toStdString()}));
    QVERIFY(!QFile::exists(copy));
    QCOMPARE(m_agent->run({u"doctor"_s, u"--remove-copies"_s, u"--repair"_s}).exitCode, 2);
}

void TestVerbs::rechecks()
{
    QCOMPARE(import().exitCode, 0);
    const Ran done = m_agent->json({u"redact"_s, u"--recheck"_s});
    QCOMPARE(done.exitCode, 0);
    QVERIFY(hasKeys(done.json(), {"format", "sessions", "lines_scanned", "lines_changed", "redactions"}));
    QCOMPARE(m_agent->run({u"redact"_s}).exitCode, 2);
}

void TestVerbs::samplesAreAHistoryOfTheirOwn()
{
    const QString folder = m_agent->path(u"samples"_s);
    const Ran written = m_agent->json({u"samples"_s, u"--to"_s, folder});
    QCOMPARE(written.exitCode, 0);
    QVERIFY(written.json()["files"].get<int>() > 0);
    QVERIFY(!QDir(folder + u"/projects"_s).isEmpty());
    QCOMPARE(m_agent->run({u"samples"_s, u"--to"_s, folder}).exitCode, 2); // not over what is there
    const json imported = m_agent->json({u"samples"_s}).json();
    QCOMPARE(imported["workspace"], json("samples"));
    QVERIFY(imported["sessions"].get<int>() > 10);
    QCOMPARE(m_agent->json({u"samples"_s}).json()["events_added"], json(0));
    QCOMPARE(m_agent->json({u"status"_s}).json()["store"]["sessions"], json(0));
    QCOMPARE(m_agent->json({u"sessions"_s, u"--workspace"_s, u"samples"_s}).json()["sessions"].size(),
             imported["sessions"].get<size_t>());
}

void TestVerbs::everyDocumentHasItsFormat_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("sessions") << QStringList{u"sessions"_s};
    QTest::newRow("show") << QStringList{u"show"_s, u"11111"_s};
    QTest::newRow("search") << QStringList{u"search"_s, u"gizmo"_s};
    QTest::newRow("status") << QStringList{u"status"_s};
    QTest::newRow("doctor") << QStringList{u"doctor"_s};
    QTest::newRow("exclusions") << QStringList{u"exclusions"_s};
    QTest::newRow("export") << QStringList{u"export"_s, u"11111"_s};
}

void TestVerbs::everyDocumentHasItsFormat()
{
    QFETCH(QStringList, words);
    QCOMPARE(import().exitCode, 0);
    const Ran ran = m_agent->json(words);
    QCOMPARE(ran.exitCode, 0);
    QVERIFY(ran.json().is_object());
    QCOMPARE(ran.json()["format"], json(1));
}

void TestVerbs::exitCodes_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<int>("code");
    QTest::newRow("help") << QStringList{u"--help"_s} << 0;
    QTest::newRow("help of a verb") << QStringList{u"import"_s, u"--help"_s} << 0;
    QTest::newRow("version") << QStringList{u"--version"_s} << 0;
    QTest::newRow("unknown verb") << QStringList{u"improt"_s} << 2;
    QTest::newRow("unknown option") << QStringList{u"import"_s, u"--form"_s} << 2;
    QTest::newRow("workspace with a path") << QStringList{u"status"_s, u"--workspace"_s, u"../x"_s} << 2;
    QTest::newRow("wrong filter") << QStringList{u"sessions"_s, u"after:someday"_s} << 2;
    QTest::newRow("wrong range") << QStringList{u"show"_s, u"1"_s, u"--events"_s, u"5:2"_s} << 2;
    QTest::newRow("no store yet") << QStringList{u"sessions"_s} << 3;
    QTest::newRow("nothing to delete") << QStringList{u"delete"_s, u"11111"_s} << 3;
    QTest::newRow("nothing there to import") << QStringList{u"import"_s, u"--from"_s, u"/does/not/exist"_s} << 3;
    QTest::newRow("no transcripts") << QStringList{u"import"_s} << 3;
}

void TestVerbs::exitCodes()
{
    QFETCH(QStringList, words);
    QFETCH(int, code);
    const Ran ran = m_agent->run(words);
    QCOMPARE(ran.exitCode, code);
    if (code == 0) {
        QVERIFY(ran.err.isEmpty() && !ran.out.isEmpty());
    } else {
        QVERIFY(ran.err.startsWith("assay-agent: ") || code == 3);
        QVERIFY(!ran.err.isEmpty());
    }
}

void TestVerbs::refusesToWriteOutsideTheTestRoot()
{
    QCOMPARE(import().exitCode, 0);
    const QString outside = QDir::cleanPath(qEnvironmentVariable("ASSAY_TEST_ROOT") + u"/../outside"_s);
    QProcess process;
    process.start(AgentProcess::program(), {u"import"_s, u"--from"_s, m_history, u"--data-dir"_s, outside});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 2);
    QCOMPARE(m_agent->run({u"samples"_s, u"--to"_s, outside}).exitCode, 2);
    QCOMPARE(m_agent->run({u"export"_s, u"11111"_s, u"--output"_s, outside}).exitCode, 2);
    QVERIFY(!QFile::exists(outside));
}

QTEST_GUILESS_MAIN(TestVerbs)
#include "tst_verbs.moc"
