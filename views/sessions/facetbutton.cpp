// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/sessions/facetbutton.h"

#include <QGuiApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QRegularExpression>

#include <algorithm>

#include "views/text/visibletext.h"
#include "views/transcript/blockbuilder.h"
#include "views/widgets/elidedtext.h"
#include "views/widgets/icons.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int facetMark = 12;
constexpr int inset = 4;
constexpr int gap = 6;
constexpr int barWidth = 34;
constexpr int leastBar = 12;
constexpr int leastLabel = 40; // narrower, and the bar makes room for the name
constexpr int barHeight = 5;

struct Mark {
    QString icon;
    Tone tone = Tone::Text2;
};

Mark markOf(const FacetValue &value)
{
    switch (value.kind) {
    case FacetKind::Outcome:
        return value.name == "error"_L1         ? Mark{u"error"_s, Tone::Error}
               : value.name == "denied"_L1      ? Mark{u"denied"_s, Tone::Error}
               : value.name == "interrupted"_L1 ? Mark{u"stop"_s, Tone::Tool}
                                                : Mark{u"check"_s, Tone::Ok};
    case FacetKind::Tool: {
        const QString icon = toolIcon(value.name);
        return {icon, icon == "subagent"_L1 ? Tone::Subagent : Tone::Tool};
    }
    case FacetKind::Project:
        return {u"repo"_s};
    case FacetKind::Model:
        return {u"swap"_s};
    case FacetKind::Day:
        return {u"history"_s};
    case FacetKind::Tag:
        return {u"tag"_s};
    }
    return {};
}

// The names of models begin and end alike; what tells them apart is between.
QString shortModel(const QString &name)
{
    static const QRegularExpression rest(u"^claude-|-20[0-9]{6}$"_s);
    QString part = name;
    return part.remove(rest);
}

QString labelOf(const FacetValue &value)
{
    if (value.kind == FacetKind::Model)
        return visibleLine(shortModel(value.name));
    if (value.kind == FacetKind::Outcome) {
        return value.name == "error"_L1         ? FacetButton::tr("error")
               : value.name == "denied"_L1      ? FacetButton::tr("denied")
               : value.name == "interrupted"_L1 ? FacetButton::tr("interrupted")
                                                : FacetButton::tr("clean");
    }
    if (value.kind == FacetKind::Day) {
        return value.name == "today"_L1       ? FacetButton::tr("today")
               : value.name == "yesterday"_L1 ? FacetButton::tr("yesterday")
               : value.name == "7d"_L1        ? FacetButton::tr("last 7 days")
               : value.name == "30d"_L1       ? FacetButton::tr("last 30 days")
                                              : FacetButton::tr("older");
    }
    return visibleLine(value.name);
}

} // namespace

FacetButton::FacetButton(QWidget *parent)
    : QAbstractButton(parent)
{
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::clicked, this,
            [this] { Q_EMIT chosen(m_value, QGuiApplication::keyboardModifiers().testFlag(Qt::ControlModifier)); });
}

void FacetButton::show(const FacetValue &value, FacetState state)
{
    setVisible(true);
    if (value == m_value && state == m_state)
        return;
    m_value = value;
    m_state = state;
    m_label = labelOf(value);
    describe();
    update();
}

void FacetButton::setColumns(const Columns &columns)
{
    if (columns == m_columns)
        return;
    m_columns = columns;
    update();
}

FacetButton::Columns FacetButton::columns() const
{
    const Theme *theme = Theme::instance();
    return {.most = std::max(0, m_value.sessions),
            .label = QFontMetrics(theme->font(Face::Row)).horizontalAdvance(m_label) + 1,
            .count = QFontMetrics(theme->font(Face::Meta)).horizontalAdvance(countText(m_value.sessions)) + 1};
}

void FacetButton::describe()
{
    const QString sessions =
        m_value.sessions < 0 ? QString() : pluralText(m_value.sessions, tr("%1 session"), tr("%1 sessions"));
    QStringList parts{m_label};
    if (m_state != FacetState::Off)
        parts.append(m_state == FacetState::On ? tr("in the filter") : tr("excluded by the filter"));
    if (!sessions.isEmpty())
        parts.append(sessions);
    setAccessibleName(parts.join(u", "_s));
    const QString terms = visibleLine(m_value.terms.join(u' '));
    QStringList lines{sessions.isEmpty() ? terms : u"%1: %2"_s.arg(terms, sessions)};
    if (m_state != FacetState::Off)
        lines.append(tr("Click takes it out of the filter"));
    else if (m_value.terms.size() == 1)
        lines.append(tr("Ctrl+click excludes it"));
    setToolTip(tipText(lines.join(u'\n')));
}

QSize FacetButton::sizeHint() const
{
    return {px(140), px(18)};
}

QSize FacetButton::minimumSizeHint() const
{
    return {px(60), px(18)};
}

void FacetButton::keyPressEvent(QKeyEvent *event)
{
    const bool enters = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enters || (event->key() == Qt::Key_Space && event->modifiers().testFlag(Qt::ControlModifier)))
        Q_EMIT chosen(m_value, event->modifiers().testFlag(Qt::ControlModifier));
    else
        QAbstractButton::keyPressEvent(event);
}

void FacetButton::paintMark(QPainter &painter, int size) const
{
    const Theme *theme = Theme::instance();
    Mark mark = markOf(m_value);
    if (m_state != FacetState::Off)
        mark = m_state == FacetState::On ? Mark{u"check"_s, Tone::Accent} : Mark{u"minus"_s, Tone::Text2};
    paintIcon(painter, QPointF(px(inset), (height() - size) / 2.0), mark.icon, theme->color(mark.tone), size);
}

void FacetButton::paintShare(QPainter &painter, const QRect &place) const
{
    const Theme *theme = Theme::instance();
    painter.fillRect(place, theme->color(Tone::Line));
    QRect part = place;
    if (m_columns.most > 0)
        part.setWidth(std::max(1, place.width() * m_value.sessions / m_columns.most));
    painter.fillRect(part, theme->color(Tone::StrongLine));
}

void FacetButton::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    const Theme *theme = Theme::instance();
    QPainter painter(this);
    const bool ticked = m_state == FacetState::On;
    if (ticked || isDown() || underMouse())
        painter.fillRect(rect(), theme->color(ticked ? Tone::Selection : isDown() ? Tone::SelectionOff : Tone::Hover));
    paintMark(painter, px(facetMark));
    int right = width() - px(inset);
    if (m_value.sessions >= 0) {
        painter.setFont(theme->font(Face::Meta));
        painter.setPen(theme->color(ticked ? Tone::Text2 : Tone::Text3));
        painter.drawText(QRect(right - m_columns.count, 0, m_columns.count, height()),
                         Qt::AlignRight | Qt::AlignVCenter, countText(m_value.sessions));
    }
    right -= m_columns.count + px(gap);
    const int left = px(inset) + px(facetMark) + px(gap);
    const int room = right - left;
    if (room >= px(leastLabel) + px(gap) + px(leastBar)) {
        const int bar = std::clamp(room - m_columns.label - px(gap), px(leastBar), px(barWidth));
        right -= bar;
        if (m_value.sessions >= 0)
            paintShare(painter, QRect(right, (height() - px(barHeight)) / 2, bar, px(barHeight)));
        right -= px(gap);
    }
    QFont name = theme->font(Face::Row);
    name.setStrikeOut(m_state == FacetState::Excluded);
    paintElided(painter, QRectF(left, 0, right - left, height()), m_label, name,
                theme->color(m_state == FacetState::Excluded ? Tone::Text2 : Tone::Text));
    if (hasFocus()) {
        painter.setPen(theme->color(Tone::Accent));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

} // namespace assay
