// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/sample/samplehistory.h"

#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace assay;
using nlohmann::json;

namespace {

const QDateTime theEnd(QDate(2026, 3, 5), QTime(16, 30), Qt::UTC);

QMap<QString, QByteArray> filesBelow(const QString &root)
{
    QMap<QString, QByteArray> files;
    QDirIterator walk(root, QDir::Files, QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        QFile file(walk.next());
        if (file.open(QIODevice::ReadOnly))
            files.insert(QDir(root).relativeFilePath(file.fileName()), file.readAll());
    }
    return files;
}

} // namespace

class TestSampleHistory final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void sameSeedSameBytes();
    void countsWhatItWrote();
    void namesAndModes();
    void onlyThePlantedLineIsTorn();
    void chainsEveryLine();
    void staysWithinTheTwoWeeks();
    void knowsEveryLayout();
    void holdsEveryKindOfLine_data();
    void holdsEveryKindOfLine();
    void writesNoFieldThatTheClientDoesNot_data();
    void writesNoFieldThatTheClientDoesNot();
    void fewerSessionsAreTheNewest();
    void moreSessionsThanTheCalendar();
    void encodesFolders_data();
    void encodesFolders();
    void saysWhyItCannotWrite();

private:
    QTemporaryDir m_dir;
    SampleSummary m_summary;
    QMap<QString, QByteArray> m_files;
    std::vector<json> m_lines;
    QStringList m_broken;
};

void TestSampleHistory::initTestCase()
{
    const auto summary = writeSampleHistory(m_dir.path(), {1, theEnd, 38});
    QVERIFY2(summary.has_value(), summary ? "" : qPrintable(summary.error().what));
    m_summary = *summary;
    m_files = filesBelow(m_dir.path());
    for (auto file = m_files.cbegin(); file != m_files.cend(); ++file) {
        if (!file.key().endsWith(u".jsonl"_s))
            continue;
        QList<QByteArray> lines = file.value().split('\n');
        if (lines.last().isEmpty())
            lines.removeLast();
        for (const QByteArray &line : lines) {
            json parsed = json::parse(line.begin(), line.end(), nullptr, false);
            if (parsed.is_object())
                m_lines.push_back(std::move(parsed));
            else
                m_broken.append(file.key());
        }
    }
}

void TestSampleHistory::sameSeedSameBytes()
{
    const QTemporaryDir again;
    QVERIFY(writeSampleHistory(again.path(), {1, theEnd, 38}).has_value());
    QCOMPARE(filesBelow(again.path()), m_files);
    const QTemporaryDir other;
    QVERIFY(writeSampleHistory(other.path(), {2, theEnd, 38}).has_value());
    QVERIFY(filesBelow(other.path()) != m_files);
}

void TestSampleHistory::countsWhatItWrote()
{
    QCOMPARE(m_summary.sessions, 38);
    QCOMPARE(m_summary.projects, 6); // five and a worktree
    QCOMPARE(m_summary.files, int(m_files.size()));
    QCOMPARE(m_summary.lines, qint64(m_lines.size()) + m_broken.size());
    qint64 bytes = 0;
    for (const QByteArray &file : std::as_const(m_files))
        bytes += file.size();
    QCOMPARE(m_summary.bytes, bytes);
}

void TestSampleHistory::namesAndModes()
{
    static const QString uuid = u"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"_s;
    static const QRegularExpression known(
        u"^projects/-home-dev-src-[A-Za-z0-9-]+/(%1\\.jsonl|agent-[0-9a-f]{7}\\.jsonl|"
        "%1/subagents/agent-[0-9a-f]{17}\\.(jsonl|meta\\.json))$"_s.arg(uuid));
    for (auto file = m_files.cbegin(); file != m_files.cend(); ++file) {
        QVERIFY2(known.match(file.key()).hasMatch(), qPrintable(file.key()));
        const auto others = QFile::permissions(m_dir.filePath(file.key())) & (QFile::ReadGroup | QFile::ReadOther);
        QVERIFY(!others);
    }
    QVERIFY(!QDir(m_dir.filePath(u"projects/-home-dev-src-gr--e-rechner"_s)).isEmpty());
}

void TestSampleHistory::onlyThePlantedLineIsTorn()
{
    QCOMPARE(m_broken.size(), 1);
    QCOMPARE(m_summary.tornLines, 1);
    QVERIFY(!m_files.value(m_broken.first()).endsWith('\n'));
}

void TestSampleHistory::chainsEveryLine()
{
    std::set<std::string> uuids;
    for (const json &line : m_lines)
        uuids.insert(line.value("uuid", ""));
    for (const json &line : m_lines) {
        if (!line.contains("parentUuid") || line["parentUuid"].is_null())
            continue;
        QVERIFY2(uuids.count(line["parentUuid"].get<std::string>()) == 1, line.dump().c_str());
    }
}

void TestSampleHistory::staysWithinTheTwoWeeks()
{
    QVERIFY(m_summary.last <= theEnd);
    QVERIFY(m_summary.last.secsTo(theEnd) < 3600);
    QVERIFY(m_summary.first.daysTo(theEnd) <= 15);
    for (const json &line : m_lines) {
        if (!line.contains("timestamp"))
            continue;
        const auto at = QDateTime::fromString(QString::fromStdString(line["timestamp"]), Qt::ISODateWithMs);
        QVERIFY(at.isValid() && at >= m_summary.first && at <= theEnd);
    }
}

void TestSampleHistory::knowsEveryLayout()
{
    std::set<std::string> versions;
    int progress = 0;
    int shared = 0;
    std::map<std::string, std::string> owners; // uuid -> session: a fork copies uuids under its own id
    for (const json &line : m_lines) {
        if (line.contains("version"))
            versions.insert(line["version"].get<std::string>());
        if (line.value("type", "") == "progress")
            progress += line["data"]["type"] == "agent_progress" ? 1 : 0;
        if (!line.contains("uuid"))
            continue;
        const auto [owner, added] = owners.emplace(line["uuid"], line.value("sessionId", ""));
        shared += !added && owner->second != line.value("sessionId", "") ? 1 : 0;
    }
    QCOMPARE(versions, (std::set<std::string>{"2.0.76", "2.1.44", "2.1.120", "2.1.330"}));
    QVERIFY(progress >= 4);
    QVERIFY(shared >= 10);
    QVERIFY(!QStringList(m_files.keys()).filter(u"/subagents/"_s).isEmpty());
    QVERIFY(m_summary.subagentFiles >= 8);
}

void TestSampleHistory::holdsEveryKindOfLine_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("atLeast");
    const auto row = [](const char *name, const char *text, int atLeast) {
        QTest::newRow(name) << QByteArray(text) << atLeast;
    };
    row("thinking", R"("type":"thinking")", 15);
    row("image in a prompt", R"("imagePasteIds":)", 2);
    row("png", R"("data":"iVBORw0KGgo)", 3);
    row("ansi", R"(\u001b[31m)", 5);
    row("failed command", R"("content":"Exit code )", 15);
    row("patch", R"("structuredPatch":[{)", 20);
    row("denied", "The user doesn't want to proceed with this tool use", 2);
    row("interrupted", "[Request interrupted by user", 2);
    row("sub-agent", R"("agentType":")", 3);
    row("todos", R"("newTodos":)", 5);
    row("web", R"("name":"WebFetch")", 2);
    row("mcp", R"("name":"mcp__tracker__)", 1);
    row("compaction", R"("subtype":"compact_boundary")", 1);
    row("summary after it", R"("isCompactSummary":true)", 1);
    row("slash command", "<command-name>/model</command-name>", 1);
    row("skill", "<command-name>/ci-log</command-name>", 1);
    row("shell mode", "<bash-input>", 2);
    row("summary line", R"("type":"summary")", 1);
    row("queue", R"("type":"queue-operation")", 2);
    row("snapshot", R"("type":"file-history-snapshot")", 30);
    row("pull request", R"("type":"pr-link")", 5);
    row("unknown line", R"("type":"weather-report")", 1);
    row("retries", R"("subtype":"api_error")", 3);
    row("api error", R"("isApiErrorMessage":true)", 1);
    row("cost", R"("type":"cost-state")", 5);
    row("stop reason unknown", R"("stop_reason":null)", 20);
    row("ritual: race", "go test -race", 20);
    row("ritual: retry, then queue", "enqueue-failed.sh --queue fallback", 3);
    row("ritual: plan", "terraform fmt -check -recursive && terraform validate && terraform plan", 6);
    row("German", "Größe", 5);
    row("Japanese", "日本語", 1);
}

void TestSampleHistory::holdsEveryKindOfLine()
{
    QFETCH(QByteArray, text);
    QFETCH(int, atLeast);
    qsizetype found = 0;
    for (const QByteArray &file : std::as_const(m_files))
        found += file.count(text);
    QVERIFY2(found >= atLeast, QByteArray::number(found).constData());
}

void TestSampleHistory::writesNoFieldThatTheClientDoesNot_data()
{
    QTest::addColumn<QString>("version");
    for (const char *version : {"2.0.76", "2.1.120", "2.1.330"})
        QTest::newRow(version) << QString::fromLatin1(version);
}

void TestSampleHistory::writesNoFieldThatTheClientDoesNot()
{
    QFETCH(QString, version);
    // The fixtures' runs paste no image.
    std::set<std::string> known{"imagePasteIds"};
    const auto files = filesBelow(qEnvironmentVariable("ASSAY_TEST_DATA") + u"/claude/"_s + version);
    for (const QByteArray &file : files) {
        for (const QByteArray &line : file.split('\n')) {
            const json parsed = json::parse(line.begin(), line.end(), nullptr, false);
            for (const auto &field : parsed.items())
                known.insert(field.key());
        }
    }
    QVERIFY2(known.size() > 10, "ASSAY_TEST_DATA names no fixtures");
    int seen = 0;
    for (const json &line : m_lines) {
        if (line.value("version", "") != version.toStdString())
            continue;
        ++seen;
        for (const auto &field : line.items())
            QVERIFY2(known.count(field.key()) == 1, (field.key() + " in " + line.dump().substr(0, 300)).c_str());
    }
    QVERIFY(seen > 50);
}

void TestSampleHistory::fewerSessionsAreTheNewest()
{
    const QTemporaryDir few;
    const auto summary = writeSampleHistory(few.path(), {1, theEnd, 3});
    QVERIFY(summary.has_value());
    QCOMPARE(summary->sessions, 3);
    const auto files = filesBelow(few.path());
    for (auto file = files.cbegin(); file != files.cend(); ++file)
        QCOMPARE(m_files.value(file.key()), file.value());
}

void TestSampleHistory::moreSessionsThanTheCalendar()
{
    const QTemporaryDir many;
    const auto summary = writeSampleHistory(many.path(), {1, theEnd, 60});
    QVERIFY(summary.has_value());
    QCOMPARE(summary->sessions, 60);
    QVERIFY(summary->first < m_summary.first.addDays(-5));
}

void TestSampleHistory::encodesFolders_data()
{
    QTest::addColumn<QString>("cwd");
    QTest::addColumn<QString>("folder");
    QTest::newRow("plain") << u"/home/dev/a1"_s << u"-home-dev-a1"_s;
    QTest::newRow("marks") << u"/tmp/my proj.v1_ä"_s << u"-tmp-my-proj-v1--"_s;
    QTest::newRow("two units") << u"a😀b"_s << u"a--b"_s;
    QTest::newRow("empty") << QString() << QString();
}

void TestSampleHistory::encodesFolders()
{
    QFETCH(QString, cwd);
    QFETCH(QString, folder);
    QCOMPARE(encodedProjectFolder(cwd), folder);
}

void TestSampleHistory::saysWhyItCannotWrite()
{
    const QTemporaryDir dir;
    QVERIFY(QFile(dir.filePath(u"file"_s)).open(QIODevice::WriteOnly));
    const auto summary = writeSampleHistory(dir.filePath(u"file"_s), {1, theEnd, 2});
    QVERIFY(!summary.has_value());
    QVERIFY(!summary.error().what.isEmpty());
    QVERIFY(!summary.error().path.isEmpty());
}

QTEST_GUILESS_MAIN(TestSampleHistory)
#include "tst_samplehistory.moc"
