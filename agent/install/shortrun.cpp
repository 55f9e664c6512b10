// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/install/shortrun.h"

#include <algorithm>

#include <QElapsedTimer>
#include <QProcess>
#include <QProcessEnvironment>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int sliceMs = 50;
constexpr qsizetype mostOutput = qsizetype(64) * 1024;

} // namespace

ShortRun runShortly(const QStringList &command, int timeoutMs, const std::atomic<bool> *cancel)
{
    QProcess process;
    process.setProgram(command.first());
    process.setArguments(command.mid(1));
    process.setStandardInputFile(QProcess::nullDevice());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    // Asking a client for its version must neither start an update nor be taken for a run.
    environment.insert(u"DISABLE_AUTOUPDATER"_s, u"1"_s);
    environment.insert(u"ASSAY_CAPTURE"_s, u"false"_s);
    process.setProcessEnvironment(environment);
    process.start();
    ShortRun run;
    QElapsedTimer waited;
    waited.start();
    bool ended = false;
    while (!ended && process.state() != QProcess::NotRunning && waited.elapsed() < timeoutMs &&
           (cancel == nullptr || !*cancel))
        ended = process.waitForFinished(std::min(timeoutMs, sliceMs));
    run.finished = process.state() == QProcess::NotRunning && process.error() != QProcess::FailedToStart &&
                   process.exitStatus() == QProcess::NormalExit;
    if (process.state() != QProcess::NotRunning) {
        process.kill();
        process.waitForFinished(1000);
    }
    run.exitCode = run.finished ? process.exitCode() : -1;
    run.out = process.readAllStandardOutput().left(mostOutput);
    run.err = process.readAllStandardError().left(mostOutput);
    return run;
}

} // namespace assay
