// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The agent's end of the socket. Answers "hello" and "subscribe" itself and hands every other verb to a handler, once
// the client has introduced itself as one that fits. Only programs of the same user get through. Lives on one thread.

#include "agent/ipc/hello.h"
#include "agent/ipc/message.h"

#include <QObject>

#include <functional>
#include <memory>

namespace assay {

class IpcServer final : public QObject {
    Q_OBJECT

public:
    // Call it once, now or later, on the server's thread. It does nothing when the client has gone meanwhile.
    using Answer = std::function<void(const IpcReply &)>;
    using Handler = std::function<void(const QString &verb, const nlohmann::json &args, const Answer &answer)>;

    IpcServer(Hello own, Handler handler, QObject *parent = nullptr);
    ~IpcServer() override; // removes the socket

    // A socket that is there already is removed only when nobody answers at it.
    [[nodiscard]] tl::expected<void, QString> listen(const QString &path);

    // To every client that subscribed. One that does not read what it gets is disconnected.
    void push(const QString &name, const nlohmann::json &args);

Q_SIGNALS:
    // A client of any version asked for it.
    void stopRequested();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace assay
