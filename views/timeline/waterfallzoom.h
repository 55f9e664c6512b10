// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Which part of a turn its waterfall shows, and how a person changes that: Ctrl and the wheel or + and - to go nearer
// and farther, Shift and the wheel or Shift and the arrows to go along, a drag along the axis, 0 for the whole.

#include <QObject>

#include "views/timeline/waterfallaxis.h"

class QAction;
class QMouseEvent;
class QTreeView;
class QWheelEvent;

namespace assay {

class WaterfallDelegate;

class WaterfallZoom final : public QObject {
    Q_OBJECT

public:
    // Watches the rows and the axis above them; the delegate is told what to show.
    WaterfallZoom(QTreeView *tree, QWidget *axis, WaterfallDelegate *delegate);

    [[nodiscard]] AxisPart part() const;
    void zoom(double factor); // about the bar of the current row, else the middle
    void move(double by);     // in shares of what is seen
    void showAll();

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addCommands();
    void set(const AxisPart &part);
    bool wheel(const QWheelEvent &event);
    bool drag(const QMouseEvent &event);
    [[nodiscard]] WaterfallAxis axisNow() const;

    QTreeView *m_tree;
    QWidget *m_axis;
    WaterfallDelegate *m_delegate;
    double m_dragFrom = -1; // x in the axis, -1 = none
};

} // namespace assay
