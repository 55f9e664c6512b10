// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What stands where a transcript was whose session somebody deleted, here or in another process: which one it was, and
// the way back as long as the store keeps it. When it is back, by whomever, it opens where it was read. GUI thread.

#include <QObject>

#include "models/data/record.h"
#include "views/transcript/rowscroll.h"

namespace assay {

class AgentDoor;
class EmptyState;
class TranscriptModel;
class TranscriptView;

class DeletedDocument final : public QObject {
    Q_OBJECT

public:
    // Shows itself in `empty` when asked to.
    DeletedDocument(AgentDoor *door, TranscriptView *view, EmptyState *empty);

    [[nodiscard]] bool isShown() const { return m_session.id != 0; }
    void show();   // its words; not when nothing was deleted
    void look();   // whether it is back; the store changed
    void undo();   // asks for it to be brought back
    void forget(); // something else is opened

Q_SIGNALS:
    void openRequested(qint64 sessionId, qint64 runId);

private:
    void take(const SessionRow &session);
    void askForWayBack();

    AgentDoor *m_door;
    TranscriptView *m_view;
    EmptyState *m_empty;
    SessionRow m_session; // id 0 = none was deleted
    qint64 m_run = 0;
    TranscriptPlace m_place;
    bool m_canReturn = false;
    qint64 m_returning = 0; // the session whose place is taken when it is open
};

} // namespace assay
