// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/deleteddocument.h"

#include <utility>

#include "models/data/query/deletedsession.h"
#include "models/data/query/sessionquery.h"
#include "models/items/ask.h"
#include "models/items/transcriptmodel.h"
#include "views/shell/agentdoor.h"
#include "views/text/visibletext.h"
#include "views/transcript/transcriptview.h"
#include "views/widgets/emptystate.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

DeletedDocument::DeletedDocument(AgentDoor *door, TranscriptView *view, EmptyState *empty)
    : QObject(view)
    , m_door(door)
    , m_view(view)
    , m_empty(empty)
{
    connect(view->model(), &TranscriptModel::gone, this, &DeletedDocument::take);
    connect(view->model(), &TranscriptModel::opened, this, [this] {
        if (std::exchange(m_returning, 0) == m_view->model()->sessionId())
            m_view->setPlace(m_place);
    });
}

// Its rows are about to go: what is read here is known for the last time.
void DeletedDocument::take(const SessionRow &session)
{
    m_session = session;
    m_run = m_view->model()->runId();
    m_place = m_view->place();
    m_canReturn = false;
    askForWayBack();
}

void DeletedDocument::askForWayBack()
{
    ask<DeletedSession>(
        m_view->model()->runner(), QueryRunner::Lane::Paging, this, true,
        [uuid = m_session.uuid](Database &db) { return findDeletedSession(db, uuid); },
        [this, id = m_session.id](const Result<DeletedSession> &kept) {
            if (id != m_session.id)
                return;
            m_canReturn = kept.has_value();
            show();
        });
}

void DeletedDocument::show()
{
    if (!isShown())
        return;
    const QString title = m_session.title.isEmpty() ? m_session.uuid : visibleLine(m_session.title);
    m_empty->tell(u"trash"_s, tr("This session was deleted"),
                  m_canReturn ? tr("“%1” is kept for ten minutes after it was deleted.").arg(title)
                              : tr("“%1” is not in the store any more.").arg(title),
                  m_canReturn ? tr("Undo") : QString());
}

void DeletedDocument::look()
{
    if (!isShown())
        return;
    ask<SessionRow>(
        m_view->model()->runner(), QueryRunner::Lane::Paging, this, true,
        [id = m_session.id](Database &db) { return readSession(db, id); },
        [this, id = m_session.id](const Result<SessionRow> &session) {
            if (id != m_session.id)
                return;
            if (!session) {
                askForWayBack(); // its time may be over
                return;
            }
            m_returning = id;
            Q_EMIT openRequested(id, m_run);
        });
}

void DeletedDocument::undo()
{
    m_door->undeleteSessions({m_session.uuid});
}

void DeletedDocument::forget()
{
    m_session = {};
}

} // namespace assay
