// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/agentprocess.h"

#include <nlohmann/json.hpp>

#include <QProcess>

namespace assay {

using namespace Qt::Literals::StringLiterals;

QString agentPath()
{
    return qEnvironmentVariable("ASSAY_TEST_AGENT");
}

nlohmann::json AgentRun::json() const
{
    return nlohmann::json::parse(out.cbegin(), out.cend(), nullptr, false);
}

AgentRun runProgram(const QString &program, const QStringList &arguments, const QProcessEnvironment &environment,
                    int timeoutMs)
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    AgentRun run;
    const bool ended = process.waitForFinished(timeoutMs);
    if (!ended) {
        process.kill();
        process.waitForFinished();
    }
    if (ended && process.exitStatus() == QProcess::NormalExit)
        run.exitCode = process.exitCode();
    run.out = process.readAllStandardOutput();
    run.err = process.readAllStandardError();
    if (!ended)
        run.err += "timed out";
    return run;
}

AgentRun runAgent(const QStringList &arguments, int timeoutMs)
{
    return runProgram(agentPath(), arguments, QProcessEnvironment::systemEnvironment(), timeoutMs);
}

} // namespace assay
