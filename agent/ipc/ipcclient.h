// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The window's and the verbs' end of the socket. Nothing blocks: what arrives is told by signals and callbacks on the
// thread the client lives on.

#include "agent/ipc/hello.h"
#include "agent/ipc/message.h"

#include <QObject>

#include <functional>
#include <memory>

namespace assay {

class IpcClient final : public QObject {
    Q_OBJECT

public:
    enum class State {
        Closed,
        Connecting, // until both sides have said hello
        Ready,
        Mismatched, // connected, but of another version: only stop() works
    };
    using Answer = std::function<void(const IpcReply &)>;

    // Whoever takes the connection and has not said hello after `patienceMs` does not count as listening.
    static constexpr int helloPatienceMs = 5'000;
    explicit IpcClient(Hello own, QObject *parent = nullptr, int patienceMs = helloPatienceMs);
    ~IpcClient() override; // open requests stay unanswered

    // Ends in ready(), mismatched() or closed(); when nobody listens, closed() comes before this returns.
    void open(const QString &path);
    void close();
    [[nodiscard]] State state() const;
    // The connection was closed because nobody said hello: something is there, and hangs.
    [[nodiscard]] bool peerWasSilent() const;
    // Who answered; meaningful when Ready or Mismatched.
    [[nodiscard]] const Hello &peer() const;

    // Answered exactly once, with "closed" when the connection ends first; not at all when `context` is gone by then.
    void request(const QString &verb, const nlohmann::json &args, QObject *context, Answer answer);
    // Asks the agent to end; works in Mismatched too.
    void stop();

Q_SIGNALS:
    void ready();
    void mismatched(const QString &what);
    // The connection ended, or none came about; `what` is a sentence for logs.
    void closed(const QString &what);
    // Needs a "subscribe" request. `args` is JSON text of an object.
    void pushed(const QString &name, const QByteArray &args);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace assay
