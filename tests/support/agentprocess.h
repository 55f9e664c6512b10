// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Runs the real assay-agent (ASSAY_TEST_AGENT), or another program of ours, and waits for it.

#include <QByteArray>
#include <QProcessEnvironment>
#include <QStringList>

#include <nlohmann/json_fwd.hpp>

namespace assay {

struct AgentRun {
    int exitCode = -1; // also when it crashed or took too long
    QByteArray out;
    QByteArray err;
    [[nodiscard]] nlohmann::json json() const; // discarded if it is none
};

[[nodiscard]] QString agentPath();
[[nodiscard]] AgentRun runProgram(const QString &program, const QStringList &arguments,
                                  const QProcessEnvironment &environment, int timeoutMs);
[[nodiscard]] AgentRun runAgent(const QStringList &arguments, int timeoutMs = 120'000);

} // namespace assay
