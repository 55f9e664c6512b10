// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/inspector/summarylines.h"

#include <array>

#include "views/text/visibletext.h"
#include "views/widgets/translation.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostOfSection = 3;

struct SummarySection {
    NoteSection section;
    const char *label;
};

constexpr std::array summarySections = {
    SummarySection{NoteSection::Asked, QT_TRANSLATE_NOOP("assay", "Asked")},
    SummarySection{NoteSection::Done, QT_TRANSLATE_NOOP("assay", "Done")},
    SummarySection{NoteSection::Failed, QT_TRANSLATE_NOOP("assay", "Failed")},
    SummarySection{NoteSection::Decisions, QT_TRANSLATE_NOOP("assay", "Decided")},
    SummarySection{NoteSection::Open, QT_TRANSLATE_NOOP("assay", "Open")},
    SummarySection{NoteSection::Next, QT_TRANSLATE_NOOP("assay", "Next")},
};

InspectorLine lineOf(const NoteBullet &bullet)
{
    InspectorLine line;
    line.key = u"%1 %2"_s.arg(static_cast<int>(bullet.section)).arg(bullet.key);
    line.text = visibleLine(bullet.text);
    line.wraps = true;
    if (showsCount(bullet))
        line.figures = {{u"\u00D7%1"_s.arg(countText(bullet.count)), Tone::Text3}};
    for (const NoteEvent &event : bullet.events)
        line.events.append(event.id);
    line.tip = line.text;
    if (line.events.size() == 1)
        line.tip += u'\n' + tr("A click shows the event that it was told by.");
    else if (!line.events.isEmpty())
        line.tip +=
            u'\n' +
            tr("Each click shows another of the %1 events that it was told by.").arg(countText(line.events.size()));
    return line;
}

} // namespace

Result<SessionSummary> readSessionSummary(Database &db, qint64 session)
{
    auto notes = readNotes(db, {.sessionId = session});
    if (!notes)
        return tl::unexpected(notes.error());
    auto fresh = readMemoryFreshness(db);
    if (!fresh)
        return tl::unexpected(fresh.error());
    return SessionSummary{std::move(*notes), *fresh};
}

SectionContent summaryLines(const SessionSummary &summary)
{
    SectionContent content;
    for (const SummarySection &each : summarySections) {
        int count = 0;
        for (const NoteBullet &bullet : summary.notes) {
            if (bullet.section != each.section || ++count > mostOfSection)
                continue;
            InspectorLine line = lineOf(bullet);
            if (count == 1)
                line.label = tr(each.label);
            content.lines.append(line);
        }
        if (count > mostOfSection)
            content.lines.last().note = tr("and %1 more").arg(countText(count - mostOfSection));
    }
    if (summary.fresh.refreshedAt < 0)
        content.figure = tr("not summed up yet");
    else
        content.figure =
            summary.fresh.isCurrent ? tr("current") : tr("as of %1").arg(timeText(summary.fresh.refreshedAt));
    return content;
}

} // namespace assay
