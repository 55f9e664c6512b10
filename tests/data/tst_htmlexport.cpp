// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/export/htmlexport.h"
#include "models/data/export/replyhtml.h"

#include <QRegularExpression>
#include <QTest>

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestHtmlExport final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void escapesEverything();
    void refersToNothing();
    void foldsCallsAndShowsCodeAsCode();
    void repliesAreMarkdown_data();
    void repliesAreMarkdown();
    void picturesArePutIn();

private:
    [[nodiscard]] static QString exported(const QString &hostile);
};

QString TestHtmlExport::exported(const QString &hostile)
{
    QByteArray out;
    HtmlExport format([&out](const QByteArray &utf8) { out += utf8; });
    SessionRow session;
    session.uuid = session.projectKey = session.title = session.cwd = hostile;
    format.begin(session);
    RunRow run;
    run.id = 1;
    run.agentId = run.description = hostile;
    EventRow event;
    event.outcome = Outcome::Failed;
    event.at = 0;
    event.tool = event.head = event.text = event.input = event.output = hostile;
    for (int kind = int(EventKind::Prompt); kind <= int(EventKind::Unknown); ++kind) {
        event.kind = EventKind(kind);
        format.event(event, nullptr);
        format.event(event, &run);
    }
    format.end();
    return QString::fromUtf8(out);
}

void TestHtmlExport::escapesEverything()
{
    const QString plain = exported(u"x"_s);
    const QString page = exported(u"<script>alert(1)</script>\"'><img src=x onerror=y></title></pre></style>&amp;"_s);
    static const QRegularExpression tag(u"<[^>]*>"_s);
    QStringList tags;
    for (const auto &match : tag.globalMatch(page))
        tags += match.captured();
    QStringList plainTags;
    for (const auto &match : tag.globalMatch(plain))
        plainTags += match.captured();
    QCOMPARE(tags, plainTags);
    QVERIFY(page.contains(u"&lt;script&gt;"_s));
}

void TestHtmlExport::refersToNothing()
{
    const QString page = exported(u"http://evil/x"_s);
    static const QRegularExpression reference(u"(src|href|action|srcset|url)\\s*[=(]"_s);
    QVERIFY(!reference.match(page).hasMatch());
    QVERIFY(!page.contains(u"<script"_s));
    QVERIFY(page.contains(u"default-src 'none'; style-src 'unsafe-inline'; img-src data:\""_s));
}

void TestHtmlExport::foldsCallsAndShowsCodeAsCode()
{
    QByteArray out;
    HtmlExport format([&out](const QByteArray &utf8) { out += utf8; });
    format.begin({});
    EventRow call;
    call.kind = EventKind::ToolCall;
    call.outcome = Outcome::Ok;
    call.tool = u"Edit"_s;
    call.head = u"/src/a.cpp"_s;
    call.input = uR"({"file_path":"/src/a.cpp","old_string":"a <b>\nx","new_string":"c"})"_s;
    format.event(call, nullptr);
    call.outcome = Outcome::Failed;
    format.event(call, nullptr);
    EventRow reply;
    reply.kind = EventKind::Reply;
    reply.text = u"before\n```cpp\nint a < b;\n```\nafter\n~~~\nleft open"_s;
    format.event(reply, nullptr);
    format.end();
    const QString page = QString::fromUtf8(out);
    QVERIFY(page.contains(u"<details><summary><b>Edit</b> /src/a.cpp <i>ok</i></summary>"_s));
    QVERIFY(page.contains(u"<details class=\"failed\" open><summary><b>Edit</b>"_s));
    QVERIFY(page.contains(u"<pre class=\"code\">-a &lt;b&gt;\n-x\n+c\n</pre>"_s));
    QVERIFY(page.contains(u"<p>before</p>\n<pre class=\"code\">int a &lt; b;\n</pre>\n"
                          "<p>after</p>\n<pre class=\"code\">left open\n</pre>"_s));
    QVERIFY(page.contains(u"prefers-color-scheme: dark"_s));
}

void TestHtmlExport::repliesAreMarkdown_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::addColumn<QString>("html");
    QTest::newRow("marks") << u"a **b** *c* ~~d~~ `<e>`"_s
                           << u"<p>a <strong>b</strong> <em>c</em> <del>d</del> <code>&lt;e&gt;</code></p>\n"_s;
    QTest::newRow("heading") << u"# One"_s << u"<h3>One</h3>\n"_s;
    QTest::newRow("list") << u"3. x\n4. y"_s << u"<ol start=\"3\"><li>x</li>\n<li>y</li>\n</ol>\n"_s;
    QTest::newRow("tasks") << u"- [x] done\n- [ ] open"_s << u"<ul><li>☑ done</li>\n<li>☐ open</li>\n</ul>\n"_s;
    QTest::newRow("table") << u"|a|b|\n|---|---|\n|1|2|"_s
                           << u"<table><thead><tr><th>a</th>\n<th>b</th>\n</tr>\n</thead>\n<tbody><tr><td>1</td>\n"
                              "<td>2</td>\n</tr>\n</tbody>\n</table>\n"_s;
    QTest::newRow("link") << u"[here](http://x/?a&b)"_s
                          << u"<p>here <span class=\"kind\">(http://x/?a&amp;b)</span></p>\n"_s;
    QTest::newRow("image") << u"![alt](file:///etc/passwd)"_s
                           << u"<p><span class=\"kind\">image: alt <span class=\"kind\">(file:///etc/passwd)</span>"
                              "</span></p>\n"_s;
    QTest::newRow("raw html") << u"<b onclick=x>hi</b>"_s << u"<p>&lt;b onclick=x&gt;hi&lt;/b&gt;</p>\n"_s;
    QTest::newRow("script link") << u"[x](javascript:alert(1))"_s
                                 << u"<p>x <span class=\"kind\">(javascript:alert(1))</span></p>\n"_s;
    QTest::newRow("entity") << u"&copy; &nope"_s << u"<p>&copy; &amp;nope</p>\n"_s;
    QTest::newRow("nothing") << u" \n"_s << QString();
}

void TestHtmlExport::repliesAreMarkdown()
{
    QFETCH(const QString, markdown);
    QTEST(replyHtml(markdown), "html");
}

void TestHtmlExport::picturesArePutIn()
{
    QByteArray out;
    HtmlExport format([&out](const QByteArray &utf8) { out += utf8; });
    format.setPictures([](qint64 event) {
        QList<EventImage> images = {{u"image/png"_s, "abc", u"a\"b"_s}, {u"image/svg+xml"_s, "<svg/>", {}}};
        return event == 7 ? images : QList<EventImage>();
    });
    EventRow prompt;
    prompt.kind = EventKind::Prompt;
    prompt.images = 3;
    prompt.id = 7;
    format.event(prompt, nullptr);
    QVERIFY(out.contains("<img alt=\"a&quot;b\" src=\"data:image/png;base64,YWJj\">"));
    QVERIFY(!out.contains("svg"));
    QVERIFY(out.contains("Images left out: 2"));
    out.clear();
    prompt.id = 8;
    format.event(prompt, nullptr);
    QVERIFY(!out.contains("<img"));
    QVERIFY(out.contains("Images left out: 3"));
}

QTEST_GUILESS_MAIN(TestHtmlExport)
#include "tst_htmlexport.moc"
