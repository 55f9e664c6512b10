// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/sessions/sessionlayout.h"

#include <QFontMetricsF>

#include "models/data/live.h"
#include "views/text/visibletext.h"
#include "views/widgets/translation.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qreal leastProject = 40; // a name shorter than this tells nothing

bool isOneLine()
{
    return Theme::instance()->density() == Theme::Density::Compact;
}

qreal metaWidth(const QString &text)
{
    return QFontMetricsF(Theme::instance()->font(Face::Meta)).horizontalAdvance(text);
}

QList<SessionMark> marksOf(const SessionRow &session)
{
    QList<SessionMark> marks;
    const auto add = [&marks](const QString &icon, const QString &figure, Tone tone, const QString &tip) {
        marks.append({.icon = icon, .figure = figure, .tone = tone, .tip = tip, .place = {}});
    };
    if (session.errors > 0)
        add(u"error"_s, countText(session.errors), Tone::Error,
            pluralText(session.errors, tr("%1 failed call"), tr("%1 failed calls")));
    if (session.subagents > 0)
        add(u"subagent"_s, countText(session.subagents), Tone::Subagent,
            pluralText(session.subagents, tr("%1 sub-agent"), tr("%1 sub-agents")));
    if (session.compactions > 0)
        add(u"compact"_s, {}, Tone::Text2, pluralText(session.compactions, tr("%1 compaction"), tr("%1 compactions")));
    if (!session.tags.isEmpty()) {
        QStringList names;
        for (const QString &tag : session.tags)
            names.append(visibleLine(tag));
        add(u"tag"_s, {}, Tone::Text2, (names.size() == 1 ? tr("Tag: %1") : tr("Tags: %1")).arg(names.join(u", "_s)));
    }
    if (session.hasNote)
        add(u"note"_s, {}, Tone::Text2, tr("Has a note"));
    if (session.bookmarks > 0)
        add(u"bookmark"_s, {}, Tone::Accent, pluralText(session.bookmarks, tr("%1 bookmark"), tr("%1 bookmarks")));
    return marks;
}

// Places the marks so that they end at `right`; answers where the room before them ends.
qreal placeMarks(QList<SessionMark> &marks, qreal right, qreal y, qreal height)
{
    for (auto mark = marks.rbegin(); mark != marks.rend(); ++mark) {
        const qreal figure = mark->figure.isEmpty() ? 0 : metaWidth(mark->figure) + 2;
        const qreal width = px(12) + figure;
        mark->place = QRectF(right - width, y, width, height);
        right -= width + px(7);
    }
    return right;
}

QString whenTip(const SessionRow &session, qint64 now)
{
    QStringList lines;
    if (isLive(session, now))
        lines.append(tr("Live: the last event %1").arg(agoText(session.endedAt, now)));
    if (session.startedAt >= 0)
        lines.append(tr("Began %1").arg(isoText(session.startedAt)));
    if (session.endedAt >= 0)
        lines.append(tr("Last event %1").arg(isoText(session.endedAt)));
    return lines.join(u'\n');
}

} // namespace

int sessionRowHeight()
{
    return Theme::instance()->rowPx(isOneLine() ? 26 : 42);
}

int projectRowHeight()
{
    return Theme::instance()->rowPx(26);
}

QString figuresText(const SessionRow &session, qreal room, bool withProject)
{
    struct Figure {
        QString text;
        int drop; // the lowest goes first; 9 stays
    };
    QList<Figure> figures;
    const bool hasCost = session.costUsd.has_value() && *session.costUsd > 0;
    figures.append({pluralText(session.turns, tr("%1 turn"), tr("%1 turns")), hasCost ? 4 : 9});
    if (session.toolCalls > 0)
        figures.append({pluralText(session.toolCalls, tr("%1 tool"), tr("%1 tools")), 2});
    if (session.startedAt >= 0 && session.endedAt > session.startedAt)
        figures.append({durationText(session.endedAt - session.startedAt), 3});
    if (session.tokens.total() > 0)
        figures.append({roundedText(session.tokens.total()), 1});
    if (hasCost)
        figures.append({costText(*session.costUsd), 9});
    const QString between = u" · "_s;
    const auto joined = [&] {
        QStringList texts;
        for (const Figure &figure : figures)
            texts.append(figure.text);
        return texts.join(between);
    };
    const QString project = withProject ? visibleLine(session.projectName) : QString();
    const qreal wanted = project.isEmpty() ? 0 : std::min(metaWidth(project), room / 2) + metaWidth(between);
    for (int drop = 1; drop <= 4 && metaWidth(joined()) + (drop < 4 ? wanted : 0) > room; ++drop)
        figures.removeIf([drop](const Figure &figure) { return figure.drop == drop; });
    const qreal left = room - metaWidth(joined()) - metaWidth(between);
    if (project.isEmpty() || left < px(leastProject))
        return joined();
    const QFontMetricsF metrics(Theme::instance()->font(Face::Meta));
    return metrics.elidedText(project, Qt::ElideRight, left) + between + joined();
}

SessionLayout layoutSession(const SessionRow &session, const QRectF &row, bool flat, qint64 now)
{
    SessionLayout layout;
    layout.isUntitled = session.title.isEmpty();
    layout.title = layout.isUntitled ? tr("(no prompt)") : visibleLine(session.title);
    layout.isLive = isLive(session, now);
    layout.when =
        layout.isLive ? tr("live") : relativeText(session.endedAt >= 0 ? session.endedAt : session.startedAt, now);
    layout.whenTip = whenTip(session, now);
    layout.marks = marksOf(session);
    const bool oneLine = isOneLine();
    const qreal left = row.x() + px(flat ? 12 : 30);
    const qreal right = row.right() - px(10);
    const qreal first = oneLine ? row.y() + (row.height() - px(18)) / 2 : row.y() + (row.height() - px(34)) / 2;
    const qreal when = metaWidth(layout.when);
    layout.whenPlace = QRectF(right - when - 1, first, when + 2, px(18));
    const qreal dot = px(12);
    layout.livePlace = QRectF(left - (flat ? 0 : dot + px(4)), first + (px(18) - dot) / 2, dot, dot);
    const qreal titleLeft = left + (flat && layout.isLive ? dot + px(4) : 0);
    qreal end = right - when - px(8);
    if (oneLine) {
        end = placeMarks(layout.marks, end, first, px(18)) - (layout.marks.isEmpty() ? 0 : px(2));
    } else {
        const qreal second = first + px(18);
        const qreal room = placeMarks(layout.marks, right, second, px(16)) - px(2) - left;
        layout.figures = figuresText(session, room, flat);
        layout.figuresPlace = QRectF(left, second, room, px(16));
    }
    layout.titlePlace = QRectF(titleLeft, first, end - titleLeft, px(18));
    return layout;
}

QString SessionLayout::tipAt(const QPointF &at) const
{
    for (const SessionMark &mark : marks) {
        if (mark.place.adjusted(-px(3), 0, px(3), 0).contains(at))
            return mark.tip;
    }
    const bool onDot = isLive && livePlace.adjusted(-px(3), -px(3), px(3), px(3)).contains(at);
    if (onDot || whenPlace.adjusted(-px(6), 0, px(6), 0).contains(at))
        return whenTip;
    const bool isCut = QFontMetricsF(Theme::instance()->font(Face::Base)).horizontalAdvance(title) > titlePlace.width();
    return isCut && titlePlace.contains(at) ? title : QString();
}

} // namespace assay
