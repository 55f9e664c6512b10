// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// What the person typed: a heading, what they pasted below it.
#include <algorithm>

#include <QRegularExpression>

#include "views/text/visibletext.h"
#include "views/transcript/blockpieces.h"
#include "views/transcript/morepart.h"
#include "views/transcript/prosepart.h"
#include "views/widgets/translation.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;
using Indent = TranscriptBlock::Indent;

namespace {

constexpr int promptFoldsOver = 12;
constexpr int promptFoldsTo = 8;
constexpr qsizetype promptCharacters = 1600;
constexpr qsizetype promptLimit = BlockState::neverCut; // characters of one text document
constexpr int typedLines = 6;                           // a first paragraph up to this long counts as typed by hand
constexpr int mostFences = 40;                          // of a prompt that are shown as code

bool isFence(QStringView line)
{
    return line.trimmed().startsWith("```"_L1);
}

// Where the heading ends: the first paragraph of a longer text. Nobody marks what was pasted, but people write first
// and paste below.
qsizetype headingEnd(const QString &text)
{
    qsizetype lines = 1;
    for (qsizetype at = text.indexOf(u'\n'); at >= 0; at = text.indexOf(u'\n', at + 1), ++lines) {
        const QStringView rest = QStringView(text).mid(at + 1);
        if (rest.startsWith(u'\n') || isFence(rest.left(rest.indexOf(u'\n'))))
            return at;
        if (lines >= typedLines)
            return text.indexOf(u'\n');
    }
    return lines > typedLines ? text.indexOf(u'\n') : text.size();
}

// What clients and the programs around them put before a prompt. Any other element is the person's own.
bool isOfPrograms(const QString &element)
{
    static const QRegularExpression known(
        u"^(system[-_](reminder|instruction|prompt)s?|(ide|command|local-command|bash)[-_][\\w-]+|user-memory-input|"
        "user-prompt-submit-hook|session-start-hook|task-notification|environment_context|user_instructions)$"_s);
    return known.match(element).hasMatch();
}

// Where the person's words begin, behind what other programs put before them: elements whose tags stand alone on their
// lines. 0 = there are none, or nothing follows.
qsizetype wrapperEnd(const QString &text)
{
    static const QRegularExpression element(u"\\G\\s*<([A-Za-z][\\w-]*)>[ \\t]*\\n.*?</\\1>\\s*"_s,
                                            QRegularExpression::DotMatchesEverythingOption);
    qsizetype end = 0;
    for (auto match = element.match(text);
         match.hasMatch() && match.capturedEnd() < text.size() && isOfPrograms(match.captured(1));
         match = element.match(text, end))
        end = match.capturedEnd();
    return end;
}

void addTyped(TranscriptBlock &block, const QString &text, Face face, qreal above, qreal below)
{
    if (!text.trimmed().isEmpty())
        block.add(ProsePart::fromText(visibleText(text), face, Tone::Text), Indent::Text, above, below);
}

// Text in the weight of prose, with the code that stands between fences as code.
void addPasted(TranscriptBlock &block, const QString &text)
{
    QStringList lines = text.split(u'\n');
    QStringList open;
    QString language;
    bool inCode = false;
    int fences = 0;
    const auto flush = [&] {
        const QString piece = open.join(u'\n');
        open.clear();
        if (inCode)
            addCode(block, piece, language);
        else
            addTyped(block, piece.trimmed(), Face::Base, 4, 4);
    };
    for (const QString &line : lines) {
        if (!isFence(line) || fences >= mostFences) {
            open.append(line);
            continue;
        }
        flush();
        ++fences;
        inCode = !inCode;
        language = inCode ? line.trimmed().mid(3).trimmed() : QString();
    }
    flush();
}

void addText(TranscriptBlock &block, const QString &text, bool more)
{
    const qsizetype end = headingEnd(text);
    const bool whole = end >= text.size();
    addTyped(block, text.left(end), Face::Prompt, 9, whole && !more ? 7 : 2);
    if (!whole)
        addPasted(block, text.mid(end + 1));
}

} // namespace

void addPrompt(TranscriptBlock &block, const BlockInput &input)
{
    const EventRow &event = input.event;
    block.setTime(timeText(event.at), input.inRun ? Tone::Text3 : Tone::Accent, true);
    block.setBar(input.inRun ? Tone::StrongLine : Tone::Accent);
    QString text = wholeText(input);
    while (text.endsWith(u'\n'))
        text.chop(1);
    const qsizetype lines = text.count(u'\n') + 1;
    qsizetype begin = wrapperEnd(text);
    const bool isLong = begin > 0 || lines > promptFoldsOver || text.size() > promptCharacters * 3 / 2;
    QString more;
    if (isLong && !isOpen(event, input.state)) {
        const QString shown = text.mid(begin).section(u'\n', 0, promptFoldsTo - 1).left(promptCharacters);
        begin = 0;
        const qsizetype left = lines - shown.count(u'\n') - 1;
        more = left > 0 ? pluralText(left, tr("%1 more line"), tr("%1 more lines"))
                        : tr("%1 more characters").arg(countText(text.size() - shown.size()));
        text = shown;
    }
    if (text.trimmed().isEmpty())
        text = event.images > 0 ? tr("(a picture)") : tr("(no text)");
    qsizetype end = text.size();
    if (end > promptLimit) {
        const qsizetype line = text.lastIndexOf(u'\n', promptLimit - 1) + 1;
        end = line > promptLimit / 2 ? line : promptLimit - (text.at(promptLimit).isLowSurrogate() ? 1 : 0);
    }
    begin = std::min(begin, end);
    if (begin > 0)
        block.add(ProsePart::fromText(visibleText(text.left(begin).trimmed()), Face::Base, Tone::Text3), Indent::Text,
                  6, 2);
    addText(block, text.mid(begin, end - begin), !more.isEmpty());
    addRest(block, text.mid(end), input.state);
    if (!more.isEmpty())
        block.add(std::make_unique<MorePart>(more, BlockAct::Toggle), Indent::Text, 0, 6);
    if ((event.flags & EventFlagQueued) != 0)
        block.add(ProsePart::fromText(tr("Typed while the agent was busy"), Face::Row, Tone::Text3), Indent::Text, 0,
                  5);
    addPictures(block, input);
}

} // namespace assay
