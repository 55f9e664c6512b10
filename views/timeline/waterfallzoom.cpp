// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/timeline/waterfallzoom.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QMouseEvent>
#include <QTreeView>
#include <QWheelEvent>

#include "views/timeline/waterfalldelegate.h"
#include "views/timeline/waterfallmodel.h"
#include "views/widgets/command.h"

namespace assay {

namespace {

constexpr double keyFactor = 1.5;
constexpr double wheelFactor = 1.25; // a notch
constexpr double keyMove = 0.25;
constexpr double notch = 120;

} // namespace

WaterfallZoom::WaterfallZoom(QTreeView *tree, QWidget *axis, WaterfallDelegate *delegate)
    : QObject(tree)
    , m_tree(tree)
    , m_axis(axis)
    , m_delegate(delegate)
{
    tree->viewport()->installEventFilter(this);
    axis->installEventFilter(this);
    axis->setCursor(Qt::SizeHorCursor);
    addCommands();
}

void WaterfallZoom::addCommands()
{
    const auto add = [this](const QString &text, const QList<QKeySequence> &keys, std::function<void()> act) {
        addCommand(m_tree, {commandgroup::transcript(), text, {}}, keys, CommandReach::Widget, std::move(act));
    };
    add(tr("Zoom into the waterfall"), {Qt::Key_Plus, Qt::SHIFT | Qt::Key_Plus, Qt::Key_Equal},
        [this] { zoom(keyFactor); });
    add(tr("Zoom out of the waterfall"), {Qt::Key_Minus}, [this] { zoom(1 / keyFactor); });
    add(tr("Show the whole turn in the waterfall"), {Qt::Key_0}, [this] { showAll(); });
    add(tr("Earlier in the waterfall"), {Qt::SHIFT | Qt::Key_Left}, [this] { move(-keyMove); });
    add(tr("Later in the waterfall"), {Qt::SHIFT | Qt::Key_Right}, [this] { move(keyMove); });
}

AxisPart WaterfallZoom::part() const
{
    return m_delegate->part();
}

WaterfallAxis WaterfallZoom::axisNow() const
{
    return m_delegate->axisOf(*qobject_cast<const WaterfallModel *>(m_tree->model()), m_tree->viewport()->width());
}

void WaterfallZoom::set(const AxisPart &part)
{
    if (part == m_delegate->part())
        return;
    m_delegate->setPart(part);
    m_tree->viewport()->update();
    m_axis->update();
    Q_EMIT changed();
}

void WaterfallZoom::zoom(double factor)
{
    const WaterfallAxis axis = axisNow();
    double at = 0.5;
    const QModelIndex current = m_tree->currentIndex();
    if (current.isValid()) {
        const TurnSpan &span = qobject_cast<const WaterfallModel *>(current.model())->spanAt(current);
        if (span.isKnown() && axis.isSeen(span.from, span.until))
            at = ((axis.x(span.from) + axis.x(span.until)) / 2 - axis.left) / axis.width;
    }
    set(part().zoomed(factor, at));
}

void WaterfallZoom::move(double by)
{
    set(part().moved(by));
}

void WaterfallZoom::showAll()
{
    set({});
}

bool WaterfallZoom::wheel(const QWheelEvent &event)
{
    const WaterfallAxis axis = axisNow();
    if (event.modifiers().testFlag(Qt::ControlModifier)) {
        const double at = std::clamp((event.position().x() - axis.left) / axis.width, 0.0, 1.0);
        set(part().zoomed(std::pow(wheelFactor, event.angleDelta().y() / notch), at));
        return true;
    }
    // Along with Shift some platforms tell a wheel as a sideways one.
    const bool shift = event.modifiers().testFlag(Qt::ShiftModifier);
    const int turned = event.angleDelta().x() != 0 ? event.angleDelta().x() : shift ? event.angleDelta().y() : 0;
    if (turned == 0)
        return false;
    move(-keyMove / 2 * turned / notch);
    return true;
}

bool WaterfallZoom::drag(const QMouseEvent &event)
{
    switch (event.type()) {
    case QEvent::MouseButtonPress:
        m_dragFrom = event.button() == Qt::LeftButton ? event.position().x() : -1;
        return true;
    case QEvent::MouseMove:
        if (m_dragFrom >= 0)
            move((std::exchange(m_dragFrom, event.position().x()) - event.position().x()) / axisNow().width);
        return true;
    case QEvent::MouseButtonRelease:
        m_dragFrom = -1;
        return true;
    case QEvent::MouseButtonDblClick:
        showAll();
        return true;
    default:
        return false;
    }
}

bool WaterfallZoom::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Wheel)
        return wheel(*static_cast<QWheelEvent *>(event));
    const bool isMouse = event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseMove ||
                         event->type() == QEvent::MouseButtonRelease || event->type() == QEvent::MouseButtonDblClick;
    if (watched == m_axis && isMouse)
        return drag(*static_cast<QMouseEvent *>(event));
    return QObject::eventFilter(watched, event);
}

} // namespace assay
