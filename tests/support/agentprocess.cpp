// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/agentprocess.h"

#include <QProcess>

namespace assay {

using namespace Qt::Literals::StringLiterals;

QString agentPath()
{
    return qEnvironmentVariable("ASSAY_TEST_AGENT");
}

AgentRun runAgent(const QStringList &arguments, int timeoutMs)
{
    QProcess agent;
    agent.start(agentPath(), arguments);
    AgentRun run;
    if (!agent.waitForFinished(timeoutMs)) {
        agent.kill();
        agent.waitForFinished();
        run.crashed = true;
    }
    run.crashed = run.crashed || agent.exitStatus() == QProcess::CrashExit;
    run.exitCode = agent.exitCode();
    run.out = agent.readAllStandardOutput();
    run.err = agent.readAllStandardError();
    return run;
}

} // namespace assay
