// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/writerlock.h"
#include "agent/verb/agentlog.h"
#include "agent/verb/agentservice.h"
#include "agent/verb/verbcall.h"
#include "agent/verb/verbs.h"

#include <sys/signalfd.h>
#include <unistd.h>

#include <csignal>

#include <QCoreApplication>
#include <QSocketNotifier>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// SIGTERM and SIGINT as events. Made before any thread, so that all of them leave these signals to it.
class StopSignals final {
public:
    StopSignals()
    {
        sigset_t set;
        sigemptyset(&set);
        sigaddset(&set, SIGTERM);
        sigaddset(&set, SIGINT);
        sigprocmask(SIG_BLOCK, &set, nullptr);
        m_descriptor = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
        if (m_descriptor < 0)
            sigprocmask(SIG_UNBLOCK, &set, nullptr); // they end the program hard; the store stands that
    }
    ~StopSignals()
    {
        if (m_descriptor >= 0)
            close(m_descriptor);
    }
    StopSignals(const StopSignals &) = delete;
    StopSignals &operator=(const StopSignals &) = delete;
    [[nodiscard]] int descriptor() const { return m_descriptor; }

private:
    int m_descriptor = -1;
};

} // namespace

Result<int> runAgent(const VerbCall &call)
{
    const StopSignals signalsToStop;
    installAgentLog(call.console.talk());
    if (const auto created = call.dataDir.create(); !created)
        return tl::unexpected(created.error());
    // Only now is its canonical path certain, which names the socket.
    const auto dataDir = DataDir::locate(call.dataDir.path());
    if (!dataDir)
        return tl::unexpected(dataDir.error());
    const auto lock = WriterLock::take(*dataDir);
    if (!lock)
        return tl::unexpected(lock.error());
    // Each job reads them again; told now, because whoever starts the agent looks at what it says.
    UserRules rules = call.rules;
    if (const auto redactor = rules.redactor(); !redactor)
        return tl::unexpected(redactor.error());

    AgentService service(*dataDir, rules, call.claudeDir);
    if (const auto listening = service.listen(); !listening)
        return tl::unexpected(listening.error());
    QObject::connect(&service, &AgentService::stopRequested, qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    std::unique_ptr<QSocketNotifier> notifier;
    if (signalsToStop.descriptor() >= 0) {
        notifier = std::make_unique<QSocketNotifier>(signalsToStop.descriptor(), QSocketNotifier::Read);
        QObject::connect(notifier.get(), &QSocketNotifier::activated, qApp, &QCoreApplication::quit);
    }
    return QCoreApplication::exec();
}

} // namespace assay
