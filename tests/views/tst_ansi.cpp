// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "views/text/ansi.h"
#include "views/text/visibletext.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestAnsi final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void text_data();
    void text();
    void styles_data();
    void styles();
    void visible_data();
    void visible();
};

void TestAnsi::text_data()
{
    QTest::addColumn<QString>("output");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << u"a\nb"_s << u"a\nb"_s;
    QTest::newRow("colours go") << u"\x1b[31mred\x1b[0m"_s << u"red"_s;
    QTest::newRow("windows lines") << u"a\r\nb"_s << u"a\nb"_s;
    QTest::newRow("progress is kept") << u"10 %\r20 %\r"_s << u"10 %\n20 %\n"_s;
    QTest::newRow("erase hides nothing") << u"secret\x1b[2K\x1b[1Gharmless"_s << u"secret\u241b[2K\u241b[1Gharmless"_s;
    QTest::newRow("clear screen") << u"a\x1b[2J\x1b[Hb"_s << u"a\u241b[2J\u241b[Hb"_s;
    QTest::newRow("title") << u"\x1b]0;title\x07text"_s << u"\u241b]0;title\u2407text"_s;
    QTest::newRow("unended title keeps the rest") << u"\x1b]0;title\ntext"_s << u"\u241b]0;title\ntext"_s;
    QTest::newRow("backspace") << u"ab\bc"_s << u"ab\u2408c"_s;
    QTest::newRow("private mode") << u"\x1b[?25lx"_s << u"\u241b[?25lx"_s;
    QTest::newRow("lone escape at the end") << u"x\x1b"_s << u"x\u241b"_s;
    QTest::newRow("cut sequence") << u"x\x1b[31"_s << u"x\u241b[31"_s;
    QTest::newRow("letters in place of numbers") << u"\x1b[31;>mx"_s << u"\u241b[31;>mx"_s;
    QTest::newRow("bidi") << u"a\u202eb"_s << u"a\u27e8U+202E\u27e9b"_s;
}

void TestAnsi::text()
{
    QFETCH(QString, output);
    QTEST(readAnsi(output).text, "text");
}

void TestAnsi::styles_data()
{
    QTest::addColumn<QString>("sequence");
    QTest::addColumn<AnsiStyle>("style");
    AnsiStyle style;
    style.color = AnsiColor::Red;
    QTest::newRow("red") << u"31"_s << style;
    style.bold = true;
    QTest::newRow("bright red") << u"91"_s << style;
    QTest::newRow("bold red") << u"1;31"_s << style;
    QTest::newRow("indexed bright red") << u"38;5;9"_s << style;
    style = {};
    style.color = AnsiColor::Exact;
    style.exactColor = qRgb(1, 2, 3);
    QTest::newRow("true colour") << u"38;2;1;2;3"_s << style;
    style.exactColor = qRgb(255, 135, 0);
    QTest::newRow("cube") << u"38;5;208"_s << style;
    style.exactColor = qRgb(238, 238, 238);
    QTest::newRow("grey ramp") << u"38;5;255"_s << style;
    style = {};
    style.ground = AnsiColor::Blue;
    style.underline = true;
    QTest::newRow("ground and underline") << u"44;4"_s << style;
    QTest::newRow("turned off again") << u"1;3;44;4;22;23"_s << style;
    style = {};
    style.inverse = true;
    QTest::newRow("inverse after reset") << u"31;0;7"_s << style;
    QTest::newRow("unknown codes") << u"7;73;58"_s << style;
    QTest::newRow("short extended") << u"7;38"_s << style;
    QTest::newRow("huge numbers") << u"7;99999999999999999999"_s << style;
}

void TestAnsi::styles()
{
    QFETCH(QString, sequence);
    QFETCH(AnsiStyle, style);
    const AnsiText read = readAnsi(u"a\x1b[%1mbc\x1b[md"_s.arg(sequence));
    QCOMPARE(read.text, u"abcd"_s);
    QCOMPARE(read.spans, (QList<AnsiSpan>{{1, 2, style}}));
}

void TestAnsi::visible_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << u"plain \u00e4\u4e2d"_s << u"plain \u00e4\u4e2d"_s;
    QTest::newRow("null") << QString(QChar(0)) << u"\u2400"_s;
    QTest::newRow("delete") << u"\x7f"_s << u"\u2421"_s;
    QTest::newRow("soft hyphen") << u"a\u00adb"_s << u"a\u27e8U+00AD\u27e9b"_s;
    QTest::newRow("isolate") << u"\u2066x\u2069"_s << u"\u27e8U+2066\u27e9x\u27e8U+2069\u27e9"_s;
    QTest::newRow("tag letter") << u"x\U000E0041"_s << u"x\u27e8U+E0041\u27e9"_s;
    QTest::newRow("joiner in Latin") << u"a\u200db"_s << u"a\u27e8U+200D\u27e9b"_s;
    QTest::newRow("joiner in an emoji") << u"\U0001F469\u200d\U0001F4BB"_s << u"\U0001F469\u200d\U0001F4BB"_s;
    QTest::newRow("Arabic joiner") << u"\u0645\u200c\u06cc"_s << u"\u0645\u200c\u06cc"_s;
    QTest::newRow("byte order mark") << u"\ufeffx"_s << u"\u27e8U+FEFF\u27e9x"_s;
}

void TestAnsi::visible()
{
    QFETCH(QString, text);
    QTEST(visibleText(text), "shown");
}

QTEST_GUILESS_MAIN(TestAnsi)
#include "tst_ansi.moc"
