// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QDir>
#include <QElapsedTimer>
#include <QTest>
#include <QTextDocument>

#include "views/text/markdown.h"
#include "views/transcript/prosepart.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

QString htmlOf(const QString &source)
{
    QString html;
    for (const MarkdownPiece &piece : readMarkdown(source).pieces)
        html += piece.kind == MarkdownPiece::Kind::Html
                    ? piece.content
                    : u"[code %1]"_s.arg(piece.language.toHtmlEscaped()) + piece.content;
    return html;
}

} // namespace

class TestMarkdown final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rendersWhatItKnows_data();
    void rendersWhatItKnows();
    void showsHostileMarkupAsText_data();
    void showsHostileMarkupAsText();
    void cutsAtTheLimit();
    void boundsWhatALayoutCosts_data();
    void boundsWhatALayoutCosts();
    void bigTablesAreColumnsOfText();
    void documentLoadsNothing();
};

void TestMarkdown::rendersWhatItKnows_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("html");
    QTest::newRow("paragraph") << u"a *b* **c** `d` ~~e~~"_s << u"<p>a <i>b</i> <b>c</b> <code>d</code> <s>e</s></p>"_s;
    QTest::newRow("heading") << u"#### deep"_s << u"<h3>deep</h3>"_s;
    QTest::newRow("task list") << u"- [ ] a\n- [x] b"_s << u"<ul><li>\u2610 a</li><li>\u2611 b</li></ul>"_s;
    QTest::newRow("ordered from 3") << u"3. a"_s << u"<ol start=\"3\"><li>a</li></ol>"_s;
    QTest::newRow("code block") << u"```go\nx < y\n```"_s << u"[code go]x < y"_s;
    QTest::newRow("code in a list") << u"- a\n\n  ```\n  <b>\n  ```"_s << u"<ul><li><p>a</p></li></ul>[code ]<b>"_s;
    QTest::newRow("table")
        << u"|a|b|\n|---|--:|\n|c|d|"_s
        << u"<table border=\"0\" cellspacing=\"0\" cellpadding=\"3\"><tr><th align=\"left\">a</th><th align=\"right\">b</th></tr><tr><td align=\"left\">c</td><td align=\"right\">d</td></tr></table>"_s;
    QTest::newRow("entities") << u"&amp; &lt; &#65; &#x42; &unknown;"_s << u"<p>&amp; &lt; A B &amp;unknown;</p>"_s;
    QTest::newRow("web link") << u"[t](https://a.example/?x=1&y=2)"_s
                              << u"<p><a href=\"https://a.example/?x=1&amp;y=2\">t</a></p>"_s;
}

void TestMarkdown::rendersWhatItKnows()
{
    QFETCH(QString, source);
    QFETCH(QString, html);
    QCOMPARE(htmlOf(source), html);
}

void TestMarkdown::showsHostileMarkupAsText_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("visible"); // somewhere in the plain text
    QTest::newRow("script") << u"<script>alert(1)</script>"_s << u"<script>alert(1)</script>"_s;
    QTest::newRow("inline html") << u"a <img src=\"file:///etc/passwd\"> b"_s << u"<img src=\"file:///etc/passwd\">"_s;
    QTest::newRow("style") << u"<style>p{color:white}</style>"_s << u"color:white"_s;
    QTest::newRow("file image") << u"![x](file:///etc/passwd)"_s << u"[x] (file:///etc/passwd)"_s;
    QTest::newRow("web image") << u"![x](http://a.example/p.png)"_s << u"[x] (http://a.example/p.png)"_s;
    QTest::newRow("image in a link") << u"[![x](http://a.example/p.png)](javascript:x)"_s << u"javascript:x"_s;
    QTest::newRow("javascript link") << u"[click](javascript:alert(1))"_s << u"click (javascript:alert(1))"_s;
    QTest::newRow("javascript link, mixed case") << u"[click](JaVaScRiPt:alert(1))"_s << u"(JaVaScRiPt:alert(1))"_s;
    QTest::newRow("data link") << u"[d](data:text/html,<b>)"_s << u"data:text/html"_s;
    QTest::newRow("file link") << u"[f](file:///root/.ssh/id)"_s << u"f (file:///root/.ssh/id)"_s;
    QTest::newRow("quote in an address") << u"[q](https://a.example/\"onclick=\"x)"_s << u"q"_s;
    QTest::newRow("quote in a language") << u"```\"><img src=x>\ncode\n```"_s << u"code"_s;
    QTest::newRow("bidi") << u"abc\u202Edef"_s << u"\u27E8U+202E\u27E9"_s;
    QTest::newRow("zero width") << u"pass\u200Bword"_s << u"\u27E8U+200B\u27E9"_s;
    QTest::newRow("entity of a control") << u"a&#x202E;b"_s << u"\u27E8U+202E\u27E9"_s;
    QTest::newRow("entity of markup") << u"&lt;img src=x&gt;"_s << u"<img src=x>"_s;
}

void TestMarkdown::showsHostileMarkupAsText()
{
    QFETCH(QString, source);
    QFETCH(QString, visible);
    const QString html = htmlOf(source);
    for (const QString &bad : {u"<script"_s, u"<img"_s, u"<style"_s, u"href=\"javascript"_s, u"href=\"file"_s,
                               u"href=\"data"_s, u" onclick"_s})
        QVERIFY2(!html.contains(bad, Qt::CaseInsensitive), qPrintable(html));
    QTextDocument document;
    document.setHtml(html);
    QVERIFY2(document.toPlainText().contains(visible), qPrintable(document.toPlainText()));
}

void TestMarkdown::cutsAtTheLimit()
{
    const Markdown shorter = readMarkdown(u"word "_s.repeated(1000));
    QVERIFY(shorter.rest.isEmpty());
    const QString lines = u"\u00e4 word\n\n"_s.repeated(20'000);
    const Markdown cut = readMarkdown(lines);
    QVERIFY(cut.rest.startsWith(u"\u00e4 word"_s) || cut.rest.startsWith(u'\n'));
    QVERIFY(lines.endsWith(cut.rest));
    const QString oneLine = u'x' + u"\u20ac"_s.repeated(30'000); // the limit is within a character
    QVERIFY(oneLine.endsWith(readMarkdown(oneLine).rest));
    qsizetype size = 0;
    for (const MarkdownPiece &piece : cut.pieces)
        size += piece.content.size();
    QVERIFY(size < 4 * markdownLimit);
}

void TestMarkdown::boundsWhatALayoutCosts_data()
{
    QTest::addColumn<QString>("head");
    QTest::addColumn<QString>("line");
    QTest::newRow("list") << QString() << u"- item with `code` and **bold**\n"_s;
    QTest::newRow("ordered list") << QString() << u"1. item\n"_s;
    QTest::newRow("nested list") << u"- top\n"_s << u"  - item with `code`\n"_s;
    QTest::newRow("list in a quote") << QString() << u"> - item with `code`\n"_s;
    QTest::newRow("quote") << QString() << u"> quoted\n>\n"_s;
    QTest::newRow("code in a list") << u"- top\n\n  ```\n"_s << u"  code\n"_s;
    QTest::newRow("headings") << QString() << u"# heading\n"_s;
    QTest::newRow("table") << u"| x | y | z |\n|---|---|---|\n"_s << u"| a | b | c |\n"_s;
    QTest::newRow("narrow table") << u"|x|y|\n|---|---|\n"_s << u"|a|b|\n"_s;
    QTest::newRow("table in a list") << u"- top\n\n  |x|y|\n  |---|---|\n"_s << u"  |a|b|\n"_s;
    QTest::newRow("table in a quote") << u"> |x|y|\n> |---|---|\n"_s << u"> |a|b|\n"_s;
    QTest::newRow("code in words") << QString() << u"`a` "_s;
    QTest::newRow("many tables") << QString() << u"|x|y|\n|---|---|\n|a|b|\n\n"_s;
    QTest::newRow("deep quotes") << QString() << u">"_s.repeated(500) + u" deep\n\n"_s;
    QTest::newRow("open brackets") << QString() << u"[[[[[[[[((((`*_*_\n"_s;
}

// What is quadratic in a text document is bounded in every piece, whatever is nested in what.
void TestMarkdown::boundsWhatALayoutCosts()
{
    QFETCH(QString, head);
    QFETCH(QString, line);
    const Markdown markdown = readMarkdown(head + line.repeated((markdownLimit - head.size()) / line.size()));
    qsizetype cells = 0;
    qint64 milliseconds = 0;
    QElapsedTimer timer;
    for (const MarkdownPiece &piece : markdown.pieces) {
        if (piece.kind != MarkdownPiece::Kind::Html)
            continue;
        cells += piece.content.count(u"<td"_s) + piece.content.count(u"<th"_s);
        const bool paragraph = line.startsWith(u'[') || line.startsWith(u'`');
        const qsizetype most = paragraph ? markdownLimit * 4 : 16 * 1024;
        QVERIFY2(piece.content.size() <= most, qPrintable(QString::number(piece.content.size())));
        timer.start();
        (void)ProsePart::fromHtml(piece.content)->layout(700);
        milliseconds += timer.elapsed();
    }
    QVERIFY2(cells <= 300, qPrintable(QString::number(cells)));
    qInfo("%lld pieces, %lld cells, %lld ms", qint64{markdown.pieces.size()}, qint64{cells}, milliseconds);
}

void TestMarkdown::bigTablesAreColumnsOfText()
{
    const QString source =
        u"|name|n|\n|----|---:|\n|a *b* `c`|1|\n"_s + u"|longer name &amp; <b>|22|\n"_s.repeated(400);
    const Markdown markdown = readMarkdown(u"before\n\n"_s + source + u"\nafter"_s);
    QCOMPARE(markdown.pieces.size(), 3);
    QCOMPARE(markdown.pieces.at(0).content, u"<p>before</p>"_s);
    QCOMPARE(markdown.pieces.at(1).kind, MarkdownPiece::Kind::Code);
    QCOMPARE(markdown.pieces.at(2).content, u"<p>after</p>"_s);
    const QStringList lines = markdown.pieces.at(1).content.split(u'\n');
    QCOMPARE(lines.size(), 403);
    QCOMPARE(lines.at(0), u"name              |  n"_s);
    QCOMPARE(lines.at(1), u"------------------+---"_s);
    QCOMPARE(lines.at(2), u"a b c             |  1"_s);
    QCOMPARE(lines.at(3), u"longer name & <b> | 22"_s);
}

void TestMarkdown::documentLoadsNothing()
{
    const QString path = QDir::tempPath() + u"/picture.png"_s;
    QImage image(4, 4, QImage::Format_RGB32);
    image.fill(Qt::red);
    QVERIFY(image.save(path));
    InertDocument document;
    document.setHtml(u"<img src=\"file://%1\"><img src=\"data:image/png;base64,AAAA\">"_s.arg(path));
    QVERIFY(!document.resource(QTextDocument::ImageResource, QUrl(u"file://"_s + path)).isValid());
    QVERIFY(!document.resource(QTextDocument::StyleSheetResource, QUrl(u":/assay/icons/menu.svg"_s)).isValid());
}

QTEST_MAIN(TestMarkdown)
#include "tst_markdown.moc"
