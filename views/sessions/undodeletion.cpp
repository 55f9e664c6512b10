// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/sessions/undodeletion.h"

#include <QTimer>

#include "views/shell/agentdoor.h"
#include "views/widgets/command.h"
#include "views/widgets/undoline.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

UndoDeletion::UndoDeletion(AgentDoor *door, UndoLine *line, QWidget *owner)
    : QObject(owner)
    , m_door(door)
    , m_line(line)
    , m_command(addCommand(owner, {tr("Sessions"), tr("Undo the last deletion"), u"undo"_s},
                           {QKeySequence(QKeySequence::Undo)}, CommandReach::Window, [this] { undo(); }))
    , m_kept(new QTimer(this))
{
    m_command->setEnabled(false);
    m_kept->setSingleShot(true);
    m_kept->setInterval(keptMs);
    connect(m_kept, &QTimer::timeout, this, &UndoDeletion::forget);
    connect(line, &UndoLine::undoRequested, this, &UndoDeletion::undo);
    connect(door, &AgentDoor::sessionsDeleted, this, [this](const QStringList &sessions) {
        if (sessions.isEmpty())
            return;
        m_deleted = sessions;
        m_command->setEnabled(true);
        m_kept->start();
        m_line->tell(pluralText(sessions.size(), tr("%1 session deleted."), tr("%1 sessions deleted.")));
    });
    connect(door, &AgentDoor::sessionsRestored, this, [this](const QStringList &sessions) {
        Q_EMIT noted(pluralText(sessions.size(), tr("%1 session is back."), tr("%1 sessions are back.")));
    });
}

void UndoDeletion::undo()
{
    const QStringList sessions = m_deleted;
    forget();
    if (!sessions.isEmpty())
        m_door->undeleteSessions(sessions);
}

void UndoDeletion::forget()
{
    m_deleted.clear();
    m_kept->stop();
    m_command->setEnabled(false);
    m_line->dismiss();
}

} // namespace assay
