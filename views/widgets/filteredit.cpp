// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/filteredit.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QHelpEvent>
#include <QInputMethodEvent>
#include <QPainter>
#include <QTextCharFormat>
#include <QToolButton>
#include <QToolTip>

#include "models/data/filter/explanation.h"
#include "models/data/filter/filterlexer.h"
#include "views/widgets/icons.h"
#include "views/widgets/theme.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int iconSize = 14;
constexpr int buttonSize = 20;
constexpr int inset = 8;

struct Mark {
    Tone tone;
    QLatin1StringView icon; // at the right; empty = none
};

Mark markOf(FilterEdit::State state)
{
    switch (state) {
    case FilterEdit::State::Applied:
        return {Tone::Ok, {}};
    case FilterEdit::State::Partial:
        return {Tone::Warning, "warning"_L1};
    case FilterEdit::State::Nothing:
        return {Tone::Error, "error"_L1};
    default:
        return {Tone::Text3, {}};
    }
}

QToolButton *iconButton(FilterEdit *edit, const QString &icon, const QString &name, const QString &tip)
{
    auto *button = new QToolButton(edit);
    button->setIcon(themeIcon(icon));
    button->setAutoRaise(true);
    button->setCursor(Qt::ArrowCursor);
    button->setFocusPolicy(Qt::NoFocus); // their keys work in the field
    button->setAccessibleName(name);
    button->setToolTip(tip);
    return button;
}

} // namespace

FilterEdit::FilterEdit(const QString &icon, QWidget *parent)
    : QLineEdit(parent)
    , m_icon(icon)
    , m_history(
          iconButton(this, u"history"_s, tr("Recent and saved filters"), tr("Recent and saved filters (Alt+Down)")))
    , m_clear(iconButton(this, u"cross"_s, tr("Clear"), tr("Clear (Esc)")))
{
    m_clear->hide();
    connect(m_history, &QToolButton::clicked, this, &FilterEdit::historyClicked);
    connect(m_clear, &QToolButton::clicked, this, &FilterEdit::clearClicked);
    connect(this, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (m_clear->isHidden() != text.isEmpty()) {
            m_clear->setVisible(!text.isEmpty());
            layOut();
        }
        colour();
    });
    connect(Theme::instance(), &Theme::changed, this, &FilterEdit::restyle);
    restyle();
}

void FilterEdit::setState(State state, const QString &words)
{
    m_words = words;
    if (m_state == state)
        return;
    m_state = state;
    layOut();
    update();
}

void FilterEdit::setProblems(const QList<FilterProblem> &problems)
{
    m_problems = problems;
    colour();
}

void FilterEdit::replace(qsizetype position, qsizetype length, const QString &with)
{
    setSelection(static_cast<int>(position), static_cast<int>(length));
    if (with.isEmpty())
        del();
    else
        insert(with);
}

// The names of fields are quieter than what is asked of them. A line edit takes formats for its text only as those of
// an input method; it then shows them wherever it scrolled to.
void FilterEdit::colour()
{
    if (m_composing)
        return;
    const Theme *theme = Theme::instance();
    const QString shown = text();
    QList<QInputMethodEvent::Attribute> attributes;
    const auto add = [&](qsizetype position, qsizetype length, const QTextCharFormat &format) {
        if (position < shown.size() && length > 0)
            attributes.append({QInputMethodEvent::TextFormat, static_cast<int>(position) - cursorPosition(),
                               static_cast<int>(length), format});
    };
    QTextCharFormat name;
    name.setForeground(theme->color(Tone::Text3));
    FilterLexer lexer(shown);
    RawTerm term;
    while (lexer.next(term))
        add(term.position, term.field.isNull() ? (term.negated ? 1 : 0) : term.valuePosition - term.position, name);
    QInputMethodEvent event(QString(), attributes);
    m_colouring = true;
    QCoreApplication::sendEvent(this, &event);
    m_colouring = false;
    update();
}

// What is being composed has formats of its own; ours would end it.
void FilterEdit::inputMethodEvent(QInputMethodEvent *event)
{
    if (!m_colouring)
        m_composing = !event->preeditString().isEmpty();
    QLineEdit::inputMethodEvent(event);
    if (!m_colouring && !m_composing)
        colour();
}

int FilterEdit::xOf(qsizetype position) const
{
    const QFontMetrics metrics(font());
    const QString shown = text();
    const int ahead = metrics.horizontalAdvance(shown.left(static_cast<int>(position))) -
                      metrics.horizontalAdvance(shown.left(cursorPosition()));
    return cursorRect().center().x() + ahead;
}

QRect FilterEdit::markRect() const
{
    if (markOf(m_state).icon.isEmpty())
        return {};
    const int size = Theme::instance()->px(iconSize);
    return {m_history->x() - size - Theme::instance()->px(4), (height() - size) / 2, size, size};
}

QString FilterEdit::tipAt(const QPoint &at)
{
    if (markRect().adjusted(-4, -8, 4, 8).contains(at))
        return m_words;
    const int position = cursorPositionAt(at);
    const QMargins margins = textMargins();
    if (text().isEmpty() || at.x() < margins.left() || at.x() > xOf(text().size()) + 4)
        return {};
    for (const FilterProblem &problem : m_problems) {
        if (position >= problem.position && position < problem.position + problem.length)
            return problem.message;
    }
    const FilterClock clock = FilterClock::system();
    for (const FilterTerm &term : parseFilter(text(), clock, FilterTyping::AsYouType).terms) {
        if (position >= term.position && position <= term.position + term.length)
            return explainTerm(term, clock);
    }
    return {};
}

bool FilterEdit::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QLineEdit::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QString tip = tipAt(help->pos());
    if (tip.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), tipText(tip), this);
    return true;
}

// Below the letters of each wrong term, as far as they are in sight.
void FilterEdit::paintWaves(QPainter &painter) const
{
    const Theme *theme = Theme::instance();
    const QFontMetrics metrics(font());
    const qreal height = theme->px(2);
    const qreal length = theme->px(4); // of a whole wave
    const qreal base = (this->height() + metrics.ascent() - metrics.descent()) / 2.0 + theme->px(3);
    const QMargins margins = textMargins();
    painter.save();
    painter.setClipRect(rect().adjusted(margins.left(), 0, -margins.right(), 0));
    painter.setPen(QPen(theme->color(Tone::Warning), 1.2 * theme->zoom()));
    for (const FilterProblem &problem : m_problems) {
        const qreal end = xOf(problem.position + problem.length);
        QPolygonF wave;
        for (qreal x = xOf(problem.position); x <= end; x += length / 2)
            wave.append({x, base + (wave.size() % 2 == 0 ? height : 0)});
        painter.drawPolyline(wave);
    }
    painter.restore();
}

// The icon of the line; with a tick when the filter is applied, so that not only its colour tells.
void FilterEdit::paintLead(QPainter &painter, const QColor &color) const
{
    const Theme *theme = Theme::instance();
    const int size = theme->px(iconSize);
    const QPointF lead(theme->px(inset), (height() - size) / 2.0);
    paintIcon(painter, lead, m_icon, color, size);
    if (m_state != State::Applied)
        return;
    const qreal unit = theme->px(10) / 10.0;
    const QPointF middle = lead + QPointF(size - unit, size - 2 * unit);
    const QPolygonF tick(
        {middle + QPointF(-3 * unit, 0), middle + QPointF(-unit, 2 * unit), middle + QPointF(3 * unit, -2 * unit)});
    painter.setPen(QPen(theme->color(Tone::Field), 5 * unit, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(tick);
    painter.setPen(QPen(color, 1.8 * unit, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(tick);
}

void FilterEdit::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    const Theme *theme = Theme::instance();
    const auto [tone, icon] = markOf(m_state);
    const QColor color = theme->color(tone);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintLead(painter, color);
    paintWaves(painter);
    if (icon.isEmpty())
        return;
    paintIcon(painter, markRect().topLeft(), icon, color, theme->px(iconSize));
    const qreal width = hasFocus() ? 2 : 1;
    painter.setPen(QPen(color, width));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2), 3, 3);
}

void FilterEdit::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    layOut();
}

void FilterEdit::layOut()
{
    const Theme *theme = Theme::instance();
    const int size = theme->px(buttonSize);
    int right = width() - theme->px(4);
    for (QToolButton *button : {m_clear, m_history}) {
        if (button->isHidden())
            continue;
        right -= size;
        button->setGeometry(right, (height() - size) / 2, size, size);
    }
    const QRect mark = markRect();
    const int end = mark.isNull() ? right : mark.left();
    const QMargins margins(theme->px(inset + iconSize + 4), 0, width() - end + theme->px(2), 0);
    if (margins != textMargins())
        setTextMargins(margins);
}

void FilterEdit::restyle()
{
    const Theme *theme = Theme::instance();
    setFont(theme->font(Face::Mono));
    setFixedHeight(theme->px(26));
    for (QToolButton *button : {m_history, m_clear})
        button->setIconSize({theme->px(iconSize), theme->px(iconSize)});
    layOut();
    colour();
}

} // namespace assay
