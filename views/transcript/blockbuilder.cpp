// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/blockbuilder.h"

#include "views/text/visibletext.h"
#include "views/transcript/blockpieces.h"
#include "views/transcript/prosepart.h"
#include "views/transcript/separatorpart.h"
#include "views/widgets/translation.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;
using Indent = TranscriptBlock::Indent;

namespace {

constexpr qint64 gapFrom = 60'000;
constexpr qsizetype errorCharacters = 2000;

bool isPrompt(EventKind kind)
{
    return kind == EventKind::Prompt || kind == EventKind::Command;
}

bool isTruncated(const EventRow &event)
{
    return event.textBytes > event.text.toUtf8().size();
}

void addReply(TranscriptBlock &block, const BlockInput &input)
{
    block.setTime(timeText(input.event.at), Tone::Text3, true);
    addMarkdown(block, wholeText(input), input.state, Tone::Text);
}

void addCall(TranscriptBlock &block, const BlockInput &input)
{
    const EventRow &event = input.event;
    HeadLine line = callHead(input);
    block.setRunning(line.runningSince >= 0);
    block.setTime(timeText(event.at), Tone::Text3, false);
    if (event.kind == EventKind::Shell)
        block.setBar(Tone::Accent);
    const bool open = isOpen(event, input.state);
    // What is shown may be cut; a diff is copied as it is shown.
    if (open && input.detail != nullptr && input.detail->patch.isEmpty())
        block.setCopyText(callText(event.tool, *input.detail));
    block.add(std::make_unique<HeadPart>(std::move(line)), Indent::Line);
    if (open && input.state.raw)
        addRaw(block, input);
    else if (open && event.childRunId != 0)
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

// About four bytes of text make a token; the client does not tell their number.
QString tokensText(qint64 bytes)
{
    return tr("about %1 tokens").arg(roundedText(std::max<qint64>(1, bytes / 4)));
}

void addFoldedText(TranscriptBlock &block, const BlockInput &input)
{
    const EventRow &event = input.event;
    QString text = wholeText(input);
    if (text.isEmpty())
        text = input.detail != nullptr ? input.detail->output : event.output;
    if (!text.isEmpty())
        addPlainText(block, text, input.state);
    else if (!addTree(block, input, JsonSource::Line, {}))
        addRaw(block, input);
}

// Of kinds that have no line of their own: the stored line under one that leads back.
void addRawRow(TranscriptBlock &block, const BlockInput &input)
{
    HeadLine line;
    line.icon = u"json"_s;
    line.iconTone = Tone::Text3;
    line.name = input.event.kind == EventKind::Reply ? tr("Reply") : tr("Event");
    if (isPrompt(input.event.kind))
        line.name = tr("Prompt");
    line.mono = false;
    line.foldable = false;
    line.raw = true;
    block.setTime(timeText(input.event.at), Tone::Text3, true);
    block.add(std::make_unique<HeadPart>(std::move(line)), Indent::Line);
    addRaw(block, input);
}

bool hasHead(EventKind kind)
{
    return !isPrompt(kind) && kind != EventKind::Reply && kind != EventKind::Compaction &&
           kind != EventKind::Interruption && kind != EventKind::ApiError;
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
    line.outcome = bytes <= 0 ? thinking ? tr("text not kept by the client") : QString()
                   : thinking ? tokensText(bytes)
                              : bytesText(bytes);
    line.duration = durationText(event.durationMs);
    line.foldable = bytes > 0 || event.kind == EventKind::Unknown || event.images > 0;
    line.open = line.foldable && isOpen(event, input.state);
    const bool open = line.open;
    if (open)
        line.raw = input.state.raw;
    block.setTime(timeText(event.at), Tone::Text3, false);
    block.add(std::make_unique<HeadPart>(std::move(line)), Indent::Line);
    if (!open)
        return;
    if (input.state.raw) {
        addRaw(block, input);
        return;
    }
    if (thinking || event.kind == EventKind::Summary) {
        addMarkdown(block, wholeText(input), input.state, Tone::Text2);
    } else {
        addFoldedText(block, input);
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
    // "<synthetic>" made by the client is no model.
    const auto answers = [](const QString &model) { return !model.isEmpty() && !model.startsWith(u'<'); };
    if (answers(event.model) && answers(input.modelBefore) && event.model != input.modelBefore)
        block.add(
            std::make_unique<SeparatorPart>(
                tr("Model: %1 → %2").arg(visibleLine(input.modelBefore), visibleLine(event.model)), u"swap"_s, false),
            Indent::Line);
    if (!event.skill.isEmpty() && event.skill != input.skillBefore)
        block.add(std::make_unique<SeparatorPart>(tr("Skill: %1").arg(visibleLine(event.skill)), u"skills"_s, false),
                  Indent::Line);
}

} // namespace

bool isOpen(const EventRow &event, const BlockState &state)
{
    // Where a run does not end with its report, the call is the only one to tell it.
    const bool tellsMore = state.runOpen && !event.childRun.answered;
    return state.open.value_or(event.outcome == Outcome::Failed || tellsMore);
}

bool needsDetail(const EventRow &event, const BlockState &state)
{
    if (state.raw)
        return true;
    if (isPrompt(event.kind) || event.kind == EventKind::Reply || event.kind == EventKind::ApiError)
        return isTruncated(event) || event.images > 0;
    return isOpen(event, state);
}

std::unique_ptr<TranscriptBlock> buildBlock(const BlockInput &input)
{
    auto block = std::make_unique<TranscriptBlock>(input.event.id);
    block->setDepth(input.depth);
    addSeparators(*block, input);
    if (input.state.raw && !hasHead(input.event.kind)) {
        addRawRow(*block, input);
        return block;
    }
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
                u"compact"_s, false, BlockAct::Toggle),
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
