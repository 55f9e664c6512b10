// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/agentcall.h"

#include "agent/ipc/ipcclient.h"
#include "agent/ipc/socketpath.h"
#include "agent/store/writerlock.h"
#include "agent/verb/console.h"
#include "agent/verb/errorcode.h"
#include "agent/verb/interrupt.h"
#include "agent/verb/storejobs.h"
#include "agent/verb/userrules.h"
#include "agent/verb/verbcall.h"
#include "models/data/store/migrations.h"

#include <unistd.h>

#include <nlohmann/json.hpp>

#include <QEventLoop>
#include <QFileInfo>
#include <QThread>
#include <QTimer>

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
        connect(&m_client, &IpcClient::closed, this, [this](const QString &what) {
            if (m_asked)
                end(tl::unexpected(
                    Error{Error::Code::Failed, u"The agent went away before it answered: "_s + what, {}}));
            else
                end(std::nullopt);
        });
        connect(&m_client, &IpcClient::pushed, this, [this](const QString &name, const QByteArray &body) {
            if (m_onProgress && name.endsWith(".progress"_L1))
                m_onProgress(ordered_json::parse(body.cbegin(), body.cend(), nullptr, false));
        });
    }

    Result<std::optional<json>> wait(const QString &socket)
    {
        m_client.open(socket);
        QTimer poll;
        connect(&poll, &QTimer::timeout, this, [this] {
            if (interrupted() && !m_cancelled && m_asked) {
                m_cancelled = true;
                m_client.request(u"import.cancel"_s, json::object(), this, [](const IpcReply &) {});
            }
        });
        if (m_onProgress)
            poll.start(interruptPollMs);
        while (!m_ended)
            m_loop.processEvents(QEventLoop::WaitForMoreEvents);
        return m_result;
    }

private:
    void ask()
    {
        m_asked = true;
        if (m_onProgress)
            m_client.request(u"subscribe"_s, json::object(), this, [](const IpcReply &) {});
        m_client.request(m_request, m_args, this, [this](const IpcReply &reply) {
            if (reply)
                end(std::optional<json>(*reply));
            else
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
    json withWorkspace = args;
    withWorkspace["workspace"] = call.workspace.toStdString();
    for (int attempt = 1;; ++attempt) {
        const auto answer = askAgent(call, job, withWorkspace, onProgress);
        if (!answer)
            return tl::unexpected(answer.error());
        if (answer->has_value())
            return ordered_json(**answer);
        if (const auto created = call.dataDir.create(); !created)
            return tl::unexpected(created.error());
        const auto lock = WriterLock::take(call.dataDir);
        if (!lock && lock.error().code == Error::Code::Busy && attempt < lockAttempts && !interrupted()) {
            QThread::msleep(lockPauseMs);
            continue;
        }
        if (!lock)
            return tl::unexpected(lock.error());
        const auto redactor = makeRedactor(call.configFile);
        if (!redactor)
            return tl::unexpected(redactor.error());
        StoreJobs jobs(call.dataDir, *redactor, call.claudeDir);
        // Without an agent nobody else removes what was deleted ten minutes ago. That it failed is no reason not to go
        // on.
        if (const auto purged = jobs.perform(u"sessions.purge"_s, json::object(), {}, interrupted()); !purged)
            call.console.error(purged.error());
        return jobs.perform(job, withWorkspace, onProgress, interrupted());
    }
}

} // namespace assay
