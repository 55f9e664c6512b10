// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/gate/gate.h"
#include "agent/gate/gatewish.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

namespace assay {

namespace {

// The way from a folder up to the root. A .assay may come with a cloned repository, so it may only reduce what is
// captured: the nearest of one repository speaks for it, and what stands above the repository is asked all the same.
// Outside of any repository the nearest one is the last word. A .assay.local is the user's own.
class FolderWalk final {
public:
    explicit FolderWalk(GateAnswer *answer)
        : m_answer(*answer)
    {
    }
    // True: nothing above can change the answer.
    bool visit(const char *path);

private:
    void askAssay(int folderFd, const char *path);
    void askHivemind(int folderFd, const char *path);
    void takeLocal(const GateWish &wish, const char *path, const char *name);
    void takeCommitted(const GateWish &wish, const char *path, const char *name);
    void leaveRepository(int folderFd);
    void decide(const GateWish &wish, const char *path, const char *name);

    GateAnswer &m_answer;
    bool m_ownFound = false;     // the user's own file has spoken
    bool m_nearestFound = false; // a .assay of this repository has spoken, for collecting
    bool m_ownWaits = false;     // below it in the tree a .assay spoke; counts if both are in one repository
    bool m_hivemindFound = false;
    GateAnswer m_waiting; // what the waiting one says
};

bool FolderWalk::visit(const char *path)
{
    const int folderFd = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (folderFd < 0)
        return false;
    if (!m_ownFound)
        askAssay(folderFd, path);
    if (m_answer.collect && !m_hivemindFound)
        askHivemind(folderFd, path);
    if (m_answer.collect && m_nearestFound && !m_ownFound)
        leaveRepository(folderFd);
    close(folderFd);
    return !m_answer.collect || (m_ownFound && m_hivemindFound);
}

void FolderWalk::askAssay(int folderFd, const char *path)
{
    static constexpr char local[] = ".assay.local";
    static constexpr char committed[] = ".assay";
    const GateWish own = readGateWish(folderFd, local, GateReason::FolderFile);
    if (own.present && !own.foreign) {
        takeLocal(own, path, local);
        return;
    }
    if (own.present)
        takeCommitted(own, path, local);
    const GateWish wish = readGateWish(folderFd, committed, GateReason::FolderFile);
    if (wish.present && m_answer.collect)
        takeCommitted(wish, path, committed);
}

void FolderWalk::takeLocal(const GateWish &wish, const char *path, const char *name)
{
    if (m_answer.workspace[0] == '\0')
        memcpy(m_answer.workspace, wish.workspace, sizeof wish.workspace);
    if (!m_nearestFound) {
        decide(wish, path, name);
        m_ownFound = true;
        m_hivemindFound = m_hivemindFound || wish.collectIsSaid;
    } else if (!m_ownWaits) {
        GateAnswer before = m_answer;
        decide(wish, path, name);
        m_waiting = m_answer;
        m_answer = before;
        m_ownWaits = true;
    }
}

void FolderWalk::takeCommitted(const GateWish &wish, const char *path, const char *name)
{
    if (m_nearestFound)
        return;
    decide(wish, path, name);
    m_nearestFound = true;
    if (wish.workspace[0] != '\0' && m_answer.proposedWorkspace[0] == '\0') {
        memcpy(m_answer.proposedWorkspace, wish.workspace, sizeof wish.workspace);
        memcpy(m_answer.proposedBy, m_answer.file, sizeof m_answer.file);
    }
}

void FolderWalk::leaveRepository(int folderFd)
{
    struct stat info {};
    if (fstatat(folderFd, ".git", &info, AT_SYMLINK_NOFOLLOW) != 0)
        return;
    m_nearestFound = false;
    if (m_ownWaits) {
        m_answer = m_waiting;
        m_ownFound = true;
    }
}

void FolderWalk::askHivemind(int folderFd, const char *path)
{
    static constexpr const char *names[] = {".hivemind.local", ".hivemind"};
    for (const char *name : names) {
        const GateWish wish = readGateWish(folderFd, name, GateReason::HivemindFile);
        if (!wish.present)
            continue;
        m_hivemindFound = true;
        if (!wish.collect)
            decide(wish, path, name);
        return;
    }
}

void FolderWalk::decide(const GateWish &wish, const char *path, const char *name)
{
    const bool first = m_answer.file[0] == '\0';
    m_answer.collect = wish.collect;
    m_answer.reason = wish.reason;
    if (first || !wish.collect)
        (void)!snprintf(m_answer.file, sizeof m_answer.file, "%s/%s", strcmp(path, "/") == 0 ? "" : path, name);
}

// Cuts the last name off; false at the root.
bool goUp(char *path)
{
    char *slash = strrchr(path, '/');
    if (path[1] == '\0')
        return false;
    slash[slash == path ? 1 : 0] = '\0';
    return true;
}

} // namespace

GateAnswer gateOfFolder(const char *folder)
{
    GateAnswer answer;
    char written[PATH_MAX];
    char path[PATH_MAX];
    if (folder[0] != '/' || strlen(folder) >= sizeof written)
        return answer;
    memcpy(written, folder, strlen(folder) + 1);
    // Real folders only: no link leads around a file that stands above where it points to.
    while (!realpath(written, path)) {
        if (!goUp(written))
            return answer;
    }
    FolderWalk walk(&answer);
    while (!walk.visit(path) && goUp(path)) {
    }
    return answer;
}

} // namespace assay
