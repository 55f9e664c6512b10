// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "views/transcript/jsonpart.h"
#include "views/widgets/theme.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

QStringList textsOf(const std::vector<CodeLine> &lines)
{
    QStringList texts;
    for (const CodeLine &line : lines)
        texts.append(QString(line.indent / 2, u'.') + line.text);
    return texts;
}

} // namespace

class TestJsonTree final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readsValues();
    void refusesWhatIsNoJson_data();
    void refusesWhatIsNoJson();
    void foldsAndCounts();
    void showsTextAsLines();
    void opensByLevels();
    void depthCostsNothing();
    void hugeTextsAreCut();
    void hostileTextIsVisible();
};

void TestJsonTree::initTestCase()
{
    Theme::instance()->apply(Theme::Scheme::Light);
}

void TestJsonTree::readsValues()
{
    const auto tree = JsonTree::read(uR"( {"a\u0041": [1, -2.5e3, "x\n\"y\u00e4"], "b": {"c": null}, "d": true} )"_s);
    QVERIFY(tree != nullptr);
    QCOMPARE(tree->size(), 8);
    QCOMPARE(tree->node(0).children, 3);
    QCOMPARE(tree->key(1), u"aA"_s);
    QCOMPARE(tree->string(4), u"x\n\"yä"_s);
    QCOMPARE(tree->lineCount(4), 2);
    QCOMPARE(tree->source(3), u"-2.5e3"_s);
    QCOMPARE(tree->find(0, "d"_L1), 7);
    QCOMPARE(tree->find(0, "absent"_L1), -1);
    QCOMPARE(tree->find(-1, "d"_L1), -1);
    QCOMPARE(tree->childrenOf(0), (std::vector<int>{1, 5, 7}));
}

void TestJsonTree::refusesWhatIsNoJson_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", " ", "{", "[1,]x", "{\"a\"}", "{\"a\":}", "[1 2]", "tru", "[1", "\"a", "1 2", "{1:2}",
                             "nope", "[\"\\", "-", "+", "{\"a\":1,,}"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestJsonTree::refusesWhatIsNoJson()
{
    QFETCH(QString, text);
    QVERIFY(JsonTree::read(text) == nullptr);
}

void TestJsonTree::foldsAndCounts()
{
    const auto tree = JsonTree::read(uR"({"a": [1, "two"], "b": {}, "c": {"d": {"e": false}}})"_s);
    int total = 0;
    JsonFolds folds;
    QCOMPARE(textsOf(jsonLines(*tree, JsonSource::Input, folds, 100, total)),
             (QStringList{u".a  [2]"_s, u"..0  1"_s, u"..1  \"two\""_s, u".b  { }"_s, u".c  {1}"_s, u"..d  {1}"_s,
                          u"...e  false"_s}));
    QCOMPARE(total, 7);
    folds.flipped.insert(jsonItem(JsonSource::Input, 1));
    folds.flipped.insert(jsonItem(JsonSource::Input, 5));
    folds.flipped.insert(jsonItem(JsonSource::Output, 4)); // of another tree
    const std::vector<CodeLine> folded = jsonLines(*tree, JsonSource::Input, folds, 100, total);
    QCOMPARE(textsOf(folded), (QStringList{u".a  [ 1, \"two\" ]"_s, u".b  { }"_s, u".c  { d }"_s}));
    QCOMPARE(folded.at(0).fold, CodeLine::Fold::Closed);
    QCOMPARE(folded.at(1).fold, CodeLine::Fold::None);
    QCOMPARE(total, 3);
    const auto many = JsonTree::read(u"[["_s + u"{\"x\":1},"_s.repeated(99) + u"{}]]"_s);
    QCOMPARE(textsOf(jsonLines(*many, JsonSource::Input, {}, 5, total)), QStringList{u".0  [ 100 items ]"_s});
}

void TestJsonTree::showsTextAsLines()
{
    const auto tree = JsonTree::read(uR"({"s": "one\ntwo\nthree", "t": ")"_s + u"x\\n"_s.repeated(40) + u"\"}"_s);
    int total = 0;
    QCOMPARE(textsOf(jsonLines(*tree, JsonSource::Input, {}, 100, total)),
             (QStringList{u".s  3 lines"_s, u"..one"_s, u"..two"_s, u"..three"_s, u".t  \"x\"  40 lines"_s}));
    QCOMPARE(total, 5);
}

void TestJsonTree::opensByLevels()
{
    const auto tree = JsonTree::read(u"{\"a\":{\"b\":{\"c\":1}}}"_s);
    int total = 0;
    JsonFolds folds;
    folds.levels = 0;
    QCOMPARE(jsonLines(*tree, JsonSource::Input, folds, 100, total).size(), std::size_t{1});
    folds.levels = 1;
    QCOMPARE(jsonLines(*tree, JsonSource::Input, folds, 100, total).size(), std::size_t{2});
    folds.levels = 2;
    QCOMPARE(jsonLines(*tree, JsonSource::Input, folds, 100, total).size(), std::size_t{3});
}

void TestJsonTree::depthCostsNothing()
{
    constexpr int levels = 10'000;
    const auto tree = JsonTree::read(u"["_s.repeated(levels) + u"]"_s.repeated(levels));
    QVERIFY(tree != nullptr);
    QCOMPARE(tree->size(), levels);
    QCOMPARE(tree->node(levels - 1).depth, levels - 1);
    int total = 0;
    JsonFolds all;
    all.levels = levels;
    const std::vector<CodeLine> lines = jsonLines(*tree, JsonSource::Input, all, 20'000, total);
    QCOMPARE(total, levels - 1);
    QVERIFY(lines.back().indent < 60); // still on the screen
    QVERIFY(JsonTree::read(u"{\"a\":"_s.repeated(levels) + u"1"_s) == nullptr);
}

void TestJsonTree::hugeTextsAreCut()
{
    const auto wide = JsonTree::read(u"{\"a\":["_s + u"1,"_s.repeated(300'000) + u"1]}"_s);
    QVERIFY(wide != nullptr);
    int total = 0;
    JsonFolds all;
    all.levels = 9;
    QCOMPARE(jsonLines(*wide, JsonSource::Input, all, 12, total).size(), std::size_t{12});
    QCOMPARE(total, 300'002);
    QVERIFY(JsonTree::read(u"["_s + u"1,"_s.repeated(500'000) + u"1]"_s) == nullptr);
    const auto line = JsonTree::read(u"{\"a\":\""_s + u"x"_s.repeated(2'000'000) + u"\"}"_s);
    const std::vector<CodeLine> lines = jsonLines(*line, JsonSource::Input, {}, 12, total);
    QCOMPARE(lines.size(), std::size_t{1});
    QVERIFY(lines.front().text.size() < 2'100);
}

void TestJsonTree::hostileTextIsVisible()
{
    const auto tree = JsonTree::read(uR"({"k\u202e\n": "\u0000\u001b[2J\u202e", "l": "a\n\u200bb"})"_s);
    QVERIFY(tree != nullptr);
    int total = 0;
    for (const QString &text : textsOf(jsonLines(*tree, JsonSource::Input, {}, 100, total))) {
        for (const QChar c : text)
            QVERIFY2(c.unicode() >= 0x20 && c.unicode() != 0x202e && c.unicode() != 0x200b, qPrintable(text));
    }
}

QTEST_MAIN(TestJsonTree)
#include "tst_jsontree.moc"
