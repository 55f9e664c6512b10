// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/residentagent.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QThread>

#include "agent/ipc/socketpath.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int patienceMs = 20'000;

} // namespace

Result<> ResidentAgent::start(Workbench &bench, const QString &dataDir, QString home)
{
    if (!QDir().mkpath(dataDir))
        return fail(Error::Code::Failed, u"The data directory could not be made."_s, dataDir);
    const auto socket = socketPath(QDir(dataDir).canonicalPath());
    if (!socket)
        return fail(Error::Code::Failed, socket.error());
    if (home.isEmpty())
        home = bench.scratch(u"nohistory"_s);
    const auto started = m_child.start({bench.agent(), u"run"_s, u"--data-dir"_s, dataDir, u"--claude-dir"_s, home},
                                       bench.scratch(u"agent.out"_s));
    if (!started)
        return started;
    QElapsedTimer waited;
    waited.start();
    while (!QFile::exists(*socket)) {
        if (!m_child.isRunning() || waited.hasExpired(patienceMs))
            return fail(Error::Code::Failed, u"The agent did not come up."_s, dataDir);
        QThread::msleep(10);
    }
    return {};
}

} // namespace assay
