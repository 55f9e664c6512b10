// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// What the window asks of the agent about sessions that are in the store.
#include "app/agentlink.h"

#include "agent/ipc/ipcclient.h"

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

json textsOf(const QStringList &texts)
{
    json list = json::array();
    for (const QString &text : texts)
        list.push_back(text.toStdString());
    return list;
}

} // namespace

void AgentLink::care(const QString &job, json args, std::function<void()> done)
{
    if (!m_client || m_client->state() != IpcClient::State::Ready) {
        Q_EMIT failed(tr("The agent is not running, so nothing was changed. %1").arg(m_status.reason));
        return;
    }
    args["workspace"] = m_shown.toStdString();
    m_client->request(job, args, this, [this, done = std::move(done)](const IpcReply &reply) {
        if (!reply)
            Q_EMIT failed(reply.error().what);
        else if (done)
            done();
    });
}

void AgentLink::tagSessions(const QStringList &sessions, const QStringList &add, const QStringList &remove)
{
    care(u"session.tag"_s, {{"sessions", textsOf(sessions)}, {"add", textsOf(add)}, {"remove", textsOf(remove)}});
}

void AgentLink::noteSession(const QString &session, const QString &text)
{
    care(u"session.note"_s, {{"session", session.toStdString()}, {"text", text.toStdString()}});
}

void AgentLink::bookmarkEvent(qint64 eventId, bool on)
{
    care(u"event.bookmark"_s, {{"event", eventId}, {"on", on}});
}

void AgentLink::deleteSessions(const QStringList &sessions)
{
    for (const QString &session : sessions)
        care(u"session.delete"_s, {{"session", session.toStdString()}},
             [this, session] { Q_EMIT sessionsDeleted({session}); });
}

void AgentLink::undeleteSessions(const QStringList &sessions)
{
    for (const QString &session : sessions)
        care(u"session.undelete"_s, {{"session", session.toStdString()}},
             [this, session] { Q_EMIT sessionsRestored({session}); });
}

} // namespace assay
