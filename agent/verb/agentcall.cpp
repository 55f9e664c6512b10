// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/agentcall.h"

#include "agent/ipc/ipcclient.h"
#include "agent/ipc/jsonfield.h"
#include "agent/ipc/socketpath.h"
#include "agent/store/writerlock.h"
#include "agent/verb/console.h"
#include "agent/verb/errorcode.h"
#include "agent/verb/interrupt.h"
#include "agent/verb/storejobs.h"
#include "agent/verb/verbcall.h"
#include "models/data/store/migrations.h"

#include <unistd.h>

#include <nlohmann/json.hpp>

#include <QEventLoop>
#include <QFileInfo>
#include <QThread>
#include <QTimer>
#include <QUuid>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

constexpr int interruptPollMs = 100;
// An agent that starts holds the lock a moment before it listens.
constexpr int lockAttempts = 20;
constexpr unsigned long lockPauseMs = 50;

// One conversation: greet, subscribe, ask, wait.
class Conversation final : public QObject {
public:
    Conversation(const Hello &own, const QString &request, const json &args, const OnJobProgress &onProgress)
        : m_client(own)
        , m_request(request)
        , m_args(args)
        , m_onProgress(onProgress)
    {
        connect(&m_client, &IpcClient::ready, this, [this] { ask(); });
        connect(&m_client, &IpcClient::mismatched, this, [this](const QString &what) {
            end(tl::unexpected(Error{Error::Code::Failed, what, {}}));
        });
        connect(&m_client, &IpcClient::closed, this, [this] { closed(); });
        connect(&m_client, &IpcClient::pushed, this, [this](const QString &name, const QByteArray &body) {
            const auto figures = ordered_json::parse(body.cbegin(), body.cend(), nullptr, false);
            if (m_onProgress && name.endsWith(".progress"_L1) && textField(json(figures), "ticket") == m_ticket)
                m_onProgress(figures);
        });
        m_args["ticket"] = m_ticket.toStdString();
    }

    Result<std::optional<json>> wait(const QString &socket)
    {
        m_client.open(socket);
        QTimer poll;
        connect(&poll, &QTimer::timeout, this, [this] {
            if (interrupted() && !std::exchange(m_cancelled, true))
                cancel();
        });
        if (!interrupted())
            poll.start(interruptPollMs);
        while (!m_ended)
            m_loop.processEvents(QEventLoop::WaitForMoreEvents);
        return m_result;
    }

private:
    void cancel()
    {
        if (m_asked)
            m_client.request(u"job.cancel"_s, {{"ticket", m_ticket.toStdString()}}, this, [](const IpcReply &) {});
        else
            end(fail(Error::Code::Cancelled, u"Interrupted before the agent answered. Nothing was changed."_s));
    }

    void closed()
    {
        if (m_asked) {
            end(fail(Error::Code::Failed, u"The agent ended before it answered. What it had stored by then is kept "
                                          "whole. Do the same again: it goes on from there."_s));
        } else if (m_client.peerWasSilent()) {
            end(fail(Error::Code::Busy, u"The agent of this data directory is there, but does not answer. Nothing was "
                                        "changed. Try again; if it stays so, end the process whose number is in "
                                        "agent.lock."_s));
        } else {
            end(std::nullopt);
        }
    }

    void ask()
    {
        m_asked = true;
        if (m_onProgress)
            m_client.request(u"subscribe"_s, json::object(), this, [](const IpcReply &) {});
        m_client.request(m_request, m_args, this, [this](const IpcReply &reply) {
            if (reply)
                end(std::optional<json>(*reply));
            else if (reply.error().code != "closed"_L1) // of that, closed() tells
                end(tl::unexpected(fromIpcError(reply.error())));
        });
    }

    void end(Result<std::optional<json>> result)
    {
        if (std::exchange(m_ended, true))
            return;
        m_result = std::move(result);
    }

    IpcClient m_client;
    QEventLoop m_loop;
    QString m_request;
    json m_args;
    OnJobProgress m_onProgress;
    const QString m_ticket = QUuid::createUuid().toString(QUuid::WithoutBraces);
    Result<std::optional<json>> m_result;
    bool m_asked = false;
    bool m_cancelled = false;
    bool m_ended = false;
};

} // namespace

Hello ownHello(const DataDir &dataDir)
{
    return {ipcProtocol, QStringLiteral(ASSAY_VERSION), newestSchema({}), dataDir.path(), getpid()};
}

Result<std::optional<json>> askAgent(const VerbCall &call, const QString &request, const json &args,
                                     const OnJobProgress &onProgress)
{
    const auto socket = socketPath(call.dataDir.path());
    if (!socket || !QFileInfo::exists(*socket))
        return std::nullopt;
    return Conversation(ownHello(call.dataDir), request, args, onProgress).wait(*socket);
}

Result<ordered_json> performJob(const VerbCall &call, const QString &job, const json &args,
                                const OnJobProgress &onProgress)
{
    json whole = args;
    whole["workspace"] = call.workspace.toStdString();
    whole["config"] = call.rules.file().toStdString();
    whole["config_named"] = call.rules.isNamed();
    static const QStringList beginning = {u"import.start"_s, u"samples.import"_s, u"capture.pause"_s, u"settings.set"_s,
                                          u"workspaces.consent"_s};
    const bool begins = beginning.contains(job);
    for (int attempt = 1;; ++attempt) {
        const auto answer = askAgent(call, job, whole, onProgress);
        if (!answer)
            return tl::unexpected(answer.error());
        if (answer->has_value())
            return ordered_json(**answer);
        if (!begins && !QFileInfo::exists(call.dataDir.path()))
            return fail(Error::Code::NotFound, u"Nothing is stored here yet."_s, call.dataDir.path());
        if (const auto created = call.dataDir.create(); !created)
            return tl::unexpected(created.error());
        const auto lock = WriterLock::take(call.dataDir);
        if (!lock && lock.error().code == Error::Code::Busy && attempt < lockAttempts && !interrupted()) {
            QThread::msleep(lockPauseMs);
            continue;
        }
        if (!lock)
            return tl::unexpected(lock.error());
        StoreJobs jobs(call.dataDir, call.rules, call.claudeDir);
        // Without an agent nobody else removes what was deleted ten minutes ago. That it failed is no reason not to go
        // on.
        const auto purged = jobs.perform(u"sessions.purge"_s, json::object(), {}, interrupted());
        auto done = jobs.perform(job, whole, onProgress, interrupted());
        if (!purged && (done || done.error().what != purged.error().what))
            call.console.error(purged.error());
        return done;
    }
}

} // namespace assay
