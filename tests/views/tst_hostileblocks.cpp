// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// What transcripts hold is shown as what it is: visible, within bounds, and without any effect.
#include <QFile>
#include <QPainter>
#include <QTest>

#include "tests/support/openwatch.h"
#include "tests/views/showntranscript.h"
#include "views/transcript/blockbuilder.h"
#include "views/widgets/theme.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString canary = u"/tmp/assay-canary"_s;

struct Payload {
    const char *name;
    QString text;
    QString visible; // must be among what is shown; empty = only bounds matter
};

QList<Payload> payloads()
{
    const QString address = u"file://"_s + canary;
    return {
        {"script", u"<script>location='%1'</script>"_s.arg(address), u"<script>"_s},
        {"image of a file", u"<img src=\"%1\"> ![alt](%1)"_s.arg(address), u"<img"_s},
        {"image of the web", u"![alt](http://127.0.0.1:9/assay-canary.png)"_s, u"assay-canary.png"_s},
        {"style", u"<link rel=stylesheet href=%1><style>@import '%1'</style>"_s.arg(address), u"<style>"_s},
        {"script as a link", u"[click](javascript:alert(1)) [file](%1)"_s.arg(address), u"javascript:alert(1)"_s},
        {"bidi", u"a\u202egpj.exe\u202c b\u2066c\u2069"_s, u"\u27E8U+202E\u27E9"_s},
        {"zero width", u"pay\u200bpal \ufeffx \u00ad"_s, u"\u27E8U+200B\u27E9"_s},
        {"clears the screen", u"before\x1b[2J\x1b[1;1Hafter"_s, u"before"_s},
        {"moves and erases", u"rm -rf /\x1b[1K\rls"_s, u"rm -rf /"_s},
        {"hides itself", u"seen\x1b[8mhidden text\x1b[0m"_s, u"hidden text"_s},
        {"link of a terminal", u"\x1b]8;;%1\x07label\x1b]8;;\x07"_s.arg(address), u"label"_s},
        {"clipboard", u"\x1b]52;c;aGlkZGVu\x07shown"_s, u"52;c;aGlkZGVu"_s},
        {"title", u"\x1b]0;root@host\x07shown"_s, u"shown"_s},
        {"broken text", u"a"_s + QChar(0xD800) + QChar(0) + u"\u0085z"_s, u"z"_s},
        {"fence without end", u"```go\n\"unfinished /* `"_s, u"unfinished"_s},
        {"deep quotes", u">"_s.repeated(10'000) + u" deep"_s, {}},
        {"deep JSON", u"["_s.repeated(10'000) + u"]"_s.repeated(10'000), {}},
        {"wide table", u"|a|b|\n|-|-|\n"_s + u"|c|d|\n"_s.repeated(100'000), {}},
        {"long line", u"x"_s.repeated(5'000'000), {}},
        {"many lines", u"y\n"_s.repeated(400'000), {}},
        {"combining marks", u"z"_s + u"\u0301"_s.repeated(20'000), {}},
    };
}

QString quoted(const QString &text)
{
    QString out;
    for (const QChar c : text.left(200'000)) {
        if (c == u'"' || c == u'\\')
            out += u'\\';
        out += c < u' ' ? u"\\u%1"_s.arg(static_cast<uint>(c.unicode()), 4, 16, QLatin1Char('0')) : QString(c);
    }
    return u'"' + out + u'"';
}

struct Shape {
    const char *name;
    EventKind kind;
    Outcome outcome;
    QString tool;
    QString input; // %1 = the payload as JSON
};

QList<Shape> shapes()
{
    const QString any = u"{\"command\":%1,\"file_path\":%1,\"x\":[%1]}"_s;
    return {
        {"prompt", EventKind::Prompt, Outcome::None, {}, {}},
        {"reply", EventKind::Reply, Outcome::None, {}, {}},
        {"thinking", EventKind::Thinking, Outcome::None, {}, {}},
        {"local output", EventKind::LocalOutput, Outcome::None, {}, {}},
        {"attachment", EventKind::Attachment, Outcome::None, {}, {}},
        {"client error", EventKind::ApiError, Outcome::None, {}, {}},
        {"unknown", EventKind::Unknown, Outcome::None, {}, {}},
        {"shell", EventKind::ToolCall, Outcome::Ok, u"Bash"_s, any},
        {"failed shell", EventKind::ToolCall, Outcome::Failed, u"Bash"_s, any},
        {"search", EventKind::ToolCall, Outcome::Ok, u"Grep"_s, u"{\"pattern\":\"(a+)+$\",\"path\":%1}"_s},
        {"tasks", EventKind::ToolCall, Outcome::Ok, u"TodoWrite"_s,
         u"{\"todos\":[{\"content\":%1,\"status\":\"completed\"}]}"_s},
        {"question", EventKind::ToolCall, Outcome::Ok, u"AskUserQuestion"_s,
         u"{\"questions\":[{\"question\":%1,\"options\":[{\"label\":%1}]}]}"_s},
        {"plan", EventKind::ToolCall, Outcome::Denied, u"ExitPlanMode"_s, u"{\"plan\":%1}"_s},
        {"page", EventKind::ToolCall, Outcome::Ok, u"WebFetch"_s, u"{\"url\":%1,\"prompt\":%1}"_s},
        {"foreign tool", EventKind::ToolCall, Outcome::Ok, u"mcp__a__b"_s, any},
    };
}

// Shows it open, painted to the last pixel that a reader could scroll to within reason.
QString shown(const EventRow &event, const EventDetail &detail, bool raw)
{
    BlockInput input{event};
    input.detail = &detail;
    input.state.open = true;
    input.state.raw = raw;
    const auto block = buildBlock(input);
    block->layout(900);
    QImage image(900, 2000, QImage::Format_RGB32);
    QPainter painter(&image);
    block->paint(painter, QRectF(0, 0, 900, 2000), {});
    for (qreal y = 0; y < std::min<qreal>(block->height(), 600); y += 9) {
        (void)block->hitAt(QPointF(120, y));
        (void)block->placeAt(QPointF(120, y));
    }
    return block->height() < 600'000 ? block->accessibleText() : u"taller than any screen"_s;
}

bool isClean(const QString &text)
{
    for (const QChar c : text) {
        const char16_t u = c.unicode();
        const bool line = u == u'\n' || u == u'\t' || u == 0x2028;
        if ((u < 0x20 && !line) || (u >= 0x7f && u < 0xa0) || (u >= 0x200b && u <= 0x200f) ||
            (u >= 0x202a && u <= 0x202e) || (u >= 0x2066 && u <= 0x2069) || u == 0xfeff || u == 0xad)
            return false;
    }
    return true;
}

} // namespace

class TestHostileBlocks final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void showsWhatItIs_data();
    void showsWhatItIs();
    void opensNothingAndCallsNobody();
    void linksNoNetwork();
};

void TestHostileBlocks::initTestCase()
{
    Theme::instance()->apply(Theme::Scheme::Light);
}

void TestHostileBlocks::showsWhatItIs_data()
{
    QTest::addColumn<int>("shape");
    QTest::addColumn<int>("payload");
    const QList<Payload> texts = payloads();
    const QList<Shape> kinds = shapes();
    for (int kind = 0; kind < kinds.size(); ++kind) {
        for (int text = 0; text < texts.size(); ++text)
            QTest::addRow("%s: %s", kinds.at(kind).name, texts.at(text).name) << kind << text;
    }
}

void TestHostileBlocks::showsWhatItIs()
{
    QFETCH(int, shape);
    QFETCH(int, payload);
    const Shape kind = shapes().at(shape);
    const Payload hostile = payloads().at(payload);
    EventRow event;
    event.id = 1;
    event.kind = kind.kind;
    event.outcome = kind.outcome;
    event.tool = kind.tool;
    event.head = hostile.text.left(300);
    event.text = kind.tool.isEmpty() ? hostile.text.left(8000) : QString();
    event.output = kind.tool.isEmpty() ? QString() : hostile.text.left(8000);
    event.textBytes = event.text.toUtf8().size();
    event.outputBytes = event.output.toUtf8().size();
    EventDetail detail;
    detail.eventId = 1;
    detail.text = kind.tool.isEmpty() ? hostile.text : QString();
    detail.output = kind.tool.isEmpty() ? QString() : hostile.text;
    detail.input =
        kind.input.contains("%1"_L1) ? QString(kind.input).replace("%1"_L1, quoted(hostile.text)) : kind.input;
    detail.command = kind.tool == "Bash"_L1 ? hostile.text.left(100'000) : QString();
    detail.rawLine = hostile.text.left(1'000'000);
    const QString text = shown(event, detail, false);
    QVERIFY2(isClean(text), qPrintable(text.left(300)));
    QVERIFY2(hostile.visible.isEmpty() || text.contains(hostile.visible), qPrintable(text.left(600)));
    const QString raw = shown(event, detail, true);
    QVERIFY2(isClean(raw), qPrintable(raw.left(300)));
}

// The whole way: from the store over the worker to the screen, every row open, as a tree, raw.
void TestHostileBlocks::opensNothingAndCallsNobody()
{
    TestStore store;
    const qint64 session = store.addSession({.title = u"<img src=%1>"_s.arg(canary)});
    for (const Shape &kind : shapes()) {
        for (const Payload &hostile : payloads()) {
            if (hostile.text.size() > 100'000)
                continue;
            const bool call = !kind.tool.isEmpty();
            store.addEvent({.session = session,
                            .kind = kind.kind,
                            .outcome = kind.outcome,
                            .tool = kind.tool,
                            .head = hostile.text.left(300),
                            .text = call ? QString() : hostile.text,
                            .input = QString(kind.input).replace("%1"_L1, quoted(hostile.text)),
                            .output = call ? hostile.text : QString(),
                            .line = "{\"type\":\"x\",\"path\":\"/tmp/assay-canary\"}"});
        }
    }
    test::beginWatch();
    {
        ShownTranscript transcript(store);
        transcript.open(session);
        for (int row = 0; row < transcript.model.rowCount(); ++row) {
            transcript.view.setCurrentRow(row);
            if (!transcript.view.isRowOpen(row))
                transcript.key(Qt::Key_Space);
            if (row % 7 == 0)
                transcript.key(Qt::Key_R);
            transcript.key(Qt::Key_Plus);
            if (row % 5 == 0)
                transcript.settle();
        }
    }
    int opened = 0;
    for (const std::string &act : test::endWatch()) {
        const QString told = QString::fromStdString(act);
        QVERIFY2(!told.contains("canary"_L1), qPrintable(told));
        QVERIFY2(told.startsWith("open "_L1), qPrintable(told));
        opened += told.contains(store.file()) ? 1 : 0;
    }
    QVERIFY(opened > 0); // the watch sees what is opened
}

void TestHostileBlocks::linksNoNetwork()
{
    QFile maps(u"/proc/self/maps"_s);
    QVERIFY(maps.open(QIODevice::ReadOnly));
    const QByteArray libraries = maps.readAll();
    QVERIFY(libraries.contains("libQt6Gui"));
    QVERIFY(!libraries.contains("libQt6Network"));
}

QTEST_MAIN(TestHostileBlocks)
#include "tst_hostileblocks.moc"
