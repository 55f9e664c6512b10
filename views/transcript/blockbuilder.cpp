// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/blockbuilder.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include "views/text/markdown.h"
#include "views/text/visibletext.h"
#include "views/transcript/codepart.h"
#include "views/transcript/headpart.h"
#include "views/transcript/morepart.h"
#include "views/transcript/prosepart.h"
#include "views/transcript/separatorpart.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;
using Indent = TranscriptBlock::Indent;

namespace {

constexpr qint64 gapFrom = 60'000;
constexpr int promptFoldsOver = 12;
constexpr int promptFoldsTo = 8;
constexpr qsizetype promptCharacters = 1600;
constexpr qsizetype promptLimit = 32 * 1024; // of one text document
constexpr qsizetype errorCharacters = 2000;

QString tr(const char *text)
{
    return QCoreApplication::translate("assay::Transcript", text);
}

bool isPrompt(EventKind kind)
{
    return kind == EventKind::Prompt || kind == EventKind::Command;
}

bool isTruncated(const EventRow &event)
{
    return event.textBytes > event.text.toUtf8().size();
}

QString wholeText(const BlockInput &input)
{
    return input.detail != nullptr ? input.detail->text : input.event.text;
}

void addPlainText(TranscriptBlock &block, const QString &text, const BlockState &state)
{
    int total = 0;
    std::vector<CodeLine> lines = plainLines(text, state.lines, 0, total);
    CodeLook look;
    look.hidden = total - static_cast<int>(lines.size());
    if (!lines.empty())
        block.add(std::make_unique<CodePart>(std::move(lines), look), Indent::Text);
}

// To the end of what a row ever shows.
void addWhole(TranscriptBlock &block, const QString &text)
{
    BlockState all;
    all.lines = 20'000;
    addPlainText(block, text, all);
}

void offerWhole(TranscriptBlock &block, const QString &text)
{
    block.add(std::make_unique<MorePart>(tr("Show all as plain text (%1)").arg(bytesText(text.toUtf8().size())),
                                         BlockAct::ShowAll),
              Indent::Text);
}

void addPrompt(TranscriptBlock &block, const BlockInput &input)
{
    const EventRow &event = input.event;
    block.setTime(timeText(event.at), input.inRun ? Tone::Text3 : Tone::Accent, true);
    block.setBar(input.inRun ? Tone::StrongLine : Tone::Accent);
    QString text = wholeText(input);
    while (text.endsWith(u'\n'))
        text.chop(1);
    const qsizetype lines = text.count(u'\n') + 1;
    const bool isLong = lines > promptFoldsOver || text.size() > promptCharacters * 3 / 2;
    QString more;
    if (isLong && !isOpen(event, input.state)) {
        const QString shown = text.section(u'\n', 0, promptFoldsTo - 1).left(promptCharacters);
        const qsizetype left = lines - shown.count(u'\n') - 1;
        more = left > 0 ? pluralText(static_cast<int>(left), tr("%1 more line"), tr("%1 more lines"))
                        : tr("%1 more characters").arg(countText(text.size() - shown.size()));
        text = shown;
    }
    const bool cut = text.size() > promptLimit;
    if (cut && input.state.whole) {
        addWhole(block, text);
        addPictures(block, input);
        return;
    }
    const QString shown = text.isEmpty() ? tr("(no text)") : visibleText(text.left(promptLimit));
    block.add(ProsePart::fromText(shown, Face::Prompt, Tone::Text), Indent::Text, 9, more.isEmpty() ? 7 : 2);
    if (cut)
        offerWhole(block, text);
    if (!more.isEmpty())
        block.add(std::make_unique<MorePart>(more, BlockAct::Toggle), Indent::Text, 0, 6);
    addPictures(block, input);
}

void addReply(TranscriptBlock &block, const BlockInput &input)
{
    block.setTime(timeText(input.event.at), Tone::Text3, true);
    addMarkdown(block, wholeText(input), input.state, Tone::Text);
}

// Exit code of a failed shell call, where the client wrote it first: "Exit code 1", "Error: Exit code 1".
QString exitCode(const QString &output)
{
    static const QRegularExpression pattern(u"^(?:Error: )?Exit code (\\d{1,3})"_s);
    const QRegularExpressionMatch match = pattern.match(output.left(40));
    return match.hasMatch() ? match.captured(1) : QString();
}

void fillOutcome(HeadLine &line, const EventRow &event)
{
    switch (event.outcome) {
    case Outcome::Failed: {
        const QString code = exitCode(event.output);
        line.failed = true;
        line.outcomeIcon = u"error"_s;
        line.outcomeTone = Tone::Error;
        line.outcome = code.isEmpty() ? tr("failed") : tr("exit %1").arg(code);
        return;
    }
    case Outcome::Denied:
        line.outcomeIcon = u"denied"_s;
        line.outcomeTone = Tone::Error;
        line.outcome = tr("denied");
        return;
    case Outcome::Interrupted:
        line.outcomeIcon = u"stop"_s;
        line.outcomeTone = Tone::Tool;
        line.outcome = tr("interrupted");
        return;
    case Outcome::Pending:
        line.outcome = tr("no result");
        return;
    default:
        break;
    }
    if (event.tool == "Bash"_L1) {
        line.outcomeIcon = u"check"_s;
        line.outcome = tr("ok");
    } else if (line.linesAdded == 0 && line.linesRemoved == 0 && event.outputBytes > 0) {
        const bool whole = event.output.toUtf8().size() >= event.outputBytes;
        const auto lines = static_cast<int>(event.output.count(u'\n')) + 1;
        line.outcome = whole ? pluralText(lines, tr("%1 line"), tr("%1 lines")) : bytesText(event.outputBytes);
    }
}

void addCall(TranscriptBlock &block, const BlockInput &input)
{
    const EventRow &event = input.event;
    HeadLine line;
    const bool open = isOpen(event, input.state);
    line.open = open || input.state.runOpen;
    line.icon = event.kind == EventKind::Shell ? u"terminal"_s : toolIcon(event.tool);
    line.name = event.kind == EventKind::Shell ? tr("Shell") : visibleLine(event.tool).left(40);
    const QString folder = input.folder + u'/';
    line.argument =
        visibleLine(folder.size() > 1 && event.head.startsWith(folder) ? event.head.mid(folder.size()) : event.head);
    line.linesAdded = event.linesAdded;
    line.linesRemoved = event.linesRemoved;
    line.duration = durationText(event.durationMs);
    if (line.icon == "subagent"_L1) {
        line.iconTone = Tone::Subagent;
        line.mono = false;
    }
    fillOutcome(line, event);
    if (event.childRunId != 0)
        tellRun(line, input);
    block.setTime(timeText(event.at), Tone::Text3, false);
    if (event.kind == EventKind::Shell)
        block.setBar(Tone::Accent);
    // What is shown may be cut; a diff is copied as it is shown.
    if (open && input.detail != nullptr && input.detail->patch.isEmpty())
        block.setCopyText(callText(event.tool, *input.detail));
    block.add(std::make_unique<HeadPart>(std::move(line)), Indent::Line);
    if (open && event.childRunId != 0)
        addReport(block, input);
    else if (open)
        addCallBody(block, input);
}

struct FoldedLook {
    QString icon;
    QString name;
};

FoldedLook foldedLook(const EventRow &event)
{
    switch (event.kind) {
    case EventKind::Thinking:
        return {u"thinking"_s, tr("Thinking")};
    case EventKind::LocalOutput:
        return {u"terminal"_s, tr("Command output")};
    case EventKind::Injected:
        return {u"info"_s, tr("Added by the client")};
    case EventKind::MachineTurn:
        return {u"sessions"_s, tr("Turn made by the client")};
    case EventKind::Summary:
        return {u"compact"_s, tr("Summary")};
    case EventKind::Attachment:
        return {u"file"_s, tr("Attachment")};
    case EventKind::Notice:
        return {u"info"_s, tr("Notice")};
    default:
        return {u"json"_s, tr("Line not understood (kept as it is)")};
    }
}

void addFolded(TranscriptBlock &block, const BlockInput &input)
{
    const EventRow &event = input.event;
    const bool thinking = event.kind == EventKind::Thinking;
    const FoldedLook look = foldedLook(event);
    HeadLine line;
    line.emphasised = false;
    line.mono = false;
    line.icon = look.icon;
    line.iconTone = Tone::Text3;
    line.name = look.name;
    line.argument = thinking ? QString() : visibleLine(event.head.left(300));
    const qint64 bytes = std::max(event.textBytes, event.outputBytes);
    line.outcome = bytes > 0 ? bytesText(bytes) : thinking ? tr("text not kept by the client") : QString();
    line.duration = durationText(event.durationMs);
    line.foldable = bytes > 0 || event.kind == EventKind::Unknown || event.images > 0;
    line.open = line.foldable && isOpen(event, input.state);
    const bool open = line.open;
    block.setTime(timeText(event.at), Tone::Text3, false);
    block.add(std::make_unique<HeadPart>(std::move(line)), Indent::Line);
    if (!open)
        return;
    if (thinking || event.kind == EventKind::Summary) {
        addMarkdown(block, wholeText(input), input.state, Tone::Text2);
    } else {
        const QString raw = input.detail != nullptr ? input.detail->rawLine : QString();
        QString text = wholeText(input);
        if (text.isEmpty())
            text = event.output.isEmpty() ? raw : input.detail != nullptr ? input.detail->output : event.output;
        addPlainText(block, text, input.state);
    }
    addPictures(block, input);
}

void addError(TranscriptBlock &block, const BlockInput &input)
{
    HeadLine line;
    line.foldable = false;
    line.failed = true;
    line.mono = false;
    line.icon = u"error"_s;
    line.name = tr("Error of the client");
    block.setTime(timeText(input.event.at), Tone::Text3, false);
    block.add(std::make_unique<HeadPart>(std::move(line)), Indent::Line);
    const QString text = wholeText(input);
    if (text.size() > errorCharacters)
        addPlainText(block, text, input.state);
    else
        block.add(ProsePart::fromText(visibleText(text), Face::Base, Tone::Error), Indent::Text, 2, 6);
}

void addSeparators(TranscriptBlock &block, const BlockInput &input)
{
    const EventRow &event = input.event;
    if (input.previous != nullptr && event.at >= 0 && input.previous->at >= 0) {
        const qint64 gap = event.at - input.previous->at - std::max<qint64>(0, input.previous->durationMs);
        if (gap >= gapFrom)
            block.add(std::make_unique<SeparatorPart>(tr("%1 later").arg(longDurationText(gap)), QString(), true),
                      Indent::Line);
    }
    if (!event.model.isEmpty() && !input.modelBefore.isEmpty() && event.model != input.modelBefore)
        block.add(
            std::make_unique<SeparatorPart>(
                tr("Model: %1 → %2").arg(visibleLine(input.modelBefore), visibleLine(event.model)), u"swap"_s, false),
            Indent::Line);
}

} // namespace

void addMarkdown(TranscriptBlock &block, const QString &text, const BlockState &state, Tone tone)
{
    const Markdown markdown = readMarkdown(text);
    if (markdown.cut && state.whole) {
        addWhole(block, text);
        return;
    }
    for (const MarkdownPiece &piece : markdown.pieces) {
        if (piece.kind == MarkdownPiece::Kind::Html) {
            block.add(ProsePart::fromHtml(piece.content, tone), Indent::Text, 3, 3);
            continue;
        }
        int total = 0;
        CodeLook look;
        look.language = piece.language;
        block.add(std::make_unique<CodePart>(plainLines(piece.content, 20'000, 0, total), look), Indent::Text, 2);
    }
    if (markdown.cut)
        offerWhole(block, text);
}

bool isOpen(const EventRow &event, const BlockState &state)
{
    // Where a run does not end with its report, the call is the only one to tell it.
    const bool tellsMore = state.runOpen && !event.childRun.answered;
    return state.open.value_or(event.outcome == Outcome::Failed || tellsMore);
}

bool needsDetail(const EventRow &event, const BlockState &state)
{
    if (isPrompt(event.kind) || event.kind == EventKind::Reply || event.kind == EventKind::ApiError)
        return isTruncated(event) || event.images > 0;
    return isOpen(event, state);
}

std::unique_ptr<TranscriptBlock> buildBlock(const BlockInput &input)
{
    auto block = std::make_unique<TranscriptBlock>(input.event.id);
    block->setDepth(input.depth);
    addSeparators(*block, input);
    switch (input.event.kind) {
    case EventKind::Prompt:
    case EventKind::Command:
        addPrompt(*block, input);
        break;
    case EventKind::Reply:
        addReply(*block, input);
        break;
    case EventKind::ToolCall:
    case EventKind::Shell:
        addCall(*block, input);
        break;
    case EventKind::Compaction:
        block->setTime(timeText(input.event.at), Tone::Text3, false);
        block->add(
            std::make_unique<SeparatorPart>(
                tr("Compacted") + (input.event.head.isEmpty() ? QString() : u" · "_s + visibleLine(input.event.head)),
                u"compact"_s, false),
            Indent::Line);
        break;
    case EventKind::Interruption:
        block->setTime(timeText(input.event.at), Tone::Text3, false);
        block->add(std::make_unique<SeparatorPart>(tr("Interrupted by the person"), u"stop"_s, false), Indent::Line);
        break;
    case EventKind::ApiError:
        addError(*block, input);
        break;
    default:
        addFolded(*block, input);
        break;
    }
    if (isPrompt(input.event.kind) || input.event.kind == EventKind::Reply)
        block->setCopyText(wholeText(input));
    return block;
}

} // namespace assay
