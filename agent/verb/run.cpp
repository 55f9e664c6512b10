// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/ipc/socketpath.h"
#include "agent/store/writerlock.h"
#include "agent/verb/agentlog.h"
#include "agent/verb/agentservice.h"
#include "agent/verb/console.h"
#include "agent/verb/minerthread.h"
#include "agent/verb/servicenotify.h"
#include "agent/verb/verbcall.h"
#include "agent/verb/verbs.h"

#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <utility>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QLocalSocket>
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

constexpr int lockPatienceMs = 10'000;
constexpr int lockPauseMs = 50;

bool anAgentAnswers(const DataDir &dataDir)
{
    QLocalSocket probe;
    if (const auto path = socketPath(dataDir.path()))
        probe.connectToServer(*path);
    return probe.waitForConnected(lockPauseMs);
}

// Until then, or a signal to stop; true = it came.
bool isStoppedWithin(const StopSignals &signals, int ms)
{
    pollfd wanted{signals.descriptor(), POLLIN, 0};
    return poll(&wanted, 1, ms) > 0;
}

// Another agent has the data directory for good; a verb, as one that brings an older store up to date, for a moment. A
// service that gave up for that would stay away. Nothing = told to stop meanwhile.
Result<std::optional<WriterLock>> lockOf(const DataDir &dataDir, const StopSignals &signals, Console &console)
{
    QElapsedTimer waited;
    waited.start();
    bool isTold = false;
    auto lock = WriterLock::take(dataDir);
    while (!lock && lock.error().code == Error::Code::Busy && waited.elapsed() < lockPatienceMs &&
           !anAgentAnswers(dataDir)) {
        if (!std::exchange(isTold, true))
            console.remark(u"Another Assay process is writing to this data directory. Waiting for it to end."_s);
        if (isStoppedWithin(signals, lockPauseMs))
            return std::nullopt;
        lock = WriterLock::take(dataDir);
    }
    if (!lock)
        return tl::unexpected(lock.error());
    return std::move(*lock);
}

// Behind the service, when all is committed and nobody is served any more.
struct EndWithoutMiner {
    EndWithoutMiner() = default;
    ~EndWithoutMiner()
    {
        if (!MinerThread::isLeftBehind())
            return;
        (void)std::fflush(nullptr);
        std::_Exit(exitCode);
    }
    int exitCode = 1;
    EndWithoutMiner(const EndWithoutMiner &) = delete;
    EndWithoutMiner &operator=(const EndWithoutMiner &) = delete;
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
    const auto lock = lockOf(*dataDir, signalsToStop, call.console);
    if (!lock)
        return tl::unexpected(lock.error());
    if (!*lock)
        return 0;
    const ServiceNotify serviceNotify; // ready: what is to be migrated may take minutes, and has the data directory
    // Each job reads them again; told now, because whoever starts the agent looks at what it says.
    UserRules rules = call.rules;
    if (const auto redactor = rules.redactor(); !redactor)
        return tl::unexpected(redactor.error());

    EndWithoutMiner end;
    AgentService service(*dataDir, rules, call.claudeDir, call.workspace);
    if (const auto listening = service.start(); !listening)
        return tl::unexpected(listening.error());
    QObject::connect(&service, &AgentService::ended, QCoreApplication::instance(), &QCoreApplication::quit,
                     Qt::QueuedConnection);
    std::unique_ptr<QSocketNotifier> notifier;
    if (signalsToStop.descriptor() >= 0) {
        notifier = std::make_unique<QSocketNotifier>(signalsToStop.descriptor(), QSocketNotifier::Read);
        QObject::connect(notifier.get(), &QSocketNotifier::activated, &service, [&service, &notifier] {
            notifier->setEnabled(false);
            service.end();
        });
    }
    return end.exitCode = QCoreApplication::exec();
}

} // namespace assay
