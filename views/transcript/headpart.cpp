// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/headpart.h"

#include <algorithm>

#include <QCoreApplication>
#include <QDateTime>
#include <QFontMetricsF>
#include <QPainter>

#include "views/transcript/foundtext.h"
#include "views/widgets/icons.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

qreal drawText(QPainter &painter, qreal x, qreal height, const QString &text, const QFont &font, const QColor &color)
{
    const qreal width = QFontMetricsF(font).horizontalAdvance(text);
    painter.setFont(font);
    painter.setPen(color);
    painter.drawText(QRectF(x, 0, width + 2, height), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, text);
    return width;
}

} // namespace

QString HeadPart::rawWord()
{
    return QCoreApplication::translate("assay::HeadPart", "raw");
}

HeadPart::HeadPart(HeadLine line)
    : m_line(std::move(line))
{
}

qreal HeadPart::layout(qreal width)
{
    const Theme *theme = Theme::instance();
    m_width = width;
    m_height = theme->rowPx(24);
    return m_height;
}

// Whole seconds: anything finer would only flicker.
QString HeadPart::durationNow() const
{
    if (m_line.runningSince < 0)
        return m_line.duration;
    const qint64 passed = std::max<qint64>(0, QDateTime::currentMSecsSinceEpoch() - m_line.runningSince);
    return passed < 60'000 ? QCoreApplication::translate("assay::HeadPart", "%1 s").arg(passed / 1000)
                           : durationText(passed);
}

qreal HeadPart::durationWidth() const
{
    const Theme *theme = Theme::instance();
    return theme->px(8) +
           std::max<qreal>(theme->px(58),
                           QFontMetricsF(theme->font(Face::Row)).horizontalAdvance(durationNow()) + theme->px(14));
}

// Of what stands between argument and outcome: acts, line counts, link.
qreal HeadPart::tailWidth(bool acts) const
{
    const Theme *theme = Theme::instance();
    qreal width = theme->px(6);
    if (!m_line.link.isEmpty())
        width += QFontMetricsF(theme->font(Face::Row)).horizontalAdvance(m_line.link) + theme->px(14);
    if (m_line.linesAdded > 0 || m_line.linesRemoved > 0)
        width += QFontMetricsF(theme->font(Face::Row, QFont::DemiBold))
                     .horizontalAdvance(changeText(true) + changeText(false)) +
                 theme->px(12);
    if (m_line.raw)
        width += QFontMetricsF(theme->font(Face::Meta, QFont::DemiBold)).horizontalAdvance(rawWord()) + theme->px(12);
    return width + (acts ? theme->px(22) : 0);
}

QString HeadPart::changeText(bool added) const
{
    return added ? u"+%1"_s.arg(m_line.linesAdded) : u"\u2212%1"_s.arg(m_line.linesRemoved);
}

// From the right edge: duration, outcome, link, line counts, acts. Returns where free space ends. Where room is short
// the words of the outcome give way, so that it does not end left of `least`.
qreal HeadPart::paintRight(QPainter &painter, qreal least, const PartPaint &how)
{
    const Theme *theme = Theme::instance();
    const QFont font = theme->font(Face::Row);
    const QFontMetricsF metrics(font);
    const QColor dim = theme->color(how.current ? Tone::Text2 : Tone::Text3);
    const bool acts = how.current || how.hovered;
    const QString duration = durationNow();
    qreal right = m_width - theme->px(8);
    if (!duration.isEmpty())
        drawText(painter, right - metrics.horizontalAdvance(duration), m_height, duration, font, dim);
    right = paintOutcome(painter, m_width - durationWidth(), least + tailWidth(acts), dim);
    if (!m_line.link.isEmpty()) {
        const qreal length = metrics.horizontalAdvance(m_line.link);
        right -= length + theme->px(8);
        m_linkRect = QRectF(right, 0, length, m_height);
        drawText(painter, right, m_height, m_line.link, font, theme->color(Tone::Accent));
        right -= theme->px(6);
    }
    if (m_line.linesAdded > 0 || m_line.linesRemoved > 0) {
        const QFont bold = theme->font(Face::Row, QFont::DemiBold);
        for (const bool added : {false, true}) {
            const QString count = changeText(added);
            right -= QFontMetricsF(bold).horizontalAdvance(count);
            drawText(painter, right, m_height, count, bold, theme->color(added ? Tone::Ok : Tone::Error));
            right -= theme->px(6);
        }
    }
    return paintActs(painter, right, dim, acts) - theme->px(6);
}

qreal HeadPart::outcomeIconsWidth() const
{
    const Theme *theme = Theme::instance();
    const int each = theme->px(14) + theme->px(6);
    const qreal errors = m_line.errors > 0
                             ? QFontMetricsF(theme->font(Face::Row)).horizontalAdvance(QString::number(m_line.errors)) +
                                   theme->px(6) + each
                             : 0;
    return errors + (m_line.outcomeIcon.isEmpty() ? 0 : each);
}

// Its right end is given; returns its left one.
qreal HeadPart::paintOutcome(QPainter &painter, qreal right, qreal least, const QColor &dim) const
{
    const Theme *theme = Theme::instance();
    const QFont font = theme->font(Face::Row);
    const QFontMetricsF metrics(font);
    const int size = theme->px(14);
    const qreal room = right - least - outcomeIconsWidth() - theme->px(6);
    const auto text = [&](const QString &words, const QColor &color) {
        right -= metrics.horizontalAdvance(words);
        drawText(painter, right, m_height, words, font, color);
        right -= theme->px(6);
    };
    const auto icon = [&](const QString &name, Tone tone) {
        right -= size;
        paintIcon(painter, QPointF(right, (m_height - size) / 2), name, theme->color(tone), size);
        right -= theme->px(6);
    };
    const bool plain = m_line.outcomeTone == Tone::Text3;
    if (m_line.errors > 0) {
        text(QString::number(m_line.errors), theme->color(Tone::Error));
        icon(u"error"_s, Tone::Error);
    }
    const QString words =
        m_line.errors > 0 && !m_line.outcome.isEmpty() ? m_line.outcome + u" \u00B7"_s : m_line.outcome;
    const QString shown = metrics.elidedText(words, Qt::ElideRight, std::max<qreal>(0, room));
    if (!shown.isEmpty() && (shown == words || room > theme->px(30)))
        text(shown, plain ? dim : theme->color(m_line.outcomeTone));
    if (!m_line.outcomeIcon.isEmpty())
        icon(m_line.outcomeIcon, plain ? Tone::Ok : m_line.outcomeTone);
    return right;
}

// "raw" of an open line; the copy button of the line under the mouse or the keyboard.
qreal HeadPart::paintActs(QPainter &painter, qreal right, const QColor &dim, bool copy)
{
    const Theme *theme = Theme::instance();
    m_rawRect = m_copyRect = QRectF();
    if (m_line.raw) {
        const QFont font = theme->font(Face::Meta, *m_line.raw ? QFont::DemiBold : QFont::Normal);
        const QString word = rawWord();
        const qreal width = QFontMetricsF(font).horizontalAdvance(word);
        right -= theme->px(8) + width;
        m_rawRect = QRectF(right - theme->px(4), 0, width + theme->px(8), m_height);
        drawText(painter, right, m_height, word, font, *m_line.raw ? theme->color(Tone::Text) : dim);
        right -= theme->px(4);
    }
    if (copy) {
        const int size = theme->px(14);
        right -= theme->px(4) + size;
        m_copyRect = QRectF(right - theme->px(4), 0, size + theme->px(8), m_height);
        paintIcon(painter, QPointF(right, (m_height - size) / 2), u"copy"_s, dim, size);
        right -= theme->px(4);
    }
    return right;
}

void HeadPart::paint(QPainter &painter, const PartPaint &how)
{
    const Theme *theme = Theme::instance();
    const bool ground = how.current || how.hovered;
    if (ground || m_line.failed) {
        const Tone tone = how.current ? Tone::SelectionOff : how.hovered ? Tone::Hover : Tone::ErrorGround;
        painter.fillRect(QRectF(0, 0, m_width, m_height), theme->color(tone));
    }
    const QColor second = theme->color(Tone::Text2);
    qreal x = theme->px(6);
    const int chevron = theme->px(12);
    if (m_line.foldable)
        paintIcon(painter, QPointF(x, (m_height - chevron) / 2), m_line.open ? u"chevron-down"_s : u"chevron-right"_s,
                  second, chevron);
    x += chevron + theme->px(6);
    const int size = theme->px(14);
    paintIcon(painter, QPointF(x, (m_height - size) / 2), m_line.icon,
              theme->color(m_line.failed ? Tone::Error : m_line.iconTone), size);
    x += size + theme->px(6);

    QFont name = theme->font(Face::Row, m_line.emphasised ? QFont::DemiBold : QFont::Normal);
    name.setItalic(!m_line.emphasised);
    const Tone nameTone = m_line.failed       ? Tone::Error
                          : m_line.emphasised ? Tone::Text
                          : how.current       ? Tone::Text2
                                              : Tone::Text3;
    const qreal fixed = durationWidth() + outcomeIconsWidth() + tailWidth(how.current || how.hovered);
    const qreal nameRoom = std::max<qreal>(theme->px(36), m_width - fixed - theme->px(10) - x);
    m_name = {QFontMetricsF(name).elidedText(m_line.name, Qt::ElideRight, nameRoom), name, 0, x};
    m_name.cutFrom(m_line.name);
    x += std::max<qreal>(paintShown(painter, m_name, theme->color(nameTone), how),
                         m_line.emphasised ? theme->px(36) : 0);
    x += theme->px(10);
    // The argument tells more than the words of the outcome.
    const QFontMetricsF metrics(theme->font(m_line.mono ? Face::Mono : Face::Row));
    const qreal telling = std::min<qreal>(metrics.horizontalAdvance(m_line.argument), theme->px(90));
    const qreal right = paintRight(painter, x + telling, how);
    paintArgument(painter, x, right, m_line.emphasised || how.current ? second : theme->color(Tone::Text3), how);
    if (how.currentFound >= 0)
        paintFoundFrame(painter, rectOf(how.found.at(how.currentFound)));
}

void HeadPart::paintArgument(QPainter &painter, qreal x, qreal right, const QColor &color, const PartPaint &how)
{
    const Theme *theme = Theme::instance();
    const QFont font = theme->font(m_line.mono ? Face::Mono : Face::Row);
    const QFontMetricsF metrics(font);
    const Qt::TextElideMode mode = m_line.path ? Qt::ElideMiddle : Qt::ElideRight;
    m_argument = {right > x ? metrics.elidedText(m_line.argument, mode, right - x) : QString(), font,
                  static_cast<int>(m_line.name.size()) + 1, x};
    m_argument.cutFrom(m_line.argument);
    x += paintShown(painter, m_argument, color, how) + theme->px(14);
    if (m_line.rest.isEmpty() || right - x < theme->px(30))
        return;
    drawText(painter, x, m_height, metrics.elidedText(m_line.rest, Qt::ElideMiddle, right - x), font,
             theme->color(Tone::Text3));
}

void HeadPart::Shown::cutFrom(const QString &whole)
{
    const auto differ = std::mismatch(text.begin(), text.end(), whole.begin(), whole.end());
    gap = static_cast<int>(differ.first - text.begin());
    cut = static_cast<int>(whole.size() - text.size());
}

int HeadPart::Shown::placeOf(int position, bool end) const
{
    const int place = position - start;
    const int size = static_cast<int>(text.size());
    if (place <= gap)
        return std::clamp(place, 0, size);
    if (place > gap + cut)
        return std::min(place - cut, size);
    return end ? gap + 1 : gap; // in what the ellipsis stands for
}

QRectF HeadPart::rectIn(const Shown &shown, int from, int to) const
{
    const QFontMetricsF metrics(shown.font);
    const qreal left = metrics.horizontalAdvance(shown.text.left(shown.placeOf(from, false)));
    const qreal right = metrics.horizontalAdvance(shown.text.left(shown.placeOf(to, true)));
    const int inset = Theme::instance()->px(4);
    return {shown.x + left, static_cast<qreal>(inset), right - left, m_height - 2 * inset};
}

qreal HeadPart::paintShown(QPainter &painter, const Shown &shown, const QColor &color, const PartPaint &how) const
{
    const Theme *theme = Theme::instance();
    const int end = shown.positionOf(static_cast<int>(shown.text.size()));
    bool grounded = false;
    const auto ground = [&](int from, int to, Tone tone) {
        from = std::max(from, shown.start);
        to = std::min(to, end);
        if (from >= to)
            return;
        painter.fillRect(rectIn(shown, from, to), theme->color(tone));
        grounded = true;
    };
    ground(how.selectFrom, how.selectTo, Tone::Selection);
    for (const TextRange &found : how.found)
        ground(found.start, found.end(), Tone::Find);
    return drawText(painter, shown.x, m_height, shown.text, shown.font, grounded ? theme->color(Tone::Text) : color);
}

int HeadPart::positionAt(const QPointF &point) const
{
    const Shown &shown = point.x() < m_argument.x ? m_name : m_argument;
    const QFontMetricsF metrics(shown.font);
    qreal x = shown.x;
    for (int i = 0; i < shown.text.size(); ++i) {
        const qreal next = shown.x + metrics.horizontalAdvance(shown.text.left(i + 1));
        if (point.x() < (x + next) / 2)
            return shown.positionOf(i);
        x = next;
    }
    return &shown == &m_name ? static_cast<int>(m_line.name.size()) : static_cast<int>(plainText().size());
}

QRectF HeadPart::rectOf(const TextRange &range) const
{
    return rectIn(range.start < m_argument.start ? m_name : m_argument, range.start, range.end());
}

QString HeadPart::plainText() const
{
    QString text = m_line.name;
    for (const QString &more : {m_line.argument, m_line.rest}) {
        if (!more.isEmpty())
            text += u' ' + more;
    }
    return text;
}

QString HeadPart::spokenText() const
{
    QString text = plainText();
    if (m_line.linesAdded > 0 || m_line.linesRemoved > 0)
        text += u", +%1 \u2212%2"_s.arg(m_line.linesAdded).arg(m_line.linesRemoved);
    for (const QString &more : {m_line.outcome, durationNow()}) {
        if (!more.isEmpty())
            text += u", "_s + more;
    }
    return text;
}

BlockAct HeadPart::actAt(const QPointF &point) const
{
    if (m_linkRect.contains(point))
        return BlockAct::OpenRun;
    if (m_rawRect.contains(point))
        return BlockAct::ToggleRaw;
    if (m_copyRect.contains(point))
        return BlockAct::CopyEvent;
    return m_line.foldable ? BlockAct::Toggle : BlockAct::None;
}

} // namespace assay
