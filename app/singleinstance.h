// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// One window for a data directory: a second program hands what it was asked over to the first and ends. The socket lies
// beside the agent's, in the folder that is ours alone. GUI thread; nothing blocks.

#include "models/data/store/datadir.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>

#include <nlohmann/json_fwd.hpp>

namespace assay {

class IpcClient;
class IpcServer;

struct OpenRequest {
    QString workspace;  // empty = the one that is shown
    QString session;    // beginning of an id; empty = none
    qint64 eventId = 0; // 0 = its beginning
    QString page;       // as in AppOptions
    QString candidate;  // its key; empty = none
};

class SingleInstance final : public QObject {
    Q_OBJECT

public:
    // A first program that does not answer within this time counts as none.
    static constexpr int patienceMs = 2'000;

    explicit SingleInstance(const DataDir &dataDir, QObject *parent = nullptr);
    ~SingleInstance() override;

    // Answers once, later: whether another program took the request. If not, this one is asked from now on, unless
    // something that does not answer holds the socket.
    void begin(const OpenRequest &request, std::function<void(bool taken)> answer);

Q_SIGNALS:
    void openRequested(const assay::OpenRequest &request);

private:
    void hand(const OpenRequest &request);
    void listen();
    void end(bool taken);

    DataDir m_dataDir;
    QString m_socket;
    std::function<void(bool)> m_answer;
    std::unique_ptr<IpcClient> m_client;
    std::unique_ptr<IpcServer> m_server;
};

} // namespace assay
