// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The line at the foot of the window: what the agent does, what the store holds, a running import.

#include <QWidget>

class QLabel;
class QProgressBar;
class QTimer;
class QToolButton;

namespace assay {

class AgentDoor;

class StatusStrip final : public QWidget {
    Q_OBJECT

public:
    explicit StatusStrip(AgentDoor *door, QWidget *parent = nullptr);

    void setSessions(int sessions);
    // Shown for a few seconds in place of the figures.
    void note(const QString &text);

Q_SIGNALS:
    void agentClicked();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    void restyle();

    AgentDoor *m_door;
    QToolButton *m_agent;
    QLabel *m_figures;
    QLabel *m_import;
    QProgressBar *m_bar;
    QToolButton *m_cancel;
    QTimer *m_noteEnds;
    QString m_note;
    int m_sessions = -1;
};

} // namespace assay
