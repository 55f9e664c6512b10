// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "views/text/markdown.h"
#include "views/transcript/blockbuilder.h"
#include "views/widgets/theme.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

EventRow row(EventKind kind, const QString &text)
{
    EventRow event;
    event.id = 1;
    event.kind = kind;
    event.text = text;
    event.textBytes = text.toUtf8().size();
    return event;
}

bool offers(const TranscriptBlock &block, BlockAct act)
{
    for (qreal y = 0; y < block.height(); y += 4) {
        if (block.actAt(QPointF(90, y)) == act)
            return true;
    }
    return false;
}

} // namespace

class TestBlockBuilder final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void longPromptsSayWhatIsMissing();
    void promptsStandBehindTheirWrappers();
    void longErrorsFold();
    void callsAreCopiedWhole();
    void cutLinesClaimNothing();
};

void TestBlockBuilder::initTestCase()
{
    Theme::instance()->apply(Theme::Scheme::Light);
}

void TestBlockBuilder::longPromptsSayWhatIsMissing()
{
    const EventRow prompt = row(EventKind::Prompt, u"a line of a log\n"_s.repeated(8'000) + u"the end"_s);
    BlockInput input{prompt};
    input.state.open = true;
    const auto cut = buildBlock(input);
    cut->layout(900);
    QVERIFY(!cut->accessibleText().contains(u"the end"_s));
    QVERIFY(offers(*cut, BlockAct::ShowAll));
    QVERIFY(cut->copyText().endsWith(u"the end"_s));
    input.state.whole = true;
    const auto whole = buildBlock(input);
    whole->layout(900);
    QVERIFY(whole->accessibleText().endsWith(u"the end"_s));
    QVERIFY(!offers(*whole, BlockAct::ShowAll));
}

void TestBlockBuilder::longErrorsFold()
{
    const EventRow error = row(EventKind::ApiError, u"<html>overloaded\n"_s.repeated(50'000));
    const auto block = buildBlock({error});
    block->layout(900);
    QVERIFY2(block->height() < 1'000, qPrintable(QString::number(block->height())));
    QVERIFY(offers(*block, BlockAct::MoreLines));
}

void TestBlockBuilder::callsAreCopiedWhole()
{
    EventRow call = row(EventKind::ToolCall, {});
    call.tool = u"Grep"_s;
    call.head = u"needle"_s;
    EventDetail detail;
    detail.input = u"{\n  \"pattern\": \"needle\"\n}"_s;
    detail.output = u"x"_s.repeated(9'000) + u"\nlast"_s + u"\nmore"_s.repeated(100);
    BlockInput input{call};
    input.state.open = true;
    input.detail = &detail;
    const QString copied = buildBlock(input)->copyText();
    QVERIFY(copied.contains(detail.input));
    QVERIFY(copied.contains(detail.output));
}

// What other programs put before a prompt does not hide it.
void TestBlockBuilder::promptsStandBehindTheirWrappers()
{
    const QString rules = u"<system-reminder>\n"_s + u"keep to them\n"_s.repeated(20) + u"</system-reminder>\n\n"_s;
    const EventRow prompt =
        row(EventKind::Prompt, rules + u"<ide_opened_file>\na.txt\n</ide_opened_file>\nmend the <b>parser</b>"_s);
    BlockInput input{prompt};
    const auto folded = buildBlock(input);
    QVERIFY(folded->accessibleText().startsWith(u"mend the <b>parser</b>"_s));
    QVERIFY(!folded->accessibleText().contains(u"keep to them"_s));
    QVERIFY(folded->copyText().startsWith(u"<system-reminder>"_s));
    input.state.open = true;
    const auto open = buildBlock(input);
    QVERIFY(open->accessibleText().startsWith(u"<system-reminder>"_s));
    QVERIFY(open->accessibleText().contains(u"mend the <b>parser</b>"_s));
    const EventRow only = row(EventKind::Prompt, rules.trimmed()); // nothing else was written
    QVERIFY(buildBlock({only})->accessibleText().contains(u"keep to them"_s));
    // What a person quotes is no wrapper, though it begins with an element.
    const EventRow own = row(EventKind::Prompt, u"<Foo>\n  <Bar/>\n</Foo>\nwhy does this not compile?"_s);
    QVERIFY(buildBlock({own})->accessibleText().startsWith(u"<Foo>"_s));
}

void TestBlockBuilder::cutLinesClaimNothing()
{
    EventRow call = row(EventKind::ToolCall, {});
    call.tool = u"Bash"_s;
    call.outcome = Outcome::Failed;
    call.output = u"x"_s.repeated(9'000);
    const QString shown = buildBlock({call})->accessibleText();
    QVERIFY(shown.contains(u"more characters"_s));
    QVERIFY(!shown.contains(u"copy has them"_s));
}

QTEST_MAIN(TestBlockBuilder)
#include "tst_blockbuilder.moc"
