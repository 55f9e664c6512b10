// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/gate/gatefile.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace assay {

namespace {

bool isForeign(const struct stat &info)
{
    return info.st_uid != geteuid() && info.st_uid != 0;
}

// ENOENT and ENOTDIR: no such name. EACCES: the folder may not be searched, so nobody can say what is in it.
GateFileState stateOfFailure()
{
    return errno == ENOENT || errno == ENOTDIR || errno == EACCES ? GateFileState::Absent : GateFileState::Unreadable;
}

GateFile readOpened(int fd, char *buffer, size_t capacity)
{
    GateFile file;
    struct stat info {};
    // Once more: another file may have taken the name since it was looked at.
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
        file.state = GateFileState::Unreadable;
        return file;
    }
    file.foreign = isForeign(info);
    for (;;) {
        if (file.size == capacity) {
            file.state = GateFileState::TooLarge;
            return file;
        }
        const ssize_t got = read(fd, buffer + file.size, capacity - file.size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0) {
            file.state = got == 0 ? GateFileState::Read : GateFileState::Unreadable;
            return file;
        }
        file.size += static_cast<size_t>(got);
    }
}

} // namespace

GateFile readGateFile(int folderFd, const char *name, char *buffer, size_t capacity)
{
    GateFile file;
    struct stat link {};
    if (fstatat(folderFd, name, &link, AT_SYMLINK_NOFOLLOW) != 0) {
        file.state = stateOfFailure();
        return file;
    }
    struct stat target = link;
    const bool reached = !S_ISLNK(link.st_mode) || fstatat(folderFd, name, &target, 0) == 0;
    if (reached && S_ISDIR(target.st_mode))
        return file;
    // Pipes and devices are not even opened: that alone can do something.
    const int fd =
        reached && S_ISREG(target.st_mode) ? openat(folderFd, name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC) : -1;
    if (fd < 0) {
        file.state = GateFileState::Unreadable;
    } else {
        file = readOpened(fd, buffer, capacity);
        close(fd);
    }
    file.foreign = file.foreign || isForeign(link);
    return file;
}

} // namespace assay
