// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include <nlohmann/json.hpp>

#include "models/data/query/eventdetail.h"
#include "tests/support/teststore.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

QByteArray bytes(const json &value)
{
    return QByteArray::fromStdString(value.dump());
}

json resultLine(const json &toolUseResult, const json &content = "text")
{
    return {{"type", "user"},
            {"message",
             {{"role", "user"},
              {"content", json::array({{{"type", "tool_result"}, {"tool_use_id", "toolu_1"}, {"content", content}}})}}},
            {"toolUseResult", toolUseResult}};
}

QString textOf(const json &value)
{
    return QString::fromStdString(value.dump());
}

} // namespace

class TestEventDetail : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void editShowsWhatTheResultTells();
    void failedEditShowsWhatWasAsked();
    void writeOfANewFileShowsItsContent();
    void readShowsTheFile();
    void oldReadLosesItsLineNumbers_data();
    void oldReadLosesItsLineNumbers();
    void shellTellsItsStreams();
    void imagesAreDecoded();
    void promptImages();
    void strangeLinesDoNoHarm_data();
    void strangeLinesDoNoHarm();
    void damagedRawLinesLeaveTheTexts();
    void missingEvent();

private:
    Result<EventDetail> detailOf(const QString &tool, const json &input, const QByteArray &result,
                                 const QString &output = {});
};

Result<EventDetail> TestEventDetail::detailOf(const QString &tool, const json &input, const QByteArray &result,
                                              const QString &output)
{
    TestStore store;
    const qint64 id = store.addEvent({.session = store.addSession({}),
                                      .kind = EventKind::ToolCall,
                                      .tool = tool,
                                      .toolUseId = u"toolu_1"_s,
                                      .input = textOf(input),
                                      .output = output,
                                      .line = "{\"type\":\"assistant\"}",
                                      .resultLine = result});
    return readEventDetail(store.db(), id);
}

void TestEventDetail::editShowsWhatTheResultTells()
{
    const json patch = json::array(
        {{{"oldStart", 3}, {"oldLines", 2}, {"newStart", 4}, {"newLines", 2}, {"lines", {" same", "-old ä", "+new"}}}});
    const auto detail = detailOf(u"Edit"_s, {{"file_path", "/p/a.cpp"}, {"old_string", "x"}, {"new_string", "y"}},
                                 bytes(resultLine({{"structuredPatch", patch}})));
    QVERIFY(detail);
    QCOMPARE(detail->filePath, u"/p/a.cpp"_s);
    QCOMPARE(detail->patch.size(), 1);
    QCOMPARE(detail->patch[0].oldStart, 3);
    QCOMPARE(detail->patch[0].newStart, 4);
    QCOMPARE(detail->patch[0].lines, (QStringList{u" same"_s, u"-old ä"_s, u"+new"_s}));
    QVERIFY(detail->problem.isEmpty());
    QVERIFY(detail->rawResultLine.startsWith(u'{'));
}

void TestEventDetail::failedEditShowsWhatWasAsked()
{
    const auto single =
        detailOf(u"Edit"_s, {{"old_string", "a\nb\n"}, {"new_string", "c"}}, bytes(resultLine("Error: no")));
    QVERIFY(single);
    QCOMPARE(single->patch.size(), 1);
    QCOMPARE(single->patch[0].lines, (QStringList{u"-a"_s, u"-b"_s, u"+c"_s}));
    const json edits =
        json::array({{{"old_string", "a"}, {"new_string", "b"}}, {{"old_string", "c"}, {"new_string", "d"}}});
    const auto several = detailOf(u"MultiEdit"_s, {{"edits", edits}}, bytes(resultLine("Error: no")));
    QVERIFY(several);
    QCOMPARE(several->patch.size(), 2);
}

void TestEventDetail::writeOfANewFileShowsItsContent()
{
    const auto created = detailOf(u"Write"_s, {{"file_path", "/p/n"}, {"content", "hello\n"}},
                                  bytes(resultLine({{"type", "create"}, {"structuredPatch", json::array()}})));
    QVERIFY(created);
    QCOMPARE(created->content, u"hello\n"_s);
    QVERIFY(created->patch.isEmpty());
}

void TestEventDetail::readShowsTheFile()
{
    const json file = {{"filePath", "/p/a"}, {"content", "one\ntwo"}, {"startLine", 40}};
    const auto detail =
        detailOf(u"Read"_s, {{"file_path", "/p/a"}}, bytes(resultLine({{"type", "text"}, {"file", file}})));
    QVERIFY(detail);
    QCOMPARE(detail->content, u"one\ntwo"_s);
    QCOMPARE(detail->firstLine, 40);
}

void TestEventDetail::oldReadLosesItsLineNumbers_data()
{
    QTest::addColumn<QString>("output");
    QTest::newRow("arrow") << u"     7→one\n     8→\n     9→three\n\n<system-reminder>x</system-reminder>"_s;
    QTest::newRow("tab") << u"7\tone\n8\t\n9\tthree"_s;
}

void TestEventDetail::oldReadLosesItsLineNumbers()
{
    QFETCH(QString, output);
    const auto detail = detailOf(u"Read"_s, {{"file_path", "/p/a"}}, bytes(resultLine(nullptr)), output);
    QVERIFY(detail);
    QCOMPARE(detail->content, u"one\n\nthree"_s);
    QCOMPARE(detail->firstLine, 7);
}

void TestEventDetail::shellTellsItsStreams()
{
    const auto detail =
        detailOf(u"Bash"_s, {{"command", "make"}}, bytes(resultLine({{"stdout", "out"}, {"stderr", "err"}})));
    QVERIFY(detail);
    QCOMPARE(detail->command, u"make"_s);
    QCOMPARE(detail->standardOutput, u"out"_s);
    QCOMPARE(detail->standardError, u"err"_s);
}

void TestEventDetail::imagesAreDecoded()
{
    const json image = {{"type", "image"},
                        {"source", {{"type", "base64"}, {"media_type", "image/png"}, {"data", "aGVsbG8="}}}};
    const auto inContent =
        detailOf(u"Read"_s, {{"file_path", "/p/shot.png"}}, bytes(resultLine(nullptr, json::array({image}))));
    QVERIFY(inContent);
    QCOMPARE(inContent->images.size(), 1);
    QCOMPARE(inContent->images[0].data, QByteArray("hello"));
    QCOMPARE(inContent->images[0].mediaType, u"image/png"_s);
    QCOMPARE(inContent->images[0].label, u"shot.png"_s);

    const json file = {{"base64", "aGVsbG8="}, {"type", "image/jpeg"}};
    const auto inResult =
        detailOf(u"Read"_s, {{"file_path", "/p/x.jpg"}}, bytes(resultLine({{"type", "image"}, {"file", file}})));
    QCOMPARE(inResult->images.size(), 1);
    QCOMPARE(inResult->images[0].mediaType, u"image/jpeg"_s);

    // What is no image, or names one somewhere else, is none.
    const json foreign =
        json::array({{{"type", "image"}, {"source", {{"type", "url"}, {"url", "https://example.org/x.png"}}}},
                     {{"type", "image"}, {"source", {{"media_type", "text/html"}, {"data", "aGVsbG8="}}}},
                     {{"type", "image"}, {"source", {{"media_type", "image/png"}, {"data", "no base64!"}}}}});
    QVERIFY(detailOf(u"Read"_s, {}, bytes(resultLine(nullptr, foreign)))->images.isEmpty());
}

void TestEventDetail::promptImages()
{
    TestStore store;
    const json image = {{"type", "image"},
                        {"source", {{"type", "base64"}, {"media_type", "image/gif"}, {"data", "aGVsbG8="}}}};
    const json line = {{"type", "user"},
                       {"message", {{"content", json::array({{{"type", "text"}, {"text", "see"}}, image})}}}};
    const qint64 id = store.addEvent(
        {.session = store.addSession({}), .kind = EventKind::Prompt, .text = u"see"_s, .line = bytes(line)});
    const auto detail = readEventDetail(store.db(), id);
    QVERIFY(detail);
    QCOMPARE(detail->text, u"see"_s);
    QCOMPARE(detail->images.size(), 1);
}

void TestEventDetail::strangeLinesDoNoHarm_data()
{
    QTest::addColumn<QByteArray>("result");
    QTest::newRow("torn") << QByteArray("{\"toolUseResult\":{\"stdout\":\"abc");
    QTest::newRow("not an object") << QByteArray("[1,2,3]");
    QTest::newRow("invalid UTF-8") << QByteArray("{\"toolUseResult\":{\"stdout\":\"\xff\xfe\"}}");
    QTest::newRow("wrong types") << QByteArray(
        R"({"message":7,"toolUseResult":{"structuredPatch":[1,{"lines":[2]},{"lines":"x"}],)"
        R"("file":[],"stdout":{}}})");
    QTest::newRow("numbers out of range") << QByteArray(R"({"toolUseResult":{"structuredPatch":[{"oldStart":1e300,)"
                                                        R"("newStart":-99999999999999,"lines":[]}]}})");
    QTest::newRow("content of blocks that are none")
        << QByteArray(R"({"message":{"content":[1,null,{"tool_use_id":{}}]}})");
    QTest::newRow("deep") << QByteArray("{\"toolUseResult\":") + QByteArray(200'000, '[') + QByteArray(200'000, ']') +
                                 '}';
    QTest::newRow("two objects") << QByteArray("{} {}");
}

void TestEventDetail::strangeLinesDoNoHarm()
{
    QFETCH(QByteArray, result);
    for (const QString &tool : {u"Edit"_s, u"Read"_s, u"Bash"_s, u"Write"_s}) {
        const auto detail = detailOf(tool, json::array({1, "x"}), result, u"the output"_s);
        QVERIFY(detail);
        QCOMPARE(detail->output, u"the output"_s);
        QVERIFY(detail->standardOutput.isEmpty());
        QVERIFY(detail->images.isEmpty());
    }
}

void TestEventDetail::damagedRawLinesLeaveTheTexts()
{
    TestStore store;
    const qint64 id = store.addEvent({.session = store.addSession({}), .text = u"still here"_s, .line = "{}"});
    store.execute(u"DELETE FROM raw_block"_s);
    const auto detail = readEventDetail(store.db(), id);
    QVERIFY(detail);
    QCOMPARE(detail->text, u"still here"_s);
    QVERIFY(detail->problem.contains(u"damaged"_s));
}

void TestEventDetail::missingEvent()
{
    TestStore store;
    QCOMPARE(readEventDetail(store.db(), 5).error().code, Error::Code::NotFound);
}

QTEST_GUILESS_MAIN(TestEventDetail)
#include "tst_eventdetail.moc"
