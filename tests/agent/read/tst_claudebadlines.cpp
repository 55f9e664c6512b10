// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// Lines that are broken, hostile or unheard of: nothing crashes, everything is counted and kept.

#include "tests/agent/read/readlines.h"
#include "tests/support/transcriptbuilder.h"

#include <nlohmann/json.hpp>

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using Json = nlohmann::json;

namespace assay {

namespace {

const std::string SessionId = "5f0c7d0e-0000-4000-8000-000000000001";
const QString Replacement = QString(QChar(0xFFFD));

} // namespace

class ClaudeBadLinesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wrongTypes_data();
    void wrongTypes();
    void unknownLines_data();
    void unknownLines();
    void bookkeepingIsKept();
    void tornLineIsKept();
    void tornLineBeforeAWholeOne();
    void twoObjects();
    void invalidUtf8();
    void loneSurrogate();
    void nulCharacter();
    void carriageReturnAndMark();
    void hugeInteger();
    void lineOfTwoMegabytes();
    void lineOfTwentyMegabytes();
    void deepNesting_data();
    void deepNesting();
    void blankLines();
};

void ClaudeBadLinesTest::wrongTypes_data()
{
    QTest::addColumn<QString>("line");
    const QStringList lines{
        uR"({"type":"user"})"_s,
        uR"({"type":"user","message":null,"uuid":5,"timestamp":{},"sessionId":[],"cwd":1,"version":2})"_s,
        uR"({"type":"user","message":{"content":12}})"_s,
        uR"({"type":"user","message":{"content":[1,null,{"type":7},{"type":"text","text":[]},{"type":"tool_result"}]}})"_s,
        uR"({"type":"user","message":{"content":[{"type":"tool_result","tool_use_id":{},"content":9,"is_error":"x"}]},"toolUseResult":true})"_s,
        uR"({"type":"assistant","message":"text"})"_s,
        uR"({"type":"assistant","message":{"content":[[],1,{"type":"tool_use","input":"x","id":1,"name":2}],"usage":[1],"id":"m"}})"_s,
        uR"({"type":"assistant","message":{"content":{"type":"text"},"usage":null,"stop_reason":5,"model":{}}})"_s,
        uR"({"type":"system","subtype":9,"content":{}})"_s,
        uR"({"type":"system","subtype":"compact_boundary","compactMetadata":{"preTokens":"many","trigger":1}})"_s,
        uR"({"type":"system","subtype":"api_error","error":"text","retryAttempt":1e300,"maxRetries":-1e300})"_s,
        uR"({"type":"attachment","attachment":5})"_s,
        uR"({"type":"attachment"})"_s,
        uR"({"type":"progress","data":{"type":"agent_progress","agentId":"a","message":{"type":"user","message":7}}})"_s,
        uR"({"type":"summary","summary":1,"leafUuid":2})"_s,
        uR"({"type":"pr-link","prUrl":"pull"})"_s,
    };
    for (const QString &line : lines)
        QTest::newRow(qPrintable(line.left(60))) << line;
}

void ClaudeBadLinesTest::wrongTypes()
{
    QFETCH(QString, line);
    const ReadLines read = readLines({line.toStdString()});
    QCOMPARE(read.piece.counts, (LineCounts{1, 1, 0, 0}));
    QCOMPARE(shown(read.raw), line + u'\n');
}

void ClaudeBadLinesTest::unknownLines_data()
{
    QTest::addColumn<QString>("line");
    QTest::newRow("type") << uR"({"type":"brand-new","text":"hello"})"_s;
    QTest::newRow("no type") << uR"({"text":"hello"})"_s;
    QTest::newRow("type of another type") << uR"({"type":5})"_s;
    QTest::newRow("list") << u"[1,2]"_s;
    QTest::newRow("number") << u"42"_s;
    QTest::newRow("string") << u"\"text\""_s;
    QTest::newRow("long") << uR"({"type":"brand-new","text":"%1"})"_s.arg(QString(5000, u'ä'));
}

void ClaudeBadLinesTest::unknownLines()
{
    QFETCH(QString, line);
    const ReadLines read = readLines({line.toStdString()});
    QCOMPARE(read.piece.counts, (LineCounts{1, 0, 1, 0}));
    QCOMPARE(read.piece.events.size(), std::size_t(1));
    const DecodedEvent &event = read.piece.events.front();
    QCOMPARE(event.kind, EventKind::Unknown);
    QVERIFY(event.text.size() <= 2000 && !event.text.empty());
    QVERIFY(line.startsWith(shown(event.text)));
    QCOMPARE(shown(read.raw), line + u'\n');
}

void ClaudeBadLinesTest::bookkeepingIsKept()
{
    TranscriptBuilder builder(SessionId);
    const ReadLines read = readLines({builder.unchained("file-history-snapshot", {{"snapshot", Json::object()}}),
                                      builder.unchained("queue-operation", {{"content", "x"}}),
                                      builder.unchained("api-request-blob", {{"message", "x"}}),
                                      builder.unchained("last-prompt", {{"lastPrompt", "x"}})});
    QCOMPARE(read.piece.counts, (LineCounts{4, 0, 4, 0}));
    QVERIFY(read.piece.events.empty());
    QCOMPARE(std::count(read.raw.begin(), read.raw.end(), '\n'), 4);
}

void ClaudeBadLinesTest::tornLineIsKept()
{
    TranscriptBuilder builder(SessionId);
    const std::string line = builder.prompt("torn xyzzy4711 off");
    const std::string torn = line.substr(0, line.size() - 3);
    const ReadLines read = readLines({torn}, {}, R"([{"name":"word","pattern":"xyzzy[0-9]+","group":0}])");
    QCOMPARE(read.piece.counts, (LineCounts{1, 0, 0, 1}));
    QVERIFY(read.piece.events.empty());
    QVERIFY(shown(read.raw).contains(u"torn [redacted:"_s));
}

void ClaudeBadLinesTest::tornLineBeforeAWholeOne()
{
    TranscriptBuilder builder(SessionId);
    const std::string line = builder.prompt("torn off");
    const std::string whole = R"({"type":"user","sessionId":"s","message":{"content":"whole"}})";
    const ReadLines read = readLines({line.substr(0, line.size() - 9) + whole});
    QCOMPARE(read.piece.counts, (LineCounts{1, 1, 0, 0}));
    QCOMPARE(read.piece.events.size(), std::size_t(1));
    QCOMPARE(shown(read.piece.events.front().text), u"whole"_s);
    QCOMPARE(shown(read.raw), shown(line.substr(0, line.size() - 9) + whole + '\n'));
}

void ClaudeBadLinesTest::twoObjects()
{
    TranscriptBuilder builder(SessionId);
    const std::string first = builder.prompt("one } { \"");
    const std::string second = builder.reply("two");
    const std::string third = builder.prompt("three");
    const ReadLines read = readLines({first + second + third, builder.prompt("four")});
    QCOMPARE(read.piece.counts, (LineCounts{2, 2, 0, 0}));
    QCOMPARE(read.piece.events.size(), std::size_t(4));
    QCOMPARE(shown(read.piece.events[1].text), u"two"_s);
    QCOMPARE(shown(read.piece.events[2].text), u"three"_s);
    QCOMPARE(read.piece.events[2].place.rawLength, std::int64_t(first.size() + second.size() + third.size()));
    QVERIFY(read.piece.events[0].key != read.piece.events[1].key);
    QVERIFY(shown(read.raw).startsWith(shown(first + second + third + '\n')));
}

void ClaudeBadLinesTest::invalidUtf8()
{
    TranscriptBuilder builder(SessionId);
    std::string line = builder.prompt("caf# #");
    line.replace(line.find('#'), 1, "\xE9");
    line.replace(line.find('#'), 1, "\xED\xA0\x80");
    const ReadLines read = readLines({line});
    QCOMPARE(read.piece.counts, (LineCounts{1, 1, 0, 0}));
    QCOMPARE(shown(read.piece.events.front().text), u"caf"_s + Replacement + u' ' + Replacement.repeated(3));
    QCOMPARE(read.piece.events.front().flags, int(EventFlagReplaced));
    QCOMPARE(read.raw, line + '\n');
}

void ClaudeBadLinesTest::loneSurrogate()
{
    const ReadLines read =
        readLines({R"({"type":"user","message":{"content":"cut \ud83d, whole \ud83d\ude00, \\ud83d"}})"});
    QCOMPARE(read.piece.counts, (LineCounts{1, 1, 0, 0}));
    QCOMPARE(shown(read.piece.events.front().text), u"cut "_s + Replacement + u", whole 😀, \\ud83d"_s);
}

void ClaudeBadLinesTest::nulCharacter()
{
    const std::string escaped = R"({"type":"user","message":{"content":"a\u0000b"}})";
    const std::string hole =
        std::string(9, '\0') + R"({"type":"user","message":{"content":"after)" + std::string(1, '\0') + R"( a hole"}})";
    const ReadLines read = readLines({escaped, hole});
    QCOMPARE(read.piece.counts, (LineCounts{2, 2, 0, 0}));
    QCOMPARE(shown(read.piece.events[0].text), u"a"_s + Replacement + u"b"_s);
    QCOMPARE(shown(read.piece.events[0].head), u"a"_s + Replacement + u"b"_s);
    QCOMPARE(shown(read.piece.events[1].text), u"after"_s + Replacement + u" a hole"_s);
    QVERIFY(read.raw.starts_with(escaped + '\n'));
}

void ClaudeBadLinesTest::carriageReturnAndMark()
{
    TranscriptBuilder builder(SessionId);
    const std::string first = builder.prompt("one");
    const std::string second = builder.prompt("two");
    const ReadLines read = readLines({"\xEF\xBB\xBF" + first + '\r', second + '\r'});
    QCOMPARE(read.piece.counts, (LineCounts{2, 2, 0, 0}));
    QCOMPARE(shown(read.piece.events[1].text), u"two"_s);
    QCOMPARE(shown(read.raw), shown(first + '\n' + second + '\n'));
}

void ClaudeBadLinesTest::hugeInteger()
{
    const std::string line =
        R"({"type":"assistant","message":{"content":[{"type":"tool_use","id":"t","name":"x","input":{"n":123456789012345678901234,"m":-12345678901234567890,"f":0.12345678901234567890123}}]}})";
    const ReadLines read = readLines({line});
    QCOMPARE(read.piece.counts, (LineCounts{1, 1, 0, 0}));
    QCOMPARE(read.piece.events.front().kind, EventKind::ToolCall);
    QCOMPARE(read.piece.events.front().flags, 0);
    QCOMPARE(read.raw, line + '\n');
}

void ClaudeBadLinesTest::lineOfTwoMegabytes()
{
    TranscriptBuilder builder(SessionId);
    const std::string text(2'000'000, 'x');
    const ReadLines read = readLines({builder.result("t1", text, {{"stdout", text}}), builder.prompt("next")});
    QCOMPARE(read.piece.results.front().output.size(), text.size());
    QCOMPARE(shown(read.piece.events.front().text), u"next"_s);
}

void ClaudeBadLinesTest::lineOfTwentyMegabytes()
{
    TranscriptBuilder builder(SessionId);
    const Json image = {{"type", "image"}, {"source", {{"type", "base64"}, {"data", std::string(20'000'000, 'A')}}}};
    const ReadLines read = readLines({builder.user(Json::array({image}), Json::object()), builder.prompt("next")});
    QCOMPARE(read.piece.events.front().images, 1);
    QCOMPARE(shown(read.piece.events.back().text), u"next"_s);
}

void ClaudeBadLinesTest::deepNesting_data()
{
    QTest::addColumn<int>("depth");
    QTest::addColumn<bool>("closed");
    QTest::newRow("deep") << 900 << true;
    QTest::newRow("too deep") << 10000 << true;
    QTest::newRow("too deep and torn") << 10000 << false;
}

void ClaudeBadLinesTest::deepNesting()
{
    QFETCH(int, depth);
    QFETCH(bool, closed);
    const auto count = static_cast<std::size_t>(depth);
    std::string line = R"({"type":"assistant","message":{"content":[{"type":"tool_use","input":{"a":)";
    line += std::string(count, '[');
    if (closed)
        line += std::string(count, ']') + "}}]}}";
    TranscriptBuilder builder(SessionId);
    const ReadLines read = readLines({line, builder.prompt("next")});
    QCOMPARE(read.piece.counts.lines, 2);
    QCOMPARE(read.piece.counts.broken, depth > 1000 ? 1 : 0);
    QCOMPARE(shown(read.piece.events.back().text), u"next"_s);
    QVERIFY(read.raw.starts_with(line + '\n'));
}

void ClaudeBadLinesTest::blankLines()
{
    const ReadLines read = readLines({"", "  \t", "\r", "{}"});
    QCOMPARE(read.piece.counts, (LineCounts{1, 0, 1, 0}));
}

} // namespace assay

QTEST_GUILESS_MAIN(assay::ClaudeBadLinesTest)
#include "tst_claudebadlines.moc"
