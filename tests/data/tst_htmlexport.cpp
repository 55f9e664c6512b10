// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/export/htmlexport.h"

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
    QVERIFY(page.contains(u"<pre class=\"text\">before</pre>\n<pre class=\"code\">int a &lt; b;\n</pre>\n"
                          "<pre class=\"text\">after</pre>\n<pre class=\"code\">left open\n</pre>"_s));
    QVERIFY(page.contains(u"prefers-color-scheme: dark"_s));
}

QTEST_GUILESS_MAIN(TestHtmlExport)
#include "tst_htmlexport.moc"
