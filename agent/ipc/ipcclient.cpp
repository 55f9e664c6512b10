// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/ipc/ipcclient.h"

#include "agent/ipc/frame.h"

#include <map>
#include <utility>

#include <nlohmann/json.hpp>

#include <QLocalSocket>
#include <QPointer>
#include <QTimer>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

class IpcClient::Private {
public:
    struct Waiting {
        QPointer<QObject> context;
        Answer answer;
    };

    void send(const QString &verb, const json &args, QObject *context, Answer answer);
    void read();
    void receive(const Message &message);
    void greeted(const IpcReply &reply);
    void end(const QString &what);

    IpcClient *q;
    Hello own;
    Hello peer;
    State state = State::Closed;
    QLocalSocket socket;
    QTimer patience;
    bool silent = false;
    FrameReader reader;
    qint64 lastId = 0;
    std::map<qint64, Waiting> waiting;
};

IpcClient::IpcClient(Hello own, QObject *parent, int patienceMs)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->q = this;
    d->own = std::move(own);
    d->patience.setSingleShot(true);
    d->patience.setInterval(patienceMs);
    connect(&d->patience, &QTimer::timeout, this, [this] {
        d->silent = true;
        d->end(u"The agent does not answer."_s);
    });
    connect(&d->socket, &QLocalSocket::connected, this, [this] {
        d->send(u"hello"_s, toJson(d->own), this, [this](const IpcReply &reply) { d->greeted(reply); });
    });
    connect(&d->socket, &QLocalSocket::readyRead, this, [this] { d->read(); });
    connect(&d->socket, &QLocalSocket::disconnected, this, [this] { d->end(u"The agent closed the connection."_s); });
    connect(&d->socket, &QLocalSocket::errorOccurred, this, [this] { d->end(d->socket.errorString()); });
}

IpcClient::~IpcClient()
{
    d->socket.disconnect(this);
}

void IpcClient::open(const QString &path)
{
    close();
    d->state = State::Connecting;
    d->silent = false;
    d->patience.start();
    d->socket.connectToServer(path);
}

void IpcClient::close()
{
    d->end(u"Closed by this program."_s);
}

IpcClient::State IpcClient::state() const
{
    return d->state;
}

bool IpcClient::peerWasSilent() const
{
    return d->silent;
}

const Hello &IpcClient::peer() const
{
    return d->peer;
}

void IpcClient::request(const QString &verb, const json &args, QObject *context, Answer answer)
{
    if (d->state == State::Ready) {
        d->send(verb, args, context, std::move(answer));
        return;
    }
    const bool mismatch = d->state == State::Mismatched;
    const IpcError error{mismatch ? u"restart"_s : u"closed"_s,
                         mismatch ? u"The agent is of another version. Nothing was changed. Restart the agent."_s
                                  : u"No agent is connected. Nothing was changed."_s,
                         {}};
    // Never from inside request(): callers would have to be ready for their own answer.
    QMetaObject::invokeMethod(
        context, [answer = std::move(answer), error] { answer(tl::unexpected(error)); }, Qt::QueuedConnection);
}

void IpcClient::stop()
{
    if (d->state != State::Ready && d->state != State::Mismatched)
        return;
    d->send(u"stop"_s, json::object(), this, [](const IpcReply &) {});
    d->socket.flush(); // whoever asks for this may be about to end
}

void IpcClient::Private::send(const QString &verb, const json &args, QObject *context, Answer answer)
{
    const qint64 id = ++lastId;
    const auto frame = encodeFrame(encodeMessage({Message::Kind::Request, id, verb, writeJson(args), {}}));
    if (!frame) {
        const IpcError error{u"usage"_s, frame.error(), {}};
        QMetaObject::invokeMethod(
            context, [answer = std::move(answer), error] { answer(tl::unexpected(error)); }, Qt::QueuedConnection);
        return;
    }
    waiting.emplace(id, Waiting{context, std::move(answer)});
    socket.write(*frame);
}

void IpcClient::Private::read()
{
    reader.append(socket.readAll());
    const QPointer<IpcClient> alive(q); // an answer may delete the client
    while (alive && state != State::Closed) {
        const auto payload = reader.next();
        if (payload && !payload->has_value())
            return;
        const auto message = payload ? decodeMessage(**payload) : tl::unexpected(payload.error());
        if (!message || message->kind == Message::Kind::Request) {
            end(message ? u"The agent sent a request."_s : message.error());
            return;
        }
        receive(*message);
    }
}

void IpcClient::Private::receive(const Message &message)
{
    if (message.kind == Message::Kind::Push) {
        Q_EMIT q->pushed(message.name, message.body.isEmpty() ? "{}"_ba : message.body);
        return;
    }
    auto node = waiting.extract(message.id);
    if (node.empty() || !node.mapped().context)
        return;
    if (message.kind == Message::Kind::Failure) {
        node.mapped().answer(tl::unexpected(message.error));
        return;
    }
    node.mapped().answer(parseJson(message.body).map_error([](const QString &what) {
        return IpcError{u"failed"_s, what, {}};
    }));
}

void IpcClient::Private::greeted(const IpcReply &reply)
{
    if (state != State::Connecting)
        return;
    patience.stop();
    const auto hello = reply ? helloFromJson(*reply) : tl::unexpected(reply.error().what);
    if (!hello) {
        end(hello.error());
        return;
    }
    peer = *hello;
    if (const auto fits = checkHello(own, peer); !fits) {
        state = State::Mismatched;
        Q_EMIT q->mismatched(fits.error());
        return;
    }
    state = State::Ready;
    Q_EMIT q->ready();
}

void IpcClient::Private::end(const QString &what)
{
    if (state == State::Closed)
        return;
    state = State::Closed;
    patience.stop();
    reader = FrameReader();
    socket.abort();
    const QPointer<IpcClient> alive(q);
    for (auto &[id, each] : std::exchange(waiting, {})) {
        if (each.context)
            each.answer(tl::unexpected(IpcError{u"closed"_s, u"The connection to the agent ended. "_s + what, {}}));
        if (!alive)
            return;
    }
    Q_EMIT q->closed(what);
}

} // namespace assay
