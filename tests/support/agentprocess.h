// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Runs the real assay-agent (ASSAY_TEST_AGENT) and waits for it.

#include <QByteArray>
#include <QStringList>

namespace assay {

struct AgentRun {
    int exitCode = -1;
    bool crashed = false;
    QByteArray out;
    QByteArray err;
};

[[nodiscard]] QString agentPath();
[[nodiscard]] AgentRun runAgent(const QStringList &arguments, int timeoutMs = 120'000);

} // namespace assay
