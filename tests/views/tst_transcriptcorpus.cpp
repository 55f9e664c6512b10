// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// Real sessions, where ASSAY_TEST_CORPUS names a folder of them: read from end to end in a view, and what is shown
// compared with the lines themselves, parsed by another parser. The ten largest and thirty others are read, all of
// them when ASSAY_TEST_LONG is set.
#include <QDirIterator>
#include <QRegularExpression>

#include <nlohmann/json.hpp>

#include "models/data/query/eventquery.h"
#include "tests/support/importfixture.h"
#include "tests/support/seededrandom.h"
#include "tests/views/readthrough.h"
#include "views/transcript/blockbuilder.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;
using Json = nlohmann::json;

namespace {

constexpr std::uint64_t seed = 20'261'125;
constexpr qsizetype largest = 10;
constexpr qsizetype sessionsRead = 40;
constexpr int eventsCompared = 200;

QFileInfoList chosen(const QString &claudeDir)
{
    QFileInfoList files;
    QDirIterator all(claudeDir + u"/projects"_s, {u"*.jsonl"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (all.hasNext())
        files.append(QFileInfo(all.next()));
    std::sort(files.begin(), files.end(), [](const QFileInfo &a, const QFileInfo &b) {
        return a.size() != b.size() ? a.size() > b.size() : a.filePath() < b.filePath();
    });
    if (qEnvironmentVariableIsSet("ASSAY_TEST_LONG"))
        return files;
    test::SeededRandom random(seed);
    while (files.size() > sessionsRead)
        files.removeAt(largest +
                       static_cast<qsizetype>(random.below(static_cast<std::size_t>(files.size() - largest))));
    return files;
}

// The words of the first lines, as they must be somewhere in what is shown.
QStringList words(const QString &text, int lines)
{
    static const QRegularExpression word(u"[A-Za-z]{3,}"_s);
    // Addresses of links and pictures are not shown, nor are marks of the client's own.
    static const QRegularExpression hidden(u"\\]\\([^)]*\\)|<[^>]*>|\\x1b\\[[0-9;]*m"_s);
    QString first = text.trimmed().section(u'\n', 0, lines - 1).left(2000);
    first.replace(hidden, u" "_s);
    QStringList found;
    for (auto match = word.globalMatch(first); match.hasNext();)
        found.append(match.next().captured());
    if (!found.isEmpty() && first.size() == 2000)
        found.removeLast(); // perhaps cut
    return found;
}

QString missing(const QStringList &expected, const QString &shown)
{
    QStringList lost;
    for (const QString &word : expected) {
        if (!shown.contains(word))
            lost.append(word);
    }
    return lost.size() * 20 <= expected.size() ? QString() : lost.join(u' ');
}

// Of an edit: what stays as it was may be left out.
QString newLines(const QString &before, const QString &after)
{
    const QStringList old = before.split(u'\n');
    QStringList lines = after.split(u'\n');
    lines.removeIf([&old](const QString &line) { return old.contains(line); });
    return lines.join(u'\n');
}

// Empty when it is something else.
QString textAt(const Json &object, const char *key)
{
    const auto found = object.is_object() ? object.find(key) : object.end();
    return found != object.end() && found->is_string() ? QString::fromStdString(found->get<std::string>()) : QString();
}

QString textOf(const Json &content)
{
    if (content.is_string())
        return QString::fromStdString(content.get<std::string>());
    QString text;
    for (const Json &part : content.is_array() ? content : Json::array()) {
        if (textAt(part, "type") == "text"_L1)
            text += textAt(part, "text") + u'\n';
    }
    return text;
}

// Of a line, or of the line of a sub-agent that is told in one of its parent's.
Json contentOf(const QString &line)
{
    const Json parsed = Json::parse(line.toStdString(), nullptr, false);
    for (const char *place : {"/message/content", "/data/message/message/content"}) {
        const Json::json_pointer at(place);
        if (parsed.is_object() && parsed.contains(at))
            return parsed.at(at);
    }
    return {};
}

Json blockOf(const Json &content, int block)
{
    return content.is_array() && block < static_cast<int>(content.size()) ? content.at(static_cast<std::size_t>(block))
                                                                          : Json();
}

// The result of a call in the line that brought it.
Json resultOf(const QString &line, const QString &id)
{
    for (const Json &part : contentOf(line)) {
        if (textAt(part, "type") == "tool_result"_L1 && textAt(part, "tool_use_id") == id)
            return part;
    }
    return {};
}

// What is not shown of what the line holds; empty = all of it is there.
QString faultOfCall(const EventRow &event, const EventDetail &detail, const Json &call, const QString &shown)
{
    if (textAt(call, "type") != "tool_use"_L1)
        return u"not a call"_s;
    const QString name = textAt(call, "name");
    const bool ofServer = name.startsWith("mcp__"_L1); // shown as the server and its tool
    if (!shown.startsWith(ofServer ? name.section(u"__"_s, 1, 1) : name.left(40)))
        return u"the tool"_s;
    const auto given = [&call](const char *key) { return textAt(call.value("input", Json::object()), key); };
    QString lost = missing(words(given("command"), 5), shown);
    if (name == "Edit"_L1)
        lost += missing(words(newLines(given("old_string"), given("new_string")), 5), shown);
    if (name == "Write"_L1)
        lost += missing(words(given("content"), 5), shown);
    const Json result = resultOf(detail.rawResultLine, event.toolUseId);
    const bool failed =
        event.outcome == Outcome::Failed || event.outcome == Outcome::Denied || event.outcome == Outcome::Interrupted;
    if (result.is_null())
        return lost;
    if ((result.contains("is_error") && result.at("is_error") == true) != failed)
        lost += u" is_error"_s;
    const bool tellsOutput = QStringList{u"Bash"_s, u"Read"_s, u"Grep"_s, u"Glob"_s, u"Task"_s}.contains(name);
    if (tellsOutput || failed)
        lost += missing(words(textOf(result.value("content", Json())), 5), shown);
    return lost;
}

QString fault(const EventRow &event, const EventDetail &detail, const QString &shown)
{
    const Json content = contentOf(detail.rawLine);
    if (content.is_null())
        return {}; // longer than what is kept of it here, or two objects on a line
    if (event.kind == EventKind::ToolCall)
        return faultOfCall(event, detail, blockOf(content, event.block), shown);
    if (event.kind == EventKind::Reply)
        return missing(words(textAt(blockOf(content, event.block), "text"), 20), shown);
    return missing(words(textOf(content), 5), shown);
}

} // namespace

class TestTranscriptCorpus final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void sessionsAreReadFromEndToEnd();
    void whatIsShownIsWhatTheLinesHold();

private:
    ImportFixture m_fixture;
};

void TestTranscriptCorpus::initTestCase()
{
    const QString claudeDir = qEnvironmentVariable("ASSAY_TEST_CORPUS") + u"/claude-home"_s;
    if (!qEnvironmentVariableIsSet("ASSAY_TEST_CORPUS") || !QDir(claudeDir).exists())
        QSKIP("ASSAY_TEST_CORPUS is not set: no real sessions to test with");
    for (const QFileInfo &file : chosen(claudeDir)) {
        const QString target = m_fixture.claudeDir() + file.filePath().mid(claudeDir.size());
        QVERIFY(QDir().mkpath(QFileInfo(target).path()));
        QVERIFY(QFile::copy(file.filePath(), target));
    }
    QVERIFY(m_fixture.import().problems.isEmpty());
}

void TestTranscriptCorpus::sessionsAreReadFromEndToEnd()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    ReadThrough reader(m_fixture.storeFile());
    for (const QString &session : m_fixture.column(u"SELECT id FROM session ORDER BY events DESC"_s)) {
        reader.read(session.toLongLong());
        QVERIFY2(!QTest::currentTestFailed(), qPrintable(u"session "_s + session));
    }
    QVERIFY(reader.runsOpened() > 0);
}

void TestTranscriptCorpus::whatIsShownIsWhatTheLinesHold()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    auto db = Database::open(m_fixture.storeFile(), Database::Mode::Reader);
    QVERIFY(db.has_value());
    const QStringList ids = m_fixture.column(u"SELECT id FROM event WHERE kind IN (1, 2, 4) ORDER BY id"_s);
    test::SeededRandom random(seed);
    QStringList faults;
    for (int i = 0; i < eventsCompared; ++i) {
        const qint64 id = random.pick(ids).toLongLong();
        const auto event = readEvent(*db, id, TranscriptModel::textLimit);
        const auto detail = readEventDetail(*db, id);
        QVERIFY(event && detail);
        BlockInput input{*event};
        input.detail = &*detail;
        input.state.open = true;
        input.state.lines = 20'000;
        input.image = [](int) { return QImage(); };
        const auto block = buildBlock(input);
        const QString lost = fault(*event, *detail, block->accessibleText());
        if (!lost.isEmpty())
            faults.append(u"event %1 (%2 %3): %4"_s.arg(id).arg(kindName(event->kind), event->tool, lost));
    }
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
}

QTEST_MAIN(TestTranscriptCorpus)
#include "tst_transcriptcorpus.moc"
