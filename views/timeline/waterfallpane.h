// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Where the time of the current event's turn went, as bars over time. Reads only while it is shown.

#include <QWidget>

#include "models/data/query/turntimes.h"

class QLabel;
class QTimer;
class QToolButton;
class QTreeView;

namespace assay {

class QueryRunner;
class WaterfallDelegate;
class WaterfallModel;
class WaterfallZoom;

class WaterfallPane final : public QWidget {
    Q_OBJECT

public:
    explicit WaterfallPane(QueryRunner *runner, QWidget *parent = nullptr);

    void setEvent(qint64 eventId); // the current one of the transcript; 0 = none
    void refresh();                // the store changed
    void previousTurn();
    void nextTurn();
    [[nodiscard]] QTreeView *tree() const { return m_tree; }
    [[nodiscard]] WaterfallModel *model() const { return m_model; }
    [[nodiscard]] WaterfallZoom *zoom() const { return m_zoom; }
    [[nodiscard]] QWidget *axis() const { return m_axis; }

Q_SIGNALS:
    void eventRequested(qint64 eventId); // selected here; of a sub-agent's only when it is opened (Enter)
    void closeRequested();
    void shown(); // a turn was read

protected:
    void showEvent(QShowEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildHead();
    void read();
    void take(const TurnTimes &turn);
    void select(qint64 eventId);
    void showZoom();
    void paintAxis(QWidget *axis) const;
    void restyle();

    QueryRunner *m_runner;
    WaterfallModel *m_model;
    QWidget *m_head;
    QLabel *m_title;
    QLabel *m_totals;
    QToolButton *m_previous;
    QToolButton *m_next;
    QToolButton *m_close;
    QToolButton *m_whole; // while a part is shown
    QWidget *m_axis;
    QTreeView *m_tree;
    WaterfallDelegate *m_delegate;
    WaterfallZoom *m_zoom;
    QTimer *m_soon;
    qint64 m_event = 0;
    bool m_linking = false; // selecting what the transcript selected
};

} // namespace assay
