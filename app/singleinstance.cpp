// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/singleinstance.h"

#include "agent/ipc/ipcclient.h"
#include "agent/ipc/ipcserver.h"
#include "agent/ipc/jsonfield.h"
#include "agent/ipc/socketpath.h"
#include "models/data/store/migrations.h"

#include <unistd.h>

#include <utility>

#include <nlohmann/json.hpp>

#include <QTimer>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

Hello ownHello(const DataDir &dataDir)
{
    return {ipcProtocol, QStringLiteral(ASSAY_VERSION), newestSchema({}), dataDir.path(), getpid()};
}

// Shorter than the agent's, so that it fits wherever that one does.
QString windowSocket(const DataDir &dataDir)
{
    const auto agents = socketPath(dataDir.path());
    return agents ? agents->chopped(5) + u".win"_s : QString();
}

} // namespace

SingleInstance::SingleInstance(const DataDir &dataDir, QObject *parent)
    : QObject(parent)
    , m_dataDir(dataDir)
    , m_socket(windowSocket(dataDir))
{
}

SingleInstance::~SingleInstance() = default;

void SingleInstance::begin(const OpenRequest &request, std::function<void(bool taken)> answer)
{
    m_answer = std::move(answer);
    if (m_socket.isEmpty()) {
        QTimer::singleShot(0, this, [this] { end(false); });
        return;
    }
    m_client = std::make_unique<IpcClient>(ownHello(m_dataDir), nullptr, patienceMs);
    connect(m_client.get(), &IpcClient::ready, this, [this, request] { hand(request); });
    // Queued: a connection that fails at once tells so from within open().
    connect(
        m_client.get(), &IpcClient::closed, this, [this] { end(false); }, Qt::QueuedConnection);
    connect(
        m_client.get(), &IpcClient::mismatched, this, [this] { end(false); }, Qt::QueuedConnection);
    QTimer::singleShot(patienceMs, this, [this] { end(false); });
    m_client->open(m_socket);
}

void SingleInstance::hand(const OpenRequest &request)
{
    const json args = {{"workspace", request.workspace.toStdString()},
                       {"session", request.session.toStdString()},
                       {"event", request.eventId},
                       {"page", request.page.toStdString()},
                       {"candidate", request.candidate.toStdString()}};
    m_client->request(u"open"_s, args, this, [this](const IpcReply &reply) { end(reply.has_value()); });
}

void SingleInstance::end(bool taken)
{
    if (!m_answer)
        return;
    const auto answer = std::exchange(m_answer, {});
    if (IpcClient *client = m_client.release())
        client->deleteLater(); // this may be called from within it
    if (!taken && !m_socket.isEmpty())
        listen();
    answer(taken);
}

void SingleInstance::listen()
{
    const auto handle = [this](const QString &verb, const json &args, const IpcServer::Answer &answer) {
        if (verb != "open"_L1) {
            answer(tl::unexpected(IpcError{u"usage"_s, u"The window does not know \"%1\"."_s.arg(verb), {}}));
            return;
        }
        answer(json::object());
        Q_EMIT openRequested({textField(args, "workspace"), textField(args, "session"),
                              std::max<qint64>(0, numberField(args, "event")), textField(args, "page"),
                              textField(args, "candidate")});
    };
    m_server = std::make_unique<IpcServer>(ownHello(m_dataDir), handle);
    // Without a socket there is simply a window more.
    if (!m_server->listen(m_socket))
        m_server.reset();
}

} // namespace assay
