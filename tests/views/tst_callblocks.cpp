// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// Calls and what they show, clicked and typed at in a transcript on screen.
#include <QBuffer>
#include <QClipboard>
#include <QGuiApplication>
#include <QPainter>
#include <QPushButton>
#include <QTest>

#include "tests/views/showntranscript.h"
#include "views/transcript/blockpieces.h"
#include "views/transcript/diffpart.h"
#include "views/transcript/imageviewer.h"
#include "views/widgets/theme.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

EventRow call(const QString &tool, const QString &head, const QString &output, Outcome outcome = Outcome::Ok)
{
    EventRow event;
    event.id = 1;
    event.kind = EventKind::ToolCall;
    event.outcome = outcome;
    event.tool = tool;
    event.head = head;
    event.output = output;
    event.outputBytes = output.toUtf8().size();
    return event;
}

QString textOf(const EventRow &event, const EventDetail *detail, const BlockState &state = {}, qreal width = 900)
{
    BlockInput input{event};
    input.detail = detail;
    input.state = state;
    input.folder = u"/home/me/src"_s;
    const auto block = buildBlock(input);
    block->layout(width);
    return block->plainText();
}

BlockState opened()
{
    BlockState state;
    state.open = true;
    return state;
}

QByteArray picture(int width, int height)
{
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(Qt::red);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

// Where in the row's block a click does that; null = nowhere.
QPoint placeOf(const BlockInput &input, int width, BlockAct act, int item = -1)
{
    const auto block = buildBlock(input);
    block->layout(width);
    QImage image(width, static_cast<int>(block->height()) + 1, QImage::Format_RGB32);
    QPainter painter(&image);
    BlockPaint how;
    how.current = true;
    block->paint(painter, QRectF(0, 0, width, block->height()), how);
    for (int y = 1; y < block->height(); y += 2) {
        for (int x = 70; x < width; x += 2) {
            const BlockHit hit = block->hitAt(QPointF(x, y));
            if (hit.act == act && (item < 0 || hit.item == item))
                return {x, y};
        }
    }
    return {};
}

} // namespace

class TestCallBlocks final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void linesTellTheOutcome_data();
    void linesTellTheOutcome();
    void shellShowsItsStreams();
    void hitsStandUnderTheirFile();
    void hostilePatternsAreBounded();
    void listsOfTasks();
    void questionsShowTheAnswer();
    void wideDocumentsShowBothSides();
    void promptsFoldAndKeepTheirCode();
    void copiesCode();
    void foldsTrees();
    void showsTheStoredLine();
    void compactionOpensItsSummary();
    void viewsPictures();

private:
    void click(ShownTranscript &shown, int row, const QPoint &place);
    [[nodiscard]] static BlockInput inputOf(const ShownTranscript &shown, int row, const EventDetail *detail);
};

void TestCallBlocks::initTestCase()
{
    Theme::instance()->apply(Theme::Scheme::Light);
}

void TestCallBlocks::click(ShownTranscript &shown, int row, const QPoint &place)
{
    QVERIFY(!place.isNull());
    QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, shown.view.rowRect(row).topLeft() + place);
    shown.view.viewport()->repaint();
}

BlockInput TestCallBlocks::inputOf(const ShownTranscript &shown, int row, const EventDetail *detail)
{
    BlockInput input{*shown.model.eventAt(row)};
    input.detail = detail;
    input.state.open = true;
    return input;
}

void TestCallBlocks::linesTellTheOutcome_data()
{
    QTest::addColumn<QString>("tool");
    QTest::addColumn<QString>("output");
    QTest::addColumn<QString>("expected");
    QTest::newRow("hits") << u"Grep"_s << u"a.go:3:x\na.go-4-y\n--\nb.go:5:x:6:z"_s << u"2 matches in 2 files"_s;
    QTest::newRow("one file") << u"Grep"_s << u"3:x\n9:y"_s << u"2 matches"_s;
    QTest::newRow("files") << u"Grep"_s << u"Found 3 files\na\nb\nc"_s << u"3 files"_s;
    QTest::newRow("counted") << u"Grep"_s << u"a:6\n\nFound 6 total occurrences across 1 file."_s
                             << u"6 matches in 1 file"_s;
    QTest::newRow("none") << u"Grep"_s << u"No matches found"_s << u"no match"_s;
    QTest::newRow("names") << u"Glob"_s << u"/a\n/b\n"_s << u"2 files"_s;
    QTest::newRow("no search") << u"Read"_s << u"a"_s << QString();
}

void TestCallBlocks::linesTellTheOutcome()
{
    QFETCH(QString, tool);
    QFETCH(QString, output);
    QFETCH(QString, expected);
    QCOMPARE(searchOutcome(tool, output), expected);
}

void TestCallBlocks::shellShowsItsStreams()
{
    const EventRow event = call(u"Bash"_s, u"make"_s, u"Exit code 2\nbad"_s, Outcome::Failed);
    EventDetail detail;
    detail.command = u"make \\\n  all"_s;
    detail.output = event.output;
    detail.standardOutput = u"built\n"_s;
    detail.standardError = u"bad\n"_s;
    const QString text = textOf(event, &detail);
    QVERIFY2(text.startsWith(u"Bash make\nmake \\\n  all\nbuilt\nbad"_s), qPrintable(text));
    detail = {};
    QVERIFY(textOf(call(u"Bash"_s, u"true"_s, {}), &detail, opened()).contains(u"(no output)"_s));
}

void TestCallBlocks::hitsStandUnderTheirFile()
{
    const EventRow event = call(u"Grep"_s, u"x+ · /home/me/src/lib"_s, {});
    EventDetail detail;
    detail.input = u"{\"pattern\":\"X+\",\"-i\":true}"_s;
    detail.output = u"/home/me/src/a.go:3:axxb\n/home/me/src/a.go-4-c\n--\n/home/me/src/b.go:1:x"_s;
    QCOMPARE(textOf(event, &detail, opened()), u"Grep x+ in lib\na.go\naxxb\nc\nb.go\nx"_s);
    detail.output = u"Found 1 file\n/home/me/src/a.go"_s;
    QVERIFY(textOf(event, &detail, opened()).endsWith(detail.output));
}

void TestCallBlocks::hostilePatternsAreBounded()
{
    EventDetail detail;
    detail.input = u"{\"pattern\":\"(a+)+$\"}"_s;
    for (int i = 1; i <= 12; ++i)
        detail.output += u"f.c:%1:%2b\n"_s.arg(i).arg(u"a"_s.repeated(1500));
    QVERIFY(textOf(call(u"Grep"_s, u"(a+)+$"_s, {}), &detail, opened()).contains(u"aaab"_s));
}

void TestCallBlocks::listsOfTasks()
{
    EventDetail detail;
    detail.input = u"{\"todos\":[{\"content\":\"one\",\"status\":\"completed\"},"
                   "{\"content\":\"two\",\"status\":\"in_progress\"}]}"_s;
    QCOMPARE(textOf(call(u"TodoWrite"_s, u"two"_s, u"ok"_s), &detail, opened()), u"TodoWrite two\n[x] one\n[ ] two"_s);
    detail.output = u"#6 [completed] Add it\n#7 [pending] Test it"_s;
    QVERIFY(textOf(call(u"TaskList"_s, {}, detail.output), &detail, opened()).contains(u"[x] Add it · #6"_s));
    detail.input = u"{\"todos\":\"none\"}"_s; // not what it should be: shown as it is
    QVERIFY(textOf(call(u"TodoWrite"_s, {}, {}), &detail, opened()).contains(u"todos"_s));
}

void TestCallBlocks::questionsShowTheAnswer()
{
    EventDetail detail;
    detail.input = u"{\"questions\":[{\"question\":\"Which?\",\"options\":[{\"label\":\"A\",\"description\":\"first\"},"
                   "{\"label\":\"B\"}]},{\"question\":\"Why?\",\"options\":[]}]}"_s;
    detail.output = u"User has answered your questions: \"Which?\"=\"B\", \"Why?\"=\"because of \"x\"\". You can now"_s;
    const QString text = textOf(call(u"AskUserQuestion"_s, u"Which?"_s, {}), &detail, opened());
    QVERIFY2(text.contains(u"[ ] A · first\n[x] B"_s), qPrintable(text));
    QVERIFY2(text.contains(u"Answer: because of \"x\""_s), qPrintable(text));
}

void TestCallBlocks::wideDocumentsShowBothSides()
{
    int total = 0;
    const QList<PatchHunk> patch{{7, 7, {u" same"_s, u"-old one"_s, u"-gone"_s, u"+new one"_s, u" end"_s}}};
    const std::vector<CodeLine> lines = changedLines(diffHunks(patch), 100, total);
    CodeLook look;
    look.signs = true;
    look.numberColumns = 2;
    DiffPart part(lines, look);
    (void)part.layout(700);
    QVERIFY(!part.isSideBySide());
    QCOMPARE(part.plainText(), u"same\nold one\ngone\nnew one\nend"_s);
    const qreal height = part.layout(1100);
    QVERIFY(part.isSideBySide());
    // Old and new stand beside each other: one line less than in one column.
    QCOMPARE(part.plainText(), u"same\nold one\ngone\nend\nsame\nnew one\nend"_s);
    QVERIFY(height < 6 * 20);
    QCOMPARE(part.copyText(), u" same\n-old one\n-gone\n+new one\n end"_s);
    // A selection in the right column starts in the new text, beside an empty cell too.
    const QString all = part.plainText();
    QCOMPARE(all.mid(part.positionAt(QPointF(609, 25)), 7), u"new one"_s);
    QCOMPARE(part.positionAt(QPointF(900, 45)), static_cast<int>(all.indexOf(u"new one"_s)) + 7);
}

void TestCallBlocks::promptsFoldAndKeepTheirCode()
{
    EventRow event;
    event.kind = EventKind::Prompt;
    event.text = u"Fix this\n\n```go\nfunc f() {}\n```\nplease"_s;
    event.textBytes = event.text.size();
    QCOMPARE(textOf(event, nullptr), u"Fix this\nfunc f() {}\nplease"_s);
    event.text = u"Why?\n"_s + u"a line of a log\n"_s.repeated(30);
    event.textBytes = event.text.size();
    QCOMPARE(textOf(event, nullptr).count(u'\n'), 7);
    QCOMPARE(textOf(event, nullptr, opened()).count(u'\n'), 30);
}

void TestCallBlocks::copiesCode()
{
    TestStore store;
    const qint64 session = store.addSession({});
    store.addEvent({.session = session, .text = u"See:\n\n```go\n\tif x {\n\t}\n```\nand more"_s});
    ShownTranscript shown(store);
    shown.open(session);
    const QSignalSpy noted(&shown.view, &TranscriptView::noted);
    click(shown, 0, placeOf(inputOf(shown, 0, nullptr), shown.view.viewport()->width(), BlockAct::CopyCode));
    QCOMPARE(QGuiApplication::clipboard()->text(), u"\tif x {\n\t}"_s);
    QCOMPARE(noted.size(), 1);
}

void TestCallBlocks::foldsTrees()
{
    TestStore store;
    const qint64 session = store.addSession({});
    const QString json = u"{\"a\":{\"b\":{\"c\":1}}}"_s;
    store.addEvent({.session = session,
                    .kind = EventKind::ToolCall,
                    .outcome = Outcome::Ok,
                    .tool = u"mcp__x__y"_s,
                    .input = json,
                    .output = u"[1,[2,3]]"_s});
    ShownTranscript shown(store);
    shown.open(session);
    shown.key(Qt::Key_Space);
    EventDetail detail;
    detail.input = json;
    detail.output = u"[1,[2,3]]"_s;
    const int width = shown.view.viewport()->width();
    const auto height = [&shown] { return shown.view.rowRect(0).height(); };
    QTRY_VERIFY(height() > 150);
    const int open = height();
    click(shown, 0, placeOf(inputOf(shown, 0, &detail), width, BlockAct::Fold, jsonItem(JsonSource::Input, 1)));
    QVERIFY(height() < open - 30);
    const int folded = height();
    shown.key(Qt::Key_Minus);
    QVERIFY(height() < folded);
    const int closed = height();
    shown.key(Qt::Key_Plus);
    shown.key(Qt::Key_Plus);
    QVERIFY(height() > closed);
}

void TestCallBlocks::showsTheStoredLine()
{
    TestStore store;
    const qint64 session = store.addSession({});
    const QByteArray line = "{\"type\":\"assistant\",\"x\":\"\xE2\x80\xAE\"}";
    store.addEvent({.session = session, .text = u"a reply"_s, .line = line});
    ShownTranscript shown(store);
    shown.open(session);
    const QString before = shown.view.accessibleDescription();
    QCOMPARE(before, u"a reply"_s);
    shown.key(Qt::Key_R);
    EventDetail detail;
    detail.rawLine = QString::fromUtf8(line);
    BlockInput input = inputOf(shown, 0, &detail);
    input.state.raw = true;
    const auto block = buildBlock(input);
    QVERIFY(block->accessibleText().contains(u"{\"type\":\"assistant\",\"x\":\"\u27E8U+202E\u27E9\"}"_s));
    shown.settle();
    QTRY_VERIFY(shown.view.rowRect(0).height() > 50);
    click(shown, 0, placeOf(input, shown.view.viewport()->width(), BlockAct::CopyCode));
    QCOMPARE(QGuiApplication::clipboard()->text().toUtf8(), line);
    click(shown, 0, placeOf(input, shown.view.viewport()->width(), BlockAct::ToggleRaw));
    QTRY_VERIFY(shown.view.rowRect(0).height() < 40);
}

void TestCallBlocks::compactionOpensItsSummary()
{
    TestStore store;
    const qint64 session = store.addSession({});
    store.addEvent({.session = session, .kind = EventKind::Compaction, .head = u"auto"_s});
    store.addEvent({.session = session, .kind = EventKind::Summary, .text = u"what was said\n\n"_s.repeated(20)});
    ShownTranscript shown(store);
    shown.open(session);
    const int folded = shown.view.rowRect(1).height();
    click(shown, 0, QPoint(200, 12));
    QVERIFY(shown.view.isRowOpen(1));
    QTRY_VERIFY(shown.view.rowRect(1).height() > folded + 100);
    shown.view.setCurrentRow(0);
    shown.key(Qt::Key_Space);
    QVERIFY(!shown.view.isRowOpen(1));
}

void TestCallBlocks::viewsPictures()
{
    TestStore store;
    const qint64 session = store.addSession({});
    const QByteArray data = picture(2000, 1500).toBase64();
    store.addEvent(
        {.session = session,
         .kind = EventKind::Prompt,
         .images = 1,
         .text = u"look"_s,
         .line = "{\"message\":{\"content\":[{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":"
                 "\"image/png\",\"data\":\"" +
                 data + "\"}}]}}"});
    ShownTranscript shown(store);
    shown.open(session);
    shown.view.setFocus();
    QTRY_VERIFY(shown.view.rowRect(0).height() > 320);
    QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, shown.view.rowRect(0).topLeft() + QPoint(200, 200));
    QPointer<ImageViewer> viewer = shown.view.findChild<ImageViewer *>();
    QVERIFY(viewer != nullptr);
    QCOMPARE(viewer->geometry(), shown.view.rect());
    QTRY_VERIFY(viewer->isDecoded());
    QVERIFY(viewer->isFitted());
    QVERIFY2(viewer->accessibleDescription().contains(u"2,000 × 1,500"_s), qPrintable(viewer->accessibleDescription()));
    QTest::keyClick(viewer, Qt::Key_1);
    QVERIFY(!viewer->isFitted());
    QTest::keyClick(viewer, Qt::Key_Tab);
    QVERIFY(viewer->isAncestorOf(QApplication::focusWidget()));
    QTest::mouseClick(viewer->findChild<QPushButton *>(u"fit"_s), Qt::LeftButton);
    QVERIFY(viewer->isFitted());
    QTest::keyClick(viewer, Qt::Key_Escape);
    QTRY_VERIFY(viewer == nullptr);
    shown.key(Qt::Key_I);
    QTRY_VERIFY(shown.view.findChild<ImageViewer *>() != nullptr);
}

QTEST_MAIN(TestCallBlocks)
#include "tst_callblocks.moc"
