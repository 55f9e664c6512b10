// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "models/data/query/snippet.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

SnippetCutter cutter(const QString &filter, FilterTyping typing = FilterTyping::Complete)
{
    return SnippetCutter(parseFilter(filter, FilterClock{0, QTimeZone::utc()}, typing));
}

// The line with its marks in brackets.
QString shown(const Snippet &snippet)
{
    QString line = snippet.line;
    for (auto mark = snippet.marks.crbegin(); mark != snippet.marks.crend(); ++mark) {
        line.insert(mark->first + mark->second, u']');
        line.insert(mark->first, u'[');
    }
    return line;
}

} // namespace

class TestSnippet : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lines_data();
    void lines();
    void longTextIsCutAroundTheMatch();
    void marksLieWithinTheLine();
    void noWordNoSnippet();
    void beginningNeedsNoWord();
};

void TestSnippet::lines_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("line");
    QTest::newRow("word") << u"lexer"_s << u"fix the Lexer now"_s << u"fix the [Lexer] now"_s;
    QTest::newRow("accents") << u"groesse größe"_s << u"die GRÖßE"_s << u"die [GRÖßE]"_s;
    QTest::newRow("prefix") << u"le*"_s << u"a lexer left"_s << u"a [lexer] [left]"_s;
    QTest::newRow("phrase") << u"\"a b\""_s << u"b a, b"_s << u"b [a, b]"_s;
    QTest::newRow("excluded words mark nothing") << u"one -two"_s << u"one two"_s << u"[one] two"_s;
    QTest::newRow("line breaks become blanks") << u"two"_s << u"one\n\n\t two\r\nthree"_s << u"one [two] three"_s;
    QTest::newRow("control characters vanish") << u"red"_s << u"a\x1b[1m red\x07!"_s << u"a[1m [red]!"_s;
    QTest::newRow("no mark of writing direction") << u"two"_s << u"one \u202etwo"_s << u"one [two]"_s;
    QTest::newRow("words side by side") << u"a b"_s << u"a b"_s << u"[a] [b]"_s;
}

void TestSnippet::lines()
{
    QFETCH(QString, filter);
    QFETCH(QString, text);
    QFETCH(QString, line);
    const auto snippet = cutter(filter).cut(text);
    QVERIFY(snippet);
    QCOMPARE(shown(*snippet), line);
}

void TestSnippet::longTextIsCutAroundTheMatch()
{
    const QString text = u"filler "_s.repeated(5000) + u"needle"_s + u" filler"_s.repeated(5000);
    const auto snippet = cutter(u"needle"_s).cut(text);
    QVERIFY(snippet);
    QVERIFY(snippet->line.size() <= 170);
    QVERIFY(snippet->line.startsWith(u"…filler "_s));
    QVERIFY(snippet->line.endsWith(u'…'));
    QCOMPARE(snippet->marks.size(), 1);
    QCOMPARE(snippet->line.mid(snippet->marks[0].first, snippet->marks[0].second), u"needle"_s);
}

void TestSnippet::marksLieWithinTheLine()
{
    const QString word(1000, u'x');
    for (const QString &text : {word, u"a "_s + word, u"😀"_s.repeated(200) + word, (u"x "_s).repeated(500)}) {
        for (const QString &filter : {u"x*"_s, u"\"x x x x\""_s, word}) {
            const auto snippet = cutter(filter).cut(text);
            if (!snippet)
                continue;
            int end = 0;
            for (const auto &[start, length] : snippet->marks) {
                QVERIFY(start >= end && length > 0);
                end = start + length;
            }
            QVERIFY(!snippet->marks.isEmpty());
            QVERIFY(end <= snippet->line.size());
            QVERIFY(!snippet->line.front().isLowSurrogate());
        }
    }
}

void TestSnippet::noWordNoSnippet()
{
    QVERIFY(!cutter(u"needle"_s).cut(u"only hay"_s));
    QVERIFY(!cutter(u"needle"_s).cut(u""_s));
    QVERIFY(!cutter(u"tool:Bash"_s).cut(u"anything"_s));
}

void TestSnippet::beginningNeedsNoWord()
{
    QCOMPARE(SnippetCutter::beginning(u"one\ntwo"_s).line, u"one two"_s);
    QCOMPARE(SnippetCutter::beginning(u"a"_s.repeated(500)).line, u"a"_s.repeated(160) + u'…');
    QCOMPARE(SnippetCutter::beginning(u""_s).line, QString());
}

QTEST_GUILESS_MAIN(TestSnippet)
#include "tst_snippet.moc"
