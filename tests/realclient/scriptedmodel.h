// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Stands in for the model behind a coding agent: answers each request of a conversation with the next turn of a script
// and keeps what the client sent. Listens on the loopback address. On the thread with the event loop.

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QTcpServer>

#include <nlohmann/json.hpp>

class QTcpSocket;

namespace assay {

class ScriptedModel final : public QObject {
public:
    // Content blocks of each turn; the last one is said again if asked for more.
    explicit ScriptedModel(QList<nlohmann::json> turns, QObject *parent = nullptr);

    [[nodiscard]] bool listen();
    [[nodiscard]] QByteArray url() const;
    // Bodies of the requests that offered tools, in order.
    [[nodiscard]] const QList<nlohmann::json> &requests() const { return m_requests; }
    // What the tools said, in the order of the calls: texts of the last request's tool results.
    [[nodiscard]] QList<QByteArray> toolResults() const;

private:
    void read(QTcpSocket *socket);
    [[nodiscard]] QByteArray answerTo(const QByteArray &head, const nlohmann::json &body);

    const QList<nlohmann::json> m_turns;
    QList<nlohmann::json> m_requests;
    QHash<QTcpSocket *, QByteArray> m_pending;
    QTcpServer m_server;
    int m_messages = 0;
};

} // namespace assay
