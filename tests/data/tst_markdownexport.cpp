// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/export/markdownexport.h"

#include <QTest>

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestMarkdownExport final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fencesAreLongerThanAnyInside_data();
    void fencesAreLongerThanAnyInside();
    void disarms_data();
    void disarms();
    void writesASession();
};

void TestMarkdownExport::fencesAreLongerThanAnyInside_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("ticks");
    QTest::newRow("none") << u"text"_s << 3;
    QTest::newRow("three") << u"```\nx\n```"_s << 4;
    QTest::newRow("seven in a line") << u"a ``````` b"_s << 8;
    QTest::newRow("empty") << QString() << 3;
}

void TestMarkdownExport::fencesAreLongerThanAnyInside()
{
    QFETCH(QString, text);
    QFETCH(int, ticks);
    const QString fenced = fencedText(text);
    const QString fence(ticks, u'`');
    QVERIFY(fenced.startsWith(fence + u'\n'));
    QVERIFY(fenced.endsWith(u'\n' + fence + u"\n\n"_s));
    QVERIFY(!text.contains(fence));
}

void TestMarkdownExport::disarms_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::addColumn<QString>("safe");
    QTest::newRow("plain") << u"a < b && *c*"_s << u"a < b && *c*\n"_s;
    QTest::newRow("script") << u"<script>x</script>"_s << u"&lt;script>x&lt;/script>\n"_s;
    QTest::newRow("comment") << u"<!-- x -->"_s << u"&lt;!-- x -->\n"_s;
    QTest::newRow("image") << u"![x](http://evil/x.png)"_s << u"\\![x](http://evil/x.png)\n"_s;
    QTest::newRow("in a code span") << u"`<b>` and ``a`<b>``"_s << u"`<b>` and ``a`<b>``\n"_s;
    QTest::newRow("span that never ends") << u"`<b>"_s << u"`&lt;b>\n"_s;
    QTest::newRow("in a fence") << u"```html\n<b>\n```"_s << u"```html\n<b>\n```\n"_s;
    QTest::newRow("after a fence") << u"~~~\n<b>\n~~~\n<b>"_s << u"~~~\n<b>\n~~~\n&lt;b>\n"_s;
    QTest::newRow("fence left open") << u"````\n```\n<b>"_s << u"````\n```\n<b>\n````\n"_s;
    QTest::newRow("span does not cross paragraphs") << u"`a\n\n<b>`"_s << u"`a\n\n&lt;b>`\n"_s;
}

void TestMarkdownExport::disarms()
{
    QFETCH(QString, markdown);
    QFETCH(QString, safe);
    QCOMPARE(disarmedMarkdown(markdown), safe);
}

void TestMarkdownExport::writesASession()
{
    QByteArray out;
    MarkdownExport format([&out](const QByteArray &utf8) { out += utf8; });
    SessionRow session;
    session.title = u"# <b>Title</b>\nline"_s;
    format.begin(session);
    EventRow prompt;
    prompt.kind = EventKind::Prompt;
    prompt.at = 0;
    prompt.text = u"do\n<script>"_s;
    format.event(prompt, nullptr);
    EventRow call;
    call.kind = EventKind::ToolCall;
    call.outcome = Outcome::Failed;
    call.tool = u"Bash"_s;
    call.input = u"{\"command\":\"ls\"}"_s;
    call.durationMs = 2140;
    call.images = 2;
    call.output = u"```\n</script>"_s;
    format.event(call, nullptr);
    RunRow run;
    run.id = 5;
    run.agentId = u"a1"_s;
    run.description = u"look *here*"_s;
    EventRow reply;
    reply.kind = EventKind::Reply;
    reply.text = u"done"_s;
    format.event(reply, &run);
    format.end();
    QVERIFY(out.startsWith("# \\# &lt;b\\>Title&lt;/b\\> line\n"));
    QVERIFY(out.contains("## prompt · 1970-01-01 00:00:00 UTC\n\n> do\n> &lt;script>\n"));
    QVERIFY(out.contains("**Bash** (failed, 2.1 s)\n\n```sh\nls\n```\n"));
    QVERIFY(out.contains("````\n```\n</script>\n````\n"));
    QVERIFY(out.contains("*2 images, left out.*\n"));
    QVERIFY(out.contains("# Sub-agent a1 look \\*here\\*\n\ndone\n"));
}

QTEST_GUILESS_MAIN(TestMarkdownExport)
#include "tst_markdownexport.moc"
