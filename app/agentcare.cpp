// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// What the window asks of the agent about sessions that are in the store.
#include "app/agentlink.h"

#include "agent/ipc/ipcclient.h"

#include <nlohmann/json.hpp>

#include <memory>

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

void AgentLink::care(const QString &job, json args, std::function<void(bool done)> done)
{
    if (!m_client || m_client->state() != IpcClient::State::Ready) {
        Q_EMIT failed(tr("The agent is not running, so nothing was changed. %1").arg(m_status.reason));
        return;
    }
    args["workspace"] = m_shown.toStdString();
    m_client->request(job, args, this, [this, done = std::move(done)](const IpcReply &reply) {
        if (!reply)
            Q_EMIT failed(reply.error().what);
        if (done)
            done(reply.has_value());
    });
}

// The agent does them one after the other, so the last answer is the last to come.
void AgentLink::careForEach(const QString &job, const QStringList &sessions,
                            void (AgentDoor::*done)(const QStringList &))
{
    if (sessions.size() > 1 && (!m_client || m_client->state() != IpcClient::State::Ready)) {
        care(job, json::object()); // says so once
        return;
    }
    const auto succeeded = std::make_shared<QStringList>();
    for (qsizetype i = 0; i < sessions.size(); ++i) {
        const bool isLast = i + 1 == sessions.size();
        care(job, {{"session", sessions[i].toStdString()}},
             [this, succeeded, session = sessions[i], isLast, done](bool ok) {
                 if (ok)
                     succeeded->append(session);
                 if (isLast && !succeeded->isEmpty())
                     Q_EMIT(this->*done)(*succeeded);
             });
    }
}

void AgentLink::perform(const QString &job, const json &args, QObject *context, Answer answer)
{
    if (!m_client || m_client->state() != IpcClient::State::Ready) {
        answer(
            fail(Error::Code::Busy, tr("The agent is not running, so nothing was changed. %1").arg(m_status.reason)));
        return;
    }
    json whole = args;
    whole["workspace"] = m_shown.toStdString();
    m_client->request(job, whole, context, [answer = std::move(answer)](const IpcReply &reply) {
        if (reply)
            answer(*reply);
        else
            answer(fail(Error::Code::Failed, reply.error().what, reply.error().path));
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
    careForEach(u"session.delete"_s, sessions, &AgentDoor::sessionsDeleted);
}

void AgentLink::undeleteSessions(const QStringList &sessions)
{
    careForEach(u"session.undelete"_s, sessions, &AgentDoor::sessionsRestored);
}

} // namespace assay
