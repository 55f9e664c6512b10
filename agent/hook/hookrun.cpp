// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/hook/hookrun.h"

#include "agent/hook/datafolder.h"
#include "agent/hook/deadline.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

namespace assay {

namespace {

uint64_t nowUs()
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<uint64_t>(now.tv_sec) * 1'000'000 + static_cast<uint64_t>(now.tv_nsec) / 1000;
}

// Clients end their payload with the end of the stream; one that keeps it open is not waited for long.
constexpr int trailingMs = 5;

int64_t claudePid()
{
    const char *said = getenv("CLAUDE_PID");
    const long long pid = said ? strtoll(said, nullptr, 10) : 0;
    return pid > 0 && pid <= INT32_MAX ? pid : getppid();
}

// A variable's value as far as it is needed, if it is no longer than any honest one.
const char *variable(const char *name, size_t limit)
{
    const char *value = getenv(name);
    return value && value[0] != '\0' && strlen(value) < limit ? value : nullptr;
}

} // namespace

HookRun::HookRun()
    : m_startedUs(nowUs())
    , m_claudePid(claudePid())
    , m_stamp(readHookStamp())
{
    m_hasDataDir = locateDataFolder(m_dataDir); // not above: the member that it fills comes to life later
}

// A payload that is whole need not be waited for any longer; one that is not ends with the stream or with our time.
bool HookRun::mayReadOn() const
{
    if (isOverdue())
        return false;
    if (!m_payload.isComplete())
        return true;
    pollfd in = {STDIN_FILENO, POLLIN, 0};
    return poll(&in, 1, trailingMs) > 0;
}

void HookRun::readPayload()
{
    while (mayReadOn()) {
        const ssize_t got = read(STDIN_FILENO, m_buffer + m_used, sizeof m_buffer - m_used);
        if (got > 0) {
            noteProgress();
            takeBytes(static_cast<size_t>(got));
        } else if (got == 0 || errno != EINTR) {
            return;
        }
    }
}

void HookRun::takeBytes(size_t size)
{
    m_payload.feed(m_buffer + m_used, size);
    m_payloadBytes += size;
    m_used += size;
    if (m_used < sizeof m_buffer)
        return;
    // Content of a large payload goes to the file as it comes, once it is clear that it is wanted at all.
    m_kept = m_kept && m_payloadBytes <= spool::payloadLimit && !optOut() && isFolderOpen() && wantsContent();
    if (m_kept)
        spill();
    m_used = 0;
}

void HookRun::spill()
{
    if (!m_spilled) {
        m_spilled = beginFile();
        m_isRefused = !m_spilled;
        m_kept = m_spilled;
        if (m_kept)
            m_spool.skip(spool::headerLimit);
    }
    if (m_kept)
        m_spool.append(m_buffer, m_used);
}

bool HookRun::beginFile()
{
    return m_spool.open(m_dataDir) && m_spool.begin(m_stamp);
}

bool HookRun::isFolderOpen(const char *folder) const
{
    return gateOfFolder(folder).collect && gateOfIgnoredFolders(m_dataDir, folder).collect;
}

// Where the client says it works, else where this process does; and the project, when it works outside of it.
bool HookRun::isFolderOpen() const
{
    char here[PATH_MAX];
    const char *folder = m_payload.cwd();
    if (folder[0] == '\0')
        folder = getcwd(here, sizeof here) ? here : "";
    const char *project = variable("CLAUDE_PROJECT_DIR", PATH_MAX);
    return isFolderOpen(folder) && (!project || isWithin(folder, project) || isFolderOpen(project));
}

// Which opt-out of the run to tell the agent of; null = none.
const char *HookRun::optOut() const
{
    switch (gateOfEnvironment(readRunEnvironment()).reason) {
    case GateReason::AssayCapture:
        return spool::optout::assayCapture;
    case GateReason::OnlyCli:
        return spool::optout::onlyCli;
    case GateReason::HivemindCapture:
        return spool::optout::hivemindCapture;
    default:
        return gateOfPause(m_dataDir, m_stamp.wallMs).collect ? nullptr : spool::optout::paused;
    }
}

int64_t HookRun::transcriptBytes() const
{
    struct stat info {};
    const char *path = m_payload.transcriptPath();
    return path[0] != '\0' && stat(path, &info) == 0 && S_ISREG(info.st_mode) ? info.st_size : -1;
}

bool HookRun::wantsContent() const
{
    return m_payload.transcriptPath()[0] != '\0' && transcriptBytes() < 0 && wantsUnpersistedRuns(m_dataDir);
}

const char *HookRun::payloadState(bool withContent) const
{
    if (m_payload.isBroken())
        return spool::state::broken;
    if (!m_payload.isComplete())
        return spool::state::cut;
    return withContent ? spool::state::content : spool::state::fields;
}

void HookRun::handOver()
{
    if (!m_hasDataDir || !isFolderOpen()) {
        if (m_spilled)
            m_spool.abandon();
        return;
    }
    const char *out = optOut();
    const bool withContent =
        m_kept && m_payload.isComplete() && !out && m_payloadBytes <= spool::payloadLimit && wantsContent();
    if (m_isRefused || (!m_spilled && !beginFile()))
        return;
    static HeaderLine header;
    describe(&header, out, withContent);
    header.finish(m_spilled && withContent);
    m_spool.writeAt(0, header.bytes(), header.size());
    if (withContent)
        m_spool.append(m_buffer, m_used);
    else
        m_spool.cutTo(header.size());
    m_spool.commit();
}

// What is long stands last, where it may be left out.
void HookRun::describe(HeaderLine *header, const char *optOut, bool withContent) const
{
    namespace key = spool::key;
    header->number(key::version, spool::version);
    header->text(key::boot, m_stamp.boot);
    header->number(key::bootTimeNs, static_cast<int64_t>(m_stamp.bootTimeNs));
    header->number(key::wallMs, m_stamp.wallMs);
    header->number(key::pid, m_stamp.pid);
    header->number(key::counter, m_spool.counter());
    header->text(key::event, m_payload.event());
    header->text(key::sessionId, m_payload.sessionId());
    header->number(key::transcriptBytes, transcriptBytes());
    header->number(key::spentUs, static_cast<int64_t>(nowUs() - m_startedUs));
    if (optOut) {
        header->text(key::optOut, optOut);
        return;
    }
    header->text(key::payloadState, payloadState(withContent));
    header->number(key::payloadBytes, static_cast<int64_t>(m_payloadBytes));
    describeRun(header);
}

void HookRun::describeRun(HeaderLine *header) const
{
    namespace key = spool::key;
    header->number(key::claudePid, m_claudePid);
    if (const char *entrypoint = variable("CLAUDE_CODE_ENTRYPOINT", spool::wordLimit))
        header->text(key::entrypoint, entrypoint);
    const char *workspace = variable("ASSAY_WORKSPACE_ID", spool::wordLimit);
    if (workspace && isWorkspaceName(workspace))
        header->text(key::workspace, workspace);
    m_payload.describe(header);
    if (m_payload.cwd()[0] != '\0')
        header->text(key::cwd, m_payload.cwd());
    if (m_payload.transcriptPath()[0] != '\0')
        header->text(key::transcriptPath, m_payload.transcriptPath());
    if (const char *project = variable("CLAUDE_PROJECT_DIR", PATH_MAX))
        header->text(key::projectDir, project);
}

} // namespace assay
