// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "models/items/jsonlines.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestJsonLines final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void indents_data();
    void indents();
    void staysSmall_data();
    void staysSmall();
};

void TestJsonLines::indents_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("lines");
    QTest::newRow("object") << u"{\"b\":1,\"a\":[true,null]}"_s
                            << u"{\n  \"b\": 1,\n  \"a\": [\n    true,\n    null\n  ]\n}"_s;
    QTest::newRow("empty") << u"{ \"a\" : { } , \"b\":[\n] }"_s << u"{\n  \"a\": {},\n  \"b\": []\n}"_s;
    QTest::newRow("marks in strings") << u"[\"{,:[\\\"\\\\\", \"\"]"_s << u"[\n  \"{,:[\\\"\\\\\",\n  \"\"\n]"_s;
    QTest::newRow("string ends in a bracket") << u"[\"[\"]"_s << u"[\n  \"[\"\n]"_s;
    QTest::newRow("letters") << u"\"\\u00e4\\ud83d\\ude00\\u0007\\n\""_s << u"\"\u00e4\U0001F600\\u0007\\n\""_s;
    QTest::newRow("value") << u" 12 "_s << u"12"_s;
    QTest::newRow("no JSON") << u"{\"a\": torn"_s << u"{\"a\": torn"_s;
    QTest::newRow("nothing") << QString() << QString();
}

void TestJsonLines::indents()
{
    QFETCH(QString, json);
    QFETCH(QString, lines);
    QCOMPARE(indentedJson(json), lines);
}

void TestJsonLines::staysSmall_data()
{
    QTest::addColumn<QString>("json");
    QTest::newRow("deep") << u"["_s.repeated(100'000) + u"]"_s.repeated(100'000);
    QTest::newRow("deep and many") << u"["_s.repeated(1000) + u"0,"_s.repeated(120'000) + u"0"_s +
                                          u"]"_s.repeated(1000);
    QTest::newRow("many") << u"["_s + u"0,"_s.repeated(500'000) + u"0]"_s;
    QTest::newRow("many at the limit") << u"["_s.repeated(jsonDepthLimit) + u"0,"_s.repeated(500'000) + u"0"_s +
                                              u"]"_s.repeated(jsonDepthLimit);
}

void TestJsonLines::staysSmall()
{
    QFETCH(QString, json);
    const QString lines = indentedJson(json);
    QVERIFY(lines.count(u'\n') <= jsonLineLimit);
    QVERIFY2(lines.size() - json.size() <= jsonLineLimit * (2 * jsonDepthLimit + 1),
             qPrintable(QString::number(lines.size())));
    QString rest = lines;
    rest.remove(u'\n').remove(u' ');
    QCOMPARE(rest, json);
}

QTEST_GUILESS_MAIN(TestJsonLines)
#include "tst_jsonlines.moc"
