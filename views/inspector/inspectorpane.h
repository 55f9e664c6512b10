// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The right pane: what the open session and its selected event are, in figures. Reads through the runner.

#include <QWidget>

namespace assay {

class AgentDoor;
class QueryRunner;

class InspectorPane final : public QWidget {
    Q_OBJECT

public:
    InspectorPane(QueryRunner *runner, AgentDoor *door, QWidget *parent = nullptr);

    void setSession(qint64 sessionId); // 0 = none
    void setEvent(qint64 eventId);     // the current one of the transcript; 0 = none
    void refresh();                    // the store changed

Q_SIGNALS:
    void eventRequested(qint64 eventId);
    void runRequested(qint64 sessionId, qint64 runId);
    void filterRequested(const QString &term); // add it to the filter of the list
    void noted(const QString &text);           // for the status bar

private:
    QueryRunner *m_runner;
    AgentDoor *m_door;
};

} // namespace assay
