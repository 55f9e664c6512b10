// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/capture/capturedrain.h"

#include <QDateTime>
#include <QDir>
#include <QFile>

#include "agent/capture/changefinder.h"
#include "agent/capture/spooldrain.h"
#include "agent/capture/transcriptdrain.h"
#include "agent/store/exclusions.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// Hooks that were heard of so lately are taken to be wired still.
constexpr qint64 heardLatelyMs = 24LL * 3600 * 1000;

// When this data directory began to capture. Transcripts that were not written to since are history, which goes where
// the person imports it.
Result<qint64> readCaptureSince(const QString &path)
{
    QFile file(path);
    if (file.open(QIODevice::ReadOnly)) {
        bool isNumber = false;
        const qint64 since = file.read(32).trimmed().toLongLong(&isNumber);
        if (isNumber)
            return since;
        file.close();
    }
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    if (file.open(QIODevice::WriteOnly | QIODevice::Truncate, QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
        file.write(QByteArray::number(now) + '\n') > 0 && file.flush())
        return now;
    return fail(
        Error::Code::Full,
        u"The data directory cannot be written to. Nothing is lost: transcripts and hook events wait where they "
        "are. Free some space, or check the permissions."_s,
        path);
}

Result<Route> collectEverything(const ClientRun &)
{
    return Route();
}

} // namespace

CaptureDrain::CaptureDrain(CaptureOptions options)
    : m_options([&options] {
        if (!options.router)
            options.router = collectEverything;
        return std::move(options);
    }())
    , m_projectsFolder(QDir::cleanPath(m_options.claudeDir) + u"/projects"_s)
{
}

Result<CaptureDrain::Report> CaptureDrain::run(Work work, const Lanes::OpenStore &open, const Redactor &redactor,
                                               const Lanes::Committed &committed, const std::atomic<bool> &cancel)
{
    m_memory.pending.merge(work.files);
    m_everything = m_everything || work.everything;
    m_memory.wakeAt = CaptureMemory::Clock::time_point::max();
    auto exclusions = Exclusions::open(m_options.dataDir);
    if (!exclusions)
        return tl::unexpected(exclusions.error());
    Lanes lanes(m_options.dataDir, *exclusions, open, committed);
    CaptureTools tools{m_options.dataDir,
                       m_projectsFolder,
                       m_options.workspace,
                       m_options.router,
                       redactor,
                       *exclusions,
                       lanes,
                       cancel};
    tools.folderWait = m_options.folderWait;
    tools.unpersisted = m_options.unpersisted && m_options.unpersisted();
    tools.hooksWired = m_options.hooksWired ? m_options.hooksWired() : heardOfHooks(lanes);
    const auto done = drain(tools);
    publish(done, lanes);
    if (!done)
        return tl::unexpected(done.error());
    Report report;
    report.left = cancel; // also in the spool
    if (m_memory.wakeAt != CaptureMemory::Clock::time_point::max()) {
        const auto left = m_memory.wakeAt - CaptureMemory::Clock::now();
        report.wakeInMs = std::max<qint64>(0, std::chrono::duration_cast<std::chrono::milliseconds>(left).count() + 1);
    }
    return report;
}

Result<> CaptureDrain::drain(CaptureTools &tools)
{
    for (;;) {
        SpoolDrain spool(tools, m_memory);
        if (auto taken = spool.run(); !taken)
            return taken;
        if (tools.cancel || (m_options.isPaused && m_options.isPaused()))
            return {};
        if (m_everything) {
            const auto since = captureSince();
            if (!since)
                return tl::unexpected(since.error());
            if (auto found = ChangeFinder(tools, m_memory).run(*since); !found)
                return found;
            m_everything = false;
        }
        const auto settled = TranscriptDrain(tools, m_memory, spool).run();
        if (!settled)
            return tl::unexpected(settled.error());
        if (*settled)
            break;
    }
    return m_memory.pending.empty() ? tools.lanes.finish() : Result<>{};
}

Result<qint64> CaptureDrain::captureSince()
{
    if (m_captureSince >= 0)
        return m_captureSince;
    return readCaptureSince(m_options.dataDir.path() + u"/capture-since"_s).map([this](qint64 since) {
        return m_captureSince = since;
    });
}

bool CaptureDrain::heardOfHooks(Lanes &lanes) const
{
    for (const QString &workspace : lanes.workspaces()) {
        const auto lane = lanes.existing(workspace);
        if (!lane || !*lane)
            continue;
        Statement newest((*lane)->database, u"SELECT max(last_event_at) FROM presence"_s);
        if (newest.next() && newest.integer(0) > QDateTime::currentMSecsSinceEpoch() - heardLatelyMs)
            return true;
    }
    return false;
}

void CaptureDrain::publish(const Result<> &done, Lanes &lanes)
{
    if (done)
        m_memory.problems.erase(std::string());
    else
        m_memory.problems[std::string()] = {done.error(), QDateTime::currentMSecsSinceEpoch()};
    m_memory.figures.commits += lanes.commits();
    QList<qint64> times = m_memory.hookTimes;
    std::sort(times.begin(), times.end());
    const std::lock_guard lock(m_mutex);
    if (lanes.commits() > 0)
        m_state.lastEventAt = QDateTime::currentMSecsSinceEpoch();
    m_state.queueDepth = static_cast<qint64>(m_memory.pending.size() + m_memory.held.size());
    for (const auto &[workspace, paths] : m_memory.stuck)
        m_state.queueDepth += static_cast<qint64>(paths.size());
    m_state.hookUsP95 = times.isEmpty() ? -1 : times.at((times.size() - 1) * 95 / 100);
    m_state.refused = m_memory.refused;
    m_state.figures = m_memory.figures;
    m_state.problems = m_memory.problems;
}

CaptureState CaptureDrain::state() const
{
    const std::lock_guard lock(m_mutex);
    return m_state;
}

} // namespace assay
