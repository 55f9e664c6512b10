// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/install/jsonctree.h"

#include <QTest>

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestJsoncTree final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knowsWhereValuesStand();
    void resolvesEscapes();
    void takesCommentsAndTrailingCommas();
    void holdsNothing_data();
    void holdsNothing();
    void refusesWithThePlace_data();
    void refusesWithThePlace();
    void theLastOfTwoMembersCounts();
    void refusesWhatIsTooLargeOrTooDeep();
};

void TestJsoncTree::knowsWhereValuesStand()
{
    const QByteArray text = "\xEF\xBB\xBF{ \"a\" : [1, -2.5e3 , \"x\"],\r\n\t\"b\":{\"c\":true} }\n";
    const auto parsed = parseJsonc(text);
    QVERIFY(parsed && *parsed);
    const JsoncNode *list = (*parsed)->member("a");
    QVERIFY(list != nullptr);
    QCOMPARE(text.sliced(list->begin, list->end - list->begin), "[1, -2.5e3 , \"x\"]");
    QCOMPARE(text.sliced(list->keyBegin, 3), "\"a\"");
    QCOMPARE(list->children.size(), size_t(3));
    const JsoncNode &number = list->children[1];
    QCOMPARE(text.sliced(number.begin, number.end - number.begin), "-2.5e3");
    const JsoncNode *inner = (*parsed)->member("b")->member("c");
    QVERIFY(isTrue(text, inner));
    QVERIFY(!isTrue(text, (*parsed)->member("none")));
}

void TestJsoncTree::resolvesEscapes()
{
    const QByteArray text = R"({"\u0068ooks": "a\"b\\c\n\u00e9\ud83d\ude00\ud800x"})";
    const auto parsed = parseJsonc(text);
    QVERIFY(parsed && *parsed);
    const JsoncNode *value = (*parsed)->member("hooks");
    QVERIFY(value != nullptr);
    QCOMPARE(jsoncText(text, *value), QByteArray("a\"b\\c\n\xC3\xA9\xF0\x9F\x98\x80\xEF\xBF\xBDx"));
}

void TestJsoncTree::takesCommentsAndTrailingCommas()
{
    const QByteArray text = "// { \n/* \" */ { // one\n \"a\": 1, /* , */ \"b\": [1, 2, ], } // end";
    const auto parsed = parseJsonc(text);
    QVERIFY(parsed && *parsed);
    QCOMPARE((*parsed)->children.size(), size_t(2));
    QVERIFY((*parsed)->trailingComma);
    QVERIFY((*parsed)->member("b")->trailingComma);
    QVERIFY(!(*parsed)->member("a")->trailingComma);
}

void TestJsoncTree::holdsNothing_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("blank") << QByteArray(" \r\n\t");
    QTest::newRow("mark") << QByteArray("\xEF\xBB\xBF");
    QTest::newRow("comments") << QByteArray("// nothing\n/* here */");
}

void TestJsoncTree::holdsNothing()
{
    QFETCH(QByteArray, text);
    const auto parsed = parseJsonc(text);
    QVERIFY(parsed);
    QVERIFY(!*parsed);
}

void TestJsoncTree::refusesWithThePlace_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("place");
    QTest::newRow("comma missing") << QByteArray("{\n  \"a\": 1\n  \"b\": 2\n}") << u"line 3, column 3"_s;
    QTest::newRow("comma missing, CR LF") << QByteArray("{\r\n  \"a\": 1\r\n  \"b\": 2\r\n}") << u"line 3, column 3"_s;
    QTest::newRow("two commas") << QByteArray("[1,,2]") << u"line 1, column 4"_s;
    QTest::newRow("leading comma") << QByteArray("[,1]") << u"line 1, column 2"_s;
    QTest::newRow("colon missing") << QByteArray("{\"a\" 1}") << u"line 1, column 6"_s;
    QTest::newRow("name without quotes") << QByteArray("{a: 1}") << u"line 1, column 2"_s;
    QTest::newRow("single quotes") << QByteArray("{'a': 1}") << u"line 1, column 2"_s;
    QTest::newRow("not closed") << QByteArray("{\n \"a\": [1") << u"line 2, column 7"_s;
    QTest::newRow("wrong bracket") << QByteArray("[1}") << u"line 1, column 3"_s;
    QTest::newRow("text not closed") << QByteArray("{\"a\": \"x") << u"line 1, column 7"_s;
    QTest::newRow("line end in a text") << QByteArray("{\"a\": \"x\ny\"}") << u"line 1, column 9"_s;
    QTest::newRow("escape") << QByteArray("{\"a\": \"\\x\"}") << u"line 1, column 9"_s;
    QTest::newRow("comment not closed") << QByteArray("{} /* x") << u"line 1, column 4"_s;
    QTest::newRow("something behind") << QByteArray("{}\n{}") << u"line 2, column 1"_s;
    QTest::newRow("no value") << QByteArray("{\"a\": }") << u"line 1, column 7"_s;
    QTest::newRow("number") << QByteArray("[01]") << u"line 1, column 3"_s;
    QTest::newRow("after an umlaut") << QByteArray("{\"\xC3\xA4\": x}") << u"line 1, column 7"_s;
    QTest::newRow("no UTF-8") << QByteArray("{\n\"a\": \"\xE4\"}") << u"line 2, column 7"_s;
    QTest::newRow("surrogate in UTF-8") << QByteArray("[\"\xED\xA0\x80\"]") << u"line 1, column 3"_s;
    QTest::newRow("UTF-16") << QByteArray("\xFF\xFE{\0}\0", 6) << u"line 1, column 1"_s;
    QTest::newRow("NUL") << QByteArray("{\0}", 3) << u"line 1, column 2"_s;
}

void TestJsoncTree::refusesWithThePlace()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, place);
    const auto parsed = parseJsonc(text);
    QVERIFY(!parsed);
    QVERIFY2(parsed.error().what.startsWith(place + u": "_s), qPrintable(parsed.error().what));
}

void TestJsoncTree::theLastOfTwoMembersCounts()
{
    const QByteArray text = R"({"a": false, "a": true})";
    const auto parsed = parseJsonc(text);
    QVERIFY(parsed && *parsed);
    QVERIFY(isTrue(text, (*parsed)->member("a")));
    QCOMPARE((*parsed)->countOf("a"), 2);
}

void TestJsoncTree::refusesWhatIsTooLargeOrTooDeep()
{
    QVERIFY(!parseJsonc(QByteArray(100'000, '[')));
    QVERIFY(!parseJsonc('[' + QByteArray(17 * 1024 * 1024, ' ') + ']'));
    const QByteArray large = "[\"" + QByteArray(4 * 1024 * 1024, 'x') + "\"]";
    QVERIFY(parseJsonc(large));
}

QTEST_GUILESS_MAIN(TestJsoncTree)
#include "tst_jsonctree.moc"
