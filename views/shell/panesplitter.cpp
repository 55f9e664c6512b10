// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/shell/panesplitter.h"

#include <algorithm>

#include <QDataStream>
#include <QIODevice>
#include <QPainter>
#include <QSplitterHandle>

#include "views/widgets/theme.h"

namespace assay {

namespace {

constexpr int listWidth = 308;
constexpr int leastList = 220;
constexpr int inspectorWidth = 312;
constexpr int leastInspector = 240;
constexpr int leastDocument = 520;
constexpr int leastInNarrowWindow = 190; // beside a list that was opened all the same
constexpr int leastWidth = 420;          // of the window
constexpr int foldsInspector = 1100;     // width of the window
constexpr int foldsList = 820;
constexpr int grip = 3; // pixels on either side of the line that take hold of it too
constexpr quint32 stateVersion = 1;

// Pixels of one pixel at zoom 1.
qreal unit()
{
    constexpr qreal many = 1000; // what is rounded is small
    return Theme::instance()->px(many) / many;
}

// One pixel to see, seven to take hold of.
class Handle final : public QSplitterHandle {
public:
    Handle(Qt::Orientation orientation, QSplitter *splitter)
        : QSplitterHandle(orientation, splitter)
    {
        setAttribute(Qt::WA_MouseNoMask);
        setContentsMargins(grip, 0, grip, 0);
    }

protected:
    // Qt's own gives a thin handle five pixels.
    void resizeEvent(QResizeEvent *event) override
    {
        setMask(QRegion(contentsRect()));
        QWidget::resizeEvent(event);
    }

    void paintEvent(QPaintEvent *event) override
    {
        Q_UNUSED(event)
        QPainter(this).fillRect(contentsRect(), Theme::instance()->color(Tone::StrongLine));
    }
};

} // namespace

PaneSplitter::PaneSplitter(QWidget *list, QWidget *document, QWidget *inspector, QWidget *parent)
    : QSplitter(parent)
{
    const Theme *theme = Theme::instance();
    m_list = {.pane = list, .width = listWidth};
    m_inspector = {.pane = inspector, .width = inspectorWidth};
    setAccessibleName(tr("Panes"));
    setHandleWidth(1);
    setChildrenCollapsible(false);
    addWidget(list);
    addWidget(document);
    addWidget(inspector);
    setStretchFactor(0, 0);
    setStretchFactor(1, 1);
    setStretchFactor(2, 0);
    connect(this, &QSplitter::splitterMoved, this, &PaneSplitter::keepWidths);
    connect(theme, &Theme::changed, this, &PaneSplitter::restyle);
    restyle();
}

QSplitterHandle *PaneSplitter::createHandle()
{
    return new Handle(orientation(), this);
}

// The panes that fold do not keep the window from getting narrow.
QSize PaneSplitter::minimumSizeHint() const
{
    return {Theme::instance()->px(leastWidth), QSplitter::minimumSizeHint().height()};
}

void PaneSplitter::toggleList()
{
    toggle(m_list);
}

void PaneSplitter::toggleInspector()
{
    toggle(m_inspector);
}

void PaneSplitter::toggle(Side &side)
{
    keepWidths();
    bool &shown = side.narrow ? side.anyway : side.wanted;
    shown = !shown;
    apply();
}

void PaneSplitter::keepWidths()
{
    for (Side *side : {&m_list, &m_inspector}) {
        if (side->shown() && side->pane->isVisible())
            side->width = side->pane->width() / unit();
    }
}

void PaneSplitter::apply()
{
    const auto show = [this](const Side &side) {
        const bool focused = side.pane->isAncestorOf(focusWidget()) && !side.shown();
        side.pane->setVisible(side.shown());
        if (focused)
            widget(1)->setFocus(Qt::OtherFocusReason);
    };
    show(m_list);
    show(m_inspector);
    const int list = m_list.shown() ? qRound(m_list.width * unit()) : 0;
    const int inspector = m_inspector.shown() ? qRound(m_inspector.width * unit()) : 0;
    setSizes({list, std::max(1, width() - list - inspector - 2), inspector});
    Q_EMIT panesChanged();
}

void PaneSplitter::fold()
{
    const Theme *theme = Theme::instance();
    const bool list = width() < theme->px(foldsList);
    const bool inspector = width() < theme->px(foldsInspector);
    // More than there is room for would be cut at the edge of the window.
    widget(1)->setMinimumWidth(theme->px(list ? leastInNarrowWindow : leastDocument));
    if (list == m_list.narrow && inspector == m_inspector.narrow)
        return;
    for (const auto &[side, narrow] : {std::pair(&m_list, list), std::pair(&m_inspector, inspector)}) {
        if (side->narrow != narrow)
            side->anyway = false;
        side->narrow = narrow;
    }
    apply();
}

void PaneSplitter::resizeEvent(QResizeEvent *event)
{
    QSplitter::resizeEvent(event);
    fold();
}

QByteArray PaneSplitter::state() const
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    const auto width = [](const Side &side) {
        return side.shown() && side.pane->isVisible() ? side.pane->width() : qRound(side.width * unit());
    };
    stream << stateVersion << width(m_list) << m_list.wanted << width(m_inspector) << m_inspector.wanted;
    return bytes;
}

void PaneSplitter::setState(const QByteArray &state)
{
    QDataStream stream(state);
    quint32 version = 0;
    int list = 0;
    int inspector = 0;
    bool listWanted = true;
    bool inspectorWanted = true;
    stream >> version >> list >> listWanted >> inspector >> inspectorWanted;
    if (stream.status() != QDataStream::Ok || version != stateVersion)
        return;
    m_list.width = std::max(list, m_list.pane->minimumWidth()) / unit();
    m_list.wanted = listWanted;
    m_inspector.width = std::max(inspector, m_inspector.pane->minimumWidth()) / unit();
    m_inspector.wanted = inspectorWanted;
    apply();
}

void PaneSplitter::restyle()
{
    const Theme *theme = Theme::instance();
    m_list.pane->setMinimumWidth(theme->px(leastList));
    m_inspector.pane->setMinimumWidth(theme->px(leastInspector));
    fold();
    if (isVisible())
        apply();
}

} // namespace assay
