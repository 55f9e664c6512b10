// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The way back from the last deletion: a line for a few seconds, a command as long as the agent keeps what was deleted.

#include <QObject>
#include <QStringList>

class QAction;
class QTimer;

namespace assay {

class AgentDoor;
class UndoLine;

class UndoDeletion final : public QObject {
    Q_OBJECT

public:
    static constexpr int keptMs = 10 * 60 * 1000; // as the agent does

    UndoDeletion(AgentDoor *door, UndoLine *line, QWidget *owner);

    [[nodiscard]] QAction *command() const { return m_command; }

Q_SIGNALS:
    void noted(const QString &what);

private:
    void undo();
    void forget();

    AgentDoor *m_door;
    UndoLine *m_line;
    QAction *m_command;
    QTimer *m_kept;
    QStringList m_deleted; // uuids
};

} // namespace assay
