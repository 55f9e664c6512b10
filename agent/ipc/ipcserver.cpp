// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/ipc/ipcserver.h"

#include "agent/ipc/frame.h"
#include "agent/ipc/socketpath.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <vector>

#include <nlohmann/json.hpp>

#include <QFile>
#include <QLocalServer>
#include <QLocalSocket>
#include <QPointer>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr qint64 maxUnreadBytes = 4 * maxFrameBytes;
constexpr int connectTimeoutMs = 500;

bool isSameUser(const QLocalSocket &socket)
{
    ucred peer{};
    socklen_t length = sizeof peer;
    const int descriptor = static_cast<int>(socket.socketDescriptor());
    return getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0 && peer.uid == getuid();
}

class Connection final : public QObject {
public:
    explicit Connection(QLocalSocket *socket, QObject *parent)
        : QObject(parent)
        , m_socket(socket)
    {
        m_socket->setParent(this);
    }

    void send(const Message &message)
    {
        auto frame = encodeFrame(encodeMessage(message));
        if (!frame) {
            const QString what = u"The agent's answer is too long to be sent (%1). What was asked for was done; only "
                                 "the figures are missing."_s.arg(frame.error());
            Message failure{Message::Kind::Failure, message.id, {}, {}, {u"failed"_s, what, {}}};
            frame = encodeFrame(encodeMessage(failure));
        }
        m_socket->write(*frame);
        if (m_socket->bytesToWrite() > maxUnreadBytes)
            m_socket->abort();
    }

    void answer(qint64 id, const IpcReply &reply)
    {
        if (reply)
            send({Message::Kind::Reply, id, {}, writeJson(*reply), {}});
        else
            send({Message::Kind::Failure, id, {}, {}, reply.error()});
    }

    QLocalSocket *m_socket;
    FrameReader m_reader;
    bool m_trusted = false; // its hello fits ours
    bool m_subscribed = false;
};

} // namespace

class IpcServer::Private {
public:
    void accept();
    void read(Connection *connection);
    void handle(Connection *connection, const Message &message);
    [[nodiscard]] IpcReply welcome(Connection *connection, const json &args) const;

    IpcServer *q;
    Hello own;
    Handler handler;
    QLocalServer server;
    std::vector<QPointer<Connection>> connections;
};

IpcServer::IpcServer(Hello own, Handler handler, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->q = this;
    d->own = std::move(own);
    d->handler = std::move(handler);
    d->server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&d->server, &QLocalServer::newConnection, this, [this] { d->accept(); });
}

IpcServer::~IpcServer() = default;

tl::expected<void, QString> IpcServer::listen(const QString &path)
{
    if (const auto prepared = prepareSocketFolder(path); !prepared)
        return prepared;
    struct stat info {};
    if (lstat(QFile::encodeName(path).constData(), &info) == 0) {
        QLocalSocket probe;
        probe.connectToServer(path);
        const bool answered = probe.waitForConnected(connectTimeoutMs);
        if (!S_ISSOCK(info.st_mode) || answered || probe.error() != QLocalSocket::ConnectionRefusedError)
            return tl::unexpected(u"Something else is at %1. Nothing was changed."_s.arg(path));
        QFile::remove(path);
    }
    if (!d->server.listen(path))
        return tl::unexpected(u"Cannot listen at %1: %2"_s.arg(path, d->server.errorString()));
    return {};
}

void IpcServer::push(const QString &name, const json &args)
{
    const Message message{Message::Kind::Push, 0, name, writeJson(args), {}};
    for (const QPointer<Connection> &each : d->connections) {
        if (each && each->m_subscribed)
            each->send(message);
    }
}

void IpcServer::Private::accept()
{
    while (QLocalSocket *socket = server.nextPendingConnection()) {
        if (!isSameUser(*socket)) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        auto *connection = new Connection(socket, q);
        std::erase_if(connections, [](const QPointer<Connection> &each) { return each.isNull(); });
        connections.push_back(connection);
        QObject::connect(socket, &QLocalSocket::readyRead, connection, [this, connection] { read(connection); });
        QObject::connect(socket, &QLocalSocket::disconnected, connection, &QObject::deleteLater);
        read(connection);
    }
}

void IpcServer::Private::read(Connection *connection)
{
    connection->m_reader.append(connection->m_socket->readAll());
    for (;;) {
        const auto payload = connection->m_reader.next();
        if (payload && !payload->has_value())
            return;
        const auto message = payload ? decodeMessage(**payload) : tl::unexpected(payload.error());
        if (!message || message->kind != Message::Kind::Request) {
            const QString what = message ? u"Clients send requests only."_s : message.error();
            connection->send({Message::Kind::Failure, 0, {}, {}, {u"usage"_s, what, {}}});
            connection->m_socket->disconnectFromServer();
            return;
        }
        handle(connection, *message);
    }
}

IpcReply IpcServer::Private::welcome(Connection *connection, const json &args) const
{
    const auto peer = helloFromJson(args);
    if (!peer)
        return tl::unexpected(IpcError{u"usage"_s, peer.error(), {}});
    connection->m_trusted = checkHello(own, *peer).has_value();
    return toJson(own); // even when it does not fit, so that the client can tell what differs
}

void IpcServer::Private::handle(Connection *connection, const Message &message)
{
    const auto args = message.body.isEmpty() ? json::object() : parseJson(message.body).value_or(json::object());
    if (message.name == "hello"_L1) {
        connection->answer(message.id, welcome(connection, args));
        return;
    }
    if (message.name == "stop"_L1) {
        connection->answer(message.id, json::object());
        Q_EMIT q->stopRequested();
        return;
    }
    if (!connection->m_trusted) {
        connection->answer(message.id,
                           tl::unexpected(IpcError{u"restart"_s,
                                                   u"The agent is of another version or was not greeted. Nothing was "
                                                   "changed. Restart the agent."_s,
                                                   {}}));
        return;
    }
    if (message.name == "subscribe"_L1) {
        connection->m_subscribed = true;
        connection->answer(message.id, json::object());
        return;
    }
    const QPointer<Connection> guard(connection);
    const qint64 id = message.id;
    handler(message.name, args, [guard, id](const IpcReply &reply) {
        if (guard)
            guard->answer(id, reply);
    });
}

} // namespace assay
