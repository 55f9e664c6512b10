// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/timeline/timelinestrip.h"

#include <cmath>

#include <QDateTime>
#include <QPainter>
#include <QPainterPath>

#include "views/widgets/icons.h"
#include "views/widgets/theme.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qreal pitch = 3; // a bar and the blank below it

// Lanes at the 13 px base, from the left edge.
constexpr qreal bracketLane = 6;
constexpr qreal bracketWidth = 4;
constexpr qreal promptLane = 4;
constexpr qreal barLane = 15;
constexpr qreal longestBar = 16;
constexpr qreal diamondLane = 37;

QString clockText(qint64 at)
{
    return QDateTime::fromMSecsSinceEpoch(at).toString(u"HH:mm"_s);
}

QPainterPath diamond(qreal x, qreal y, qreal radius)
{
    QPainterPath path(QPointF(x, y - radius));
    path.lineTo(x + radius, y);
    path.lineTo(x, y + radius);
    path.lineTo(x - radius, y);
    path.closeSubpath();
    return path;
}

} // namespace

TimelineStrip::TimelineStrip(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Timeline"));
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    connect(Theme::instance(), &Theme::changed, this, &TimelineStrip::restyle);
    restyle();
}

void TimelineStrip::restyle()
{
    setFixedWidth(Theme::instance()->px(46));
    rebin();
}

QSize TimelineStrip::sizeHint() const
{
    const Theme *theme = Theme::instance();
    return {theme->px(46), theme->px(200)};
}

QRectF TimelineStrip::plot() const
{
    const qreal clock = Theme::instance()->px(24);
    return {1, clock, width() - 1.0, std::max(1.0, height() - 2 * clock)};
}

void TimelineStrip::setTimeline(const Timeline &timeline)
{
    const bool other = timeline.sessionId != m_timeline.sessionId || timeline.runId != m_timeline.runId;
    m_timeline = timeline;
    if (other || m_cursor >= m_timeline.marks.size())
        m_cursor = -1;
    rebin();
}

void TimelineStrip::rebin()
{
    const int most = static_cast<int>(plot().height() / Theme::instance()->px(pitch));
    m_bins = binMarks(m_timeline.marks, m_timeline.bookmarks, std::max(1, most));
    forgetPicture();
}

void TimelineStrip::forgetPicture()
{
    m_picture = {};
    update();
}

void TimelineStrip::setInSight(int first, int last)
{
    if (first == m_firstInSight && last == m_lastInSight)
        return;
    m_firstInSight = first;
    m_lastInSight = last;
    update();
}

void TimelineStrip::setCurrentRow(int row)
{
    if (!hasFocus())
        m_cursor = row;
}

int TimelineStrip::yOf(int row) const
{
    const QRectF area = plot();
    if (m_bins.rows == 0)
        return static_cast<int>(area.top());
    const int bin = m_bins.binOf(row);
    return static_cast<int>(area.top() + (bin + 0.5) * area.height() / static_cast<qreal>(m_bins.bins.size()));
}

// The strongest mark near the position; what lies in the lane of failures is more likely meant than what lies below.
int TimelineStrip::rowAt(const QPoint &position) const
{
    const QRectF area = plot();
    const auto count = static_cast<int>(m_bins.bins.size());
    if (count == 0)
        return -1;
    const qreal each = area.height() / count;
    const qreal near = Theme::instance()->px(pitch);
    const int reach = each < 2 * near ? static_cast<int>(std::ceil(near / each)) : 0;
    const int under = std::clamp(static_cast<int>((position.y() - area.top()) / each), 0, count - 1);
    int best = under;
    const auto rank = [&](int bin) {
        return stripRank(m_bins.bins.at(bin).flags) >= 3 ? m_bins.bins.at(bin).flags : 0;
    };
    for (int bin = std::max(0, under - reach); bin <= std::min(count - 1, under + reach); ++bin) {
        if (stripRank(static_cast<quint8>(rank(bin))) > stripRank(static_cast<quint8>(rank(best))))
            best = bin;
    }
    return m_bins.bins.at(best).target;
}

QRectF TimelineStrip::frame() const
{
    if (m_lastInSight < m_firstInSight || m_bins.rows == 0)
        return {};
    const QRectF area = plot();
    const qreal each = area.height() / m_bins.rows;
    const qreal least = Theme::instance()->px(8);
    qreal top = area.top() + m_firstInSight * each;
    qreal height = (m_lastInSight - m_firstInSight + 1) * each;
    if (height < least) {
        top -= (least - height) / 2;
        height = least;
    }
    top = std::clamp(top, area.top(), std::max(area.top(), area.bottom() - height));
    return {area.left(), top, area.width() - 1, std::min(height, area.bottom() - top)};
}

void TimelineStrip::paintBin(QPainter &painter, const StripBin &bin, qreal y)
{
    const Theme *theme = Theme::instance();
    if ((bin.flags & (StripBin::Tool | StripBin::Subagent)) != 0) {
        // Most outputs have between ten bytes and thirty thousand.
        const qreal share = std::clamp((bin.size - 4) / 11.0, 0.0, 1.0);
        const qreal length = theme->px(4) + (theme->px(longestBar) - theme->px(4)) * share;
        painter.fillRect(QRectF(theme->px(barLane), y - 0.5, length, std::max(1.0, theme->px(10) / 10.0)),
                         theme->color(Tone::Tool));
        ++m_shapes;
    }
    if ((bin.flags & StripBin::Separator) != 0) {
        painter.setPen(QPen(theme->color(Tone::Text3), 1, Qt::DashLine));
        painter.drawLine(QPointF(1, y), QPointF(width(), y));
        ++m_shapes;
    }
    if ((bin.flags & StripBin::Prompt) != 0) {
        painter.fillRect(QRectF(theme->px(promptLane), y - 0.5, width() - theme->px(promptLane), 1),
                         theme->color(Tone::Accent));
        const qreal half = theme->px(3);
        QPainterPath triangle(QPointF(theme->px(promptLane), y - half));
        triangle.lineTo(theme->px(promptLane) + half * 1.6, y);
        triangle.lineTo(theme->px(promptLane), y + half);
        painter.fillPath(triangle, theme->color(Tone::Accent));
        ++m_shapes;
    }
    if ((bin.flags & (StripBin::Failed | StripBin::Denied)) != 0) {
        const QPainterPath path = diamond(theme->px(diamondLane), y, theme->px(4));
        if ((bin.flags & StripBin::Failed) != 0) {
            painter.fillPath(path, theme->color(Tone::Error));
        } else {
            painter.setPen(QPen(theme->color(Tone::Error), 1.2));
            painter.drawPath(path);
        }
        ++m_shapes;
    }
    if ((bin.flags & StripBin::Bookmark) != 0) {
        const int size = theme->px(12);
        paintIcon(painter, QPointF(theme->px(diamondLane) - size / 2.0, y - size / 2.0), u"bookmark"_s,
                  theme->color(Tone::Accent), size);
        ++m_shapes;
    }
}

void TimelineStrip::paintSubagents(QPainter &painter)
{
    const Theme *theme = Theme::instance();
    painter.setPen(QPen(theme->color(Tone::Subagent), std::max(1.5, theme->px(15) / 10.0)));
    for (const auto &[from, to] : std::as_const(m_bins.subagents)) {
        const qreal middle = (yOf(from) + yOf(to)) / 2.0;
        const qreal half = std::max((yOf(to) - yOf(from)) / 2.0, theme->px(5) * 1.0);
        const qreal left = theme->px(bracketLane);
        const qreal right = left + theme->px(bracketWidth);
        painter.drawPolyline(QList<QPointF>{
            {right, middle - half}, {left, middle - half}, {left, middle + half}, {right, middle + half}});
        ++m_shapes;
    }
}

void TimelineStrip::paintClocks(QPainter &painter)
{
    const auto known = [](const TimelineMark &mark) { return mark.at >= 0; };
    const auto first = std::find_if(m_timeline.marks.cbegin(), m_timeline.marks.cend(), known);
    if (first == m_timeline.marks.cend())
        return;
    const auto last = std::find_if(m_timeline.marks.crbegin(), m_timeline.marks.crend(), known);
    const Theme *theme = Theme::instance();
    painter.setFont(theme->font(Face::Meta));
    painter.setPen(theme->color(Tone::Text3));
    const int clock = theme->px(20);
    painter.drawText(QRect(1, 0, width() - 1, clock), Qt::AlignCenter, clockText(first->at));
    painter.drawText(QRect(1, height() - clock, width() - 1, clock), Qt::AlignCenter, clockText(last->at));
}

void TimelineStrip::paintPicture()
{
    const Theme *theme = Theme::instance();
    const qreal scale = devicePixelRatioF();
    m_picture = QPixmap((QSizeF(size()) * scale).toSize());
    m_picture.setDevicePixelRatio(scale);
    m_picture.fill(theme->color(Tone::Pane));
    ++m_pictures;
    m_shapes = 0;
    QPainter painter(&m_picture);
    painter.fillRect(QRect(0, 0, 1, height()), theme->color(Tone::Line));
    if (m_bins.rows == 0)
        return;
    paintClocks(painter);
    const QRectF area = plot();
    const qreal each = area.height() / static_cast<qreal>(m_bins.bins.size());
    painter.setRenderHint(QPainter::Antialiasing);
    paintSubagents(painter);
    // The ones that win last, on top of the others.
    for (const bool strong : {false, true}) {
        for (qsizetype i = 0; i < m_bins.bins.size(); ++i) {
            const StripBin &bin = m_bins.bins.at(i);
            const bool isStrong = stripRank(bin.flags) >= stripRank(StripBin::Denied);
            if (isStrong == strong && bin.flags != 0)
                paintBin(painter, bin, std::floor(area.top() + (static_cast<qreal>(i) + 0.5) * each) + 0.5);
        }
    }
}

void TimelineStrip::paintEvent(QPaintEvent * /*event*/)
{
    const Theme *theme = Theme::instance();
    if (m_picture.isNull() || m_picture.devicePixelRatio() != devicePixelRatioF())
        paintPicture();
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_picture);
    const QRectF seen = frame();
    if (!seen.isEmpty()) {
        QColor inside = theme->color(Tone::Accent);
        inside.setAlphaF(0.1F);
        painter.fillRect(seen, inside);
        painter.setPen(theme->color(Tone::Accent));
        painter.drawRect(seen.adjusted(0.5, 0.5, -0.5, -0.5));
    }
    if (m_hoverY >= 0) {
        painter.setPen(theme->color(Tone::Text3));
        painter.drawLine(1, m_hoverY, width(), m_hoverY);
    }
    if (hasFocus()) {
        painter.setPen(theme->color(Tone::Accent));
        painter.drawRect(rect().adjusted(1, 0, -1, -1));
        if (m_cursor >= 0) {
            painter.setPen(QPen(theme->color(Tone::Text), 1.5));
            painter.drawRect(QRectF(3, yOf(m_cursor) - theme->px(4), width() - 6, theme->px(8)));
        }
    }
}

} // namespace assay
