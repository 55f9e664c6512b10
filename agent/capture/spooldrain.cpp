// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/capture/spooldrain.h"

#include <sys/stat.h>

#include <cstring>

#include <QDateTime>

#include "agent/capture/hooksession.h"
#include "agent/capture/placement.h"
#include "agent/hook/spool.h"
#include "agent/store/exclusions.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t callsPerCommit = 200;
constexpr qsizetype hookTimesKept = 1000;
// A client makes its transcript with the first prompt; so long after it there will be none.
constexpr qint64 transcriptWaitMs = 3000;

bool isThere(const std::string &path)
{
    struct stat info {};
    return !path.empty() && lstat(path.c_str(), &info) == 0;
}

} // namespace

SpoolDrain::SpoolDrain(CaptureTools &tools, CaptureMemory &memory)
    : m_tools(tools)
    , m_memory(memory)
    , m_reader(tools.dataDir, tools.redactor)
    , m_refusedBefore(memory.refused)
{
}

Result<> SpoolDrain::run()
{
    m_reader.removeLeftovers();
    const auto names = m_reader.list();
    m_seen = {names.begin(), names.end()};
    m_waiting.clear();
    m_memory.problems.erase(m_reader.folder());
    for (std::size_t from = 0; from < names.size() && !m_tools.cancel; from += callsPerCommit) {
        if (auto taken = takeSome(names, from, std::min(names.size(), from + callsPerCommit)); !taken) {
            m_tools.lanes.rollBack();
            return taken;
        }
    }
    m_memory.refused = m_refusedBefore + m_reader.refused();
    return {};
}

Result<> SpoolDrain::takeSome(const std::vector<std::string> &names, std::size_t from, std::size_t to)
{
    std::vector<std::string> done;
    for (std::size_t i = from; i < to; ++i) {
        auto call = m_reader.read(names[i]);
        if (!call) {
            if (const int trouble = m_reader.trouble(); trouble != 0)
                noteTrouble(trouble);
            continue;
        }
        const auto fate = take(*call);
        if (!fate)
            return tl::unexpected(fate.error());
        if (*fate == Fate::Done)
            done.push_back(names[i]);
    }
    if (auto committed = m_tools.lanes.commit(); !committed)
        return committed;
    for (const std::string &name : done)
        m_reader.remove(name);
    m_memory.figures.hookCalls += static_cast<qint64>(done.size());
    return {};
}

// No descriptor left, say: the call stays where it is and is read later.
void SpoolDrain::noteTrouble(int trouble)
{
    m_memory.note(
        m_reader.folder(),
        {Error::Code::Failed,
         u"An event of a coding agent could not be read (%1). It waits in the spool and is tried again."_s.arg(
             QString::fromLocal8Bit(std::strerror(trouble))),
         pathText(m_reader.folder())});
    const auto due = CaptureMemory::Clock::now() + std::chrono::seconds(1);
    m_memory.wakeAt = std::min(m_memory.wakeAt, due);
}

QSet<QString> SpoolDrain::lateOptOuts()
{
    QSet<QString> sessions;
    for (const std::string &name : m_reader.list()) {
        if (!m_seen.insert(name).second)
            continue;
        const auto call = m_reader.read(name);
        if (call && !call->optOut.empty())
            sessions.insert(call->event.sessionUuid);
    }
    return sessions;
}

Result<SpoolDrain::Fate> SpoolDrain::take(SpooledCall &call)
{
    const std::string &session = call.run.sessionUuid;
    const qint64 at = std::max<qint64>(0, call.transcriptBytes);
    // What is written during a pause is known by its time.
    if (call.optOut == spool::optout::paused)
        return Fate::Done;
    if (!call.optOut.empty()) {
        m_memory.runs.erase(session);
        return m_tools.exclusions.openRange(session, at, QString::fromStdString(call.optOut), call.event.at).map([] {
            return Fate::Done;
        });
    }
    if (call.event.name.isEmpty())
        return Fate::Done;
    const auto route = m_tools.router(call.run);
    if (!route)
        return tl::unexpected(route.error());
    if (!route->collect) {
        return m_tools.exclusions.openRange(session, at, gateReason(*route), call.event.at).map([] {
            return Fate::Done;
        });
    }
    // Another run goes on with the session: what was left out ends here.
    if (auto ended = m_tools.exclusions.endRanges(session, at, call.event.at); !ended)
        return tl::unexpected(ended.error());
    if (m_tools.exclusions.excludesAll(session))
        return Fate::Done;
    return store(call);
}

Result<SpoolDrain::Fate> SpoolDrain::store(SpooledCall &call)
{
    const auto workspace = Placement(m_tools, m_memory).workspaceOf(call.run);
    if (!workspace)
        return tl::unexpected(workspace.error());
    auto lane = m_tools.lanes.writing(*workspace);
    if (!lane && *workspace != m_tools.workspace) { // keeps nothing from the others: its calls wait
        m_memory.note(lane.error().path.toStdString(), lane.error());
        return Fate::Waits;
    }
    if (!lane)
        return tl::unexpected(lane.error());
    PresenceWriter &presence = (*lane)->presence;
    const auto before = presence.find(call.event.agent, call.event.sessionUuid);
    if (!before)
        return tl::unexpected(before.error());
    const bool known = *before && (*before)->unpersisted;
    if (contentFate(call, known) == Fate::Waits)
        return Fate::Waits;
    m_memory.runs[call.run.sessionUuid] = call.run;
    const auto stored = presence.store(call.event);
    if (!stored)
        return tl::unexpected(stored.error());
    if (*stored && call.event.spentUs >= 0) {
        m_memory.hookTimes.append(call.event.spentUs);
        if (m_memory.hookTimes.size() > hookTimesKept)
            m_memory.hookTimes.removeFirst();
    }
    if (!*stored || !call.hasContent)
        return Fate::Done;
    auto made = HookSession((*lane)->database, (*lane)->writer, m_tools.redactor).add(call).and_then([&] {
        return presence.setUnpersisted(call.event.agent, call.event.sessionUuid, true);
    });
    return made.map([] { return Fate::Done; });
}

// Content is kept only of a session that has no transcript and will get none. Whether it will is seen a little later;
// until then its calls wait in the spool, in order.
SpoolDrain::Fate SpoolDrain::contentFate(SpooledCall &call, bool known)
{
    const QString &session = call.event.sessionUuid;
    if (m_waiting.contains(session))
        return Fate::Waits;
    if (!call.hasContent || known)
        return Fate::Done;
    if (!m_tools.unpersisted || isThere(call.run.transcriptPath)) {
        call.hasContent = false;
        return Fate::Done;
    }
    const qint64 age = QDateTime::currentMSecsSinceEpoch() - call.event.at;
    if (age < 0 || age >= transcriptWaitMs) // < 0: the clock was set back
        return Fate::Done;
    m_waiting.insert(session);
    const auto due = CaptureMemory::Clock::now() + std::chrono::milliseconds(transcriptWaitMs - age);
    m_memory.wakeAt = std::min(m_memory.wakeAt, due);
    return Fate::Waits;
}

} // namespace assay
