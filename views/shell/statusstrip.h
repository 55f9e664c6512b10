// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The line at the foot of the window: how the capture is, what the store holds, how much of it is shown, a running
// import. Each part is a button that leads to what it tells of. Nothing ticks while it is hidden.

#include <QList>
#include <QSet>
#include <QWidget>

#include "models/data/query/storeglance.h"

class QLabel;
class QProgressBar;
class QTimer;
class QToolButton;

namespace assay {

class AgentDoor;
class QueryRunner;

class StatusStrip final : public QWidget {
    Q_OBJECT

public:
    StatusStrip(QueryRunner *runner, AgentDoor *door, QWidget *parent = nullptr);

    void refresh(); // the store changed
    void setCounts(int shown, int total);
    void setSelected(int sessions); // in the list; up to one is nothing to tell
    // Shown for a few seconds, and kept to be read again.
    void note(const QString &text);

    // The parts, for tests.
    [[nodiscard]] QToolButton *agent() const { return m_agent; }
    [[nodiscard]] QToolButton *queue() const { return m_queue; }
    [[nodiscard]] QToolButton *lastEvent() const { return m_last; }
    [[nodiscard]] QToolButton *workspace() const { return m_workspace; }
    [[nodiscard]] QToolButton *counts() const { return m_counts; }
    [[nodiscard]] QToolButton *notes() const { return m_history; }
    [[nodiscard]] QString noteShown() const;

Q_SIGNALS:
    void healthRequested(); // what is wrong, and what to do
    void glanceRead(const assay::StoreGlance &glance);
    void eventRequested(qint64 eventId, qint64 sessionId);
    void sessionsRequested();
    void searchRequested();
    void filterRequested(); // where the filter of the list is written
    void importRequested(); // where the import is explained

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QToolButton *addPart();
    void connectParts();
    void want(QToolButton *part, bool shown);
    void fit();
    void showAgent();
    void showStore();
    void showCounts();
    void showImport();
    void openNotes();
    void fillWorkspaces();
    void restyle();

    QueryRunner *m_runner;
    AgentDoor *m_door;
    StoreGlance m_glance;
    QList<QToolButton *> m_parts;
    QToolButton *m_agent;
    QToolButton *m_queue;
    QToolButton *m_last;
    QToolButton *m_sessions;
    QToolButton *m_events;
    QToolButton *m_workspace;
    QLabel *m_note;
    QToolButton *m_history;
    QToolButton *m_counts;
    QToolButton *m_import;
    QProgressBar *m_bar;
    QToolButton *m_cancel;
    QTimer *m_noteEnds;
    QTimer *m_clock;
    QTimer *m_look;                            // at the agent's figures
    QSet<QToolButton *> m_unwanted;            // have nothing to tell
    QList<std::pair<qint64, QString>> m_notes; // (ms since the epoch, text), the latest first
    int m_shown = -1;
    int m_total = -1;
    int m_selected = 0;
};

} // namespace assay
