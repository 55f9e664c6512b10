// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0

#include "views/text/visibletext.h"
#include "views/transcript/blockpieces.h"
#include "views/transcript/headpart.h"
#include "views/transcript/morepart.h"
#include "views/transcript/prosepart.h"
#include "views/widgets/translation.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 clockSkewMs = 1000;

// The call came back while the run went on.
bool isInBackground(const EventRow &event)
{
    return event.outcome == Outcome::Ok && event.at >= 0 && event.durationMs >= 0 &&
           event.childRun.endedAt > event.at + event.durationMs + clockSkewMs;
}

} // namespace

void tellRun(HeadLine &line, const BlockInput &input)
{
    const EventRow &event = input.event;
    const ChildRun &run = event.childRun;
    const bool background = isInBackground(event);
    QStringList words;
    if (!run.agentType.isEmpty())
        words.append(visibleLine(run.agentType).left(40));
    if (run.toolCalls > 0)
        words.append(pluralText(run.toolCalls, tr("%1 tool"), tr("%1 tools")));
    if (event.outcome != Outcome::Ok && !line.outcome.isEmpty())
        words.append(line.outcome);
    else if (run.events == 0)
        words.append(tr("transcript not kept"));
    else if (background)
        words.append(run.answered ? tr("in the background") : tr("in the background, no report so far"));
    line.outcome = words.join(u" · "_s);
    line.errors = run.errors;
    if (background && run.startedAt >= 0)
        line.duration = durationText(run.endedAt - run.startedAt);
    if (input.state.runOpen)
        line.link = tr("open run");
}

void addReport(TranscriptBlock &block, const BlockInput &input)
{
    if (input.event.outcome == Outcome::Failed) {
        addCallBody(block, input);
        return;
    }
    const QString text = input.detail != nullptr ? input.detail->output : input.event.output;
    if (text.isEmpty())
        return;
    // A long one must not push the run out of sight.
    const auto lines = static_cast<int>(text.count(u'\n')) + 1;
    const int shown = lines <= input.state.lines + 3 ? lines : input.state.lines;
    block.add(ProsePart::fromText(tr("Report to the caller"), Face::Meta, Tone::Subagent),
              TranscriptBlock::Indent::Text, 4, 0);
    addMarkdown(block, text.section(u'\n', 0, shown - 1), input.state, Tone::Text2);
    if (shown < lines)
        block.add(std::make_unique<MorePart>(pluralText(lines - shown, tr("%1 more line"), tr("%1 more lines")),
                                             BlockAct::MoreLines),
                  TranscriptBlock::Indent::Text, 0, 4);
    addPictures(block, input);
}

} // namespace assay
