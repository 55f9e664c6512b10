// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/terminaltext.h"

#include <clocale>

#include <QTest>

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestTerminalText final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { std::setlocale(LC_ALL, ""); }
    void escapes_data();
    void escapes();
    void lineHasOneLine();
    void cuts_data();
    void cuts();
    void aligns();
    void toleratesLoneSurrogates();
};

void TestTerminalText::escapes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << u"a ü 漢 😀"_s << u"a ü 漢 😀"_s;
    QTest::newRow("lines and tabs") << u"a\n\tb"_s << u"a\n\tb"_s;
    QTest::newRow("colour") << u"\x1b[31mred"_s << u"\\u001b[31mred"_s;
    QTest::newRow("title") << u"\x1b]0;x\x07"_s << u"\\u001b]0;x\\u0007"_s;
    QTest::newRow("csi in one") << u"\x9b"
                                   u"2J"_s
                                << u"\\u009b2J"_s;
    QTest::newRow("return") << u"a\rb"_s << u"a\\u000db"_s;
    QTest::newRow("windows line") << u"a\r\nb"_s << u"a\nb"_s;
    QTest::newRow("backspace, delete") << u"a\b\x7f"_s << u"a\\u0008\\u007f"_s;
    QTest::newRow("bidi") << u"a\u202eb\u2066c\u200f"_s << u"a\\u202eb\\u2066c\\u200f"_s;
    QTest::newRow("nul") << QString(QChar(u'\0')) << u"\\u0000"_s;
}

void TestTerminalText::escapes()
{
    QFETCH(QString, text);
    QFETCH(QString, shown);
    QCOMPARE(escapedForTerminal(text), shown);
}

void TestTerminalText::lineHasOneLine()
{
    QCOMPARE(oneLine(u"a\nb\tc"_s), u"a b c"_s);
}

void TestTerminalText::cuts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("columns");
    QTest::addColumn<QString>("cut");
    QTest::newRow("fits") << u"abc"_s << 3 << u"abc"_s;
    QTest::newRow("too long") << u"abcd"_s << 3 << u"ab…"_s;
    QTest::newRow("wide") << u"漢字漢字"_s << 5 << u"漢字…"_s;
    QTest::newRow("empty") << QString() << 3 << QString();
}

void TestTerminalText::cuts()
{
    QFETCH(QString, text);
    QFETCH(int, columns);
    QFETCH(QString, cut);
    QCOMPARE(cutTo(text, columns), cut);
    QVERIFY(columnsOf(cut) <= columns);
}

void TestTerminalText::aligns()
{
    const QString table = alignedTable({{u"a"_s, u"1"_s, u"x"_s}, {u"漢字"_s, u"100"_s, u"y"_s}}, {1});
    QCOMPARE(table, u"a       1  x\n漢字  100  y\n"_s);
}

void TestTerminalText::toleratesLoneSurrogates()
{
    const QString lone(QChar(0xd800));
    QCOMPARE(cutTo(lone + u"abc"_s, 2).size(), 2);
    QVERIFY(!escapedForTerminal(lone).isEmpty());
}

QTEST_GUILESS_MAIN(TestTerminalText)
#include "tst_terminaltext.moc"
