// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// How full the spool is, without a lock and without a look into its folders at each call: the sizes of two files count.
#include "agent/hook/hookspool.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

namespace assay {

namespace {

constexpr int appendFlags = O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;

void appendBytes(int fd, uint64_t count)
{
    static const char bytes[1024] = {};
    while (count > 0) {
        const size_t size = count < sizeof bytes ? count : sizeof bytes;
        if (write(fd, bytes, size) <= 0)
            return;
        count -= size;
    }
}

// What the level's time is set to when the folder was counted and is full: one that no write ever gives it. (The
// folder's own will not do: the last file and its byte often come within one tick of the clock.)
timespec markOf(const timespec &folder)
{
    return {folder.tv_sec - 100'000'000, folder.tv_nsec};
}

} // namespace

bool HookSpool::hasRoom()
{
    const int levelFd = openat(m_spoolFd, spool::levelFile, appendFlags, 0600);
    if (levelFd < 0)
        return true; // a full disk says so itself when the file is written
    struct stat level {};
    const bool mayBeFull = fstat(levelFd, &level) == 0 && static_cast<uint64_t>(level.st_size) >= spool::unitLimit;
    const bool full = mayBeFull && isReallyFull(levelFd);
    close(levelFd);
    return !full;
}

// Files that the agent took away are still counted, so now what is there is counted. That takes a while in a full
// spool: once it was, the level bears a mark made of the folder's time, and only when the folder has changed since is
// it counted again.
bool HookSpool::isReallyFull(int levelFd)
{
    struct stat level {};
    struct stat folder {};
    if (fstat(levelFd, &level) != 0 || fstatat(m_spoolFd, spool::newFolder, &folder, AT_SYMLINK_NOFOLLOW) != 0)
        return false;
    const timespec mark = markOf(folder.st_mtim);
    if (level.st_mtim.tv_sec == mark.tv_sec && level.st_mtim.tv_nsec == mark.tv_nsec)
        return true;
    const uint64_t units = countUnits(spool::newFolder) + countUnits(spool::tmpFolder);
    if (units < spool::unitLimit)
        return ftruncate(levelFd, static_cast<off_t>(units)) != 0;
    const timespec times[] = {mark, mark};
    (void)!futimens(levelFd, times);
    return true;
}

uint64_t HookSpool::countUnits(const char *folder) const
{
    const int fd = openat(m_spoolFd, folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *entries = fd < 0 ? nullptr : fdopendir(fd);
    if (!entries)
        return 0;
    uint64_t units = 0;
    for (const dirent *entry = readdir(entries); entry && units < spool::unitLimit; entry = readdir(entries)) {
        struct stat info {};
        if (entry->d_name[0] != '.' && fstatat(fd, entry->d_name, &info, AT_SYMLINK_NOFOLLOW) == 0)
            units += 1 + static_cast<uint64_t>(info.st_size > 0 ? info.st_size - 1 : 0) / spool::unitBytes;
    }
    closedir(entries);
    return units;
}

void HookSpool::addUnits(uint64_t units)
{
    const int fd = openat(m_spoolFd, spool::levelFile, appendFlags, 0600);
    if (fd < 0)
        return;
    appendBytes(fd, units);
    close(fd);
}

void HookSpool::countDrop()
{
    const int fd = openat(m_spoolFd, spool::droppedFile, appendFlags, 0600);
    if (fd < 0)
        return;
    appendBytes(fd, 1);
    close(fd);
}

} // namespace assay
