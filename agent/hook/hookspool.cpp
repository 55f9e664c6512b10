// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/hook/hookspool.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

namespace assay {

namespace {

constexpr mode_t ownFile = 0600;
constexpr mode_t ownFolder = 0700;
constexpr unsigned maxCounter = 9999;

uint64_t unitsOf(uint64_t bytes)
{
    return bytes <= spool::unitBytes ? 1 : (bytes + spool::unitBytes - 1) / spool::unitBytes;
}

// mkdir with all folders above it.
bool makePath(const char *path)
{
    char part[PATH_MAX];
    memcpy(part, path, strlen(path) + 1);
    for (char *slash = strchr(part + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(part, ownFolder) != 0 && errno != EEXIST)
            return false;
        *slash = '/';
    }
    return mkdir(part, ownFolder) == 0 || errno == EEXIST;
}

} // namespace

bool HookSpool::open(const char *dataDir)
{
    int dataFd = ::open(dataDir, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (dataFd < 0 && errno == ENOENT && makePath(dataDir))
        dataFd = ::open(dataDir, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (dataFd < 0)
        return false;
    constexpr int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
    m_spoolFd = openat(dataFd, spool::folder, flags);
    if (m_spoolFd < 0 && errno == ENOENT && (mkdirat(dataFd, spool::folder, ownFolder) == 0 || errno == EEXIST))
        m_spoolFd = openat(dataFd, spool::folder, flags);
    close(dataFd);
    return m_spoolFd >= 0 && isOwn();
}

// Files here hold identifiers of everything that runs: nobody else may look, and nobody else may have laid them out.
bool HookSpool::isOwn() const
{
    struct stat info {};
    if (fstat(m_spoolFd, &info) != 0 || info.st_uid != geteuid())
        return false;
    return (info.st_mode & 077) == 0 || fchmod(m_spoolFd, ownFolder) == 0;
}

void HookSpool::formatName(char (&path)[96], const char *folder) const
{
    char name[spool::nameLength + 1];
    (void)!snprintf(name, sizeof name, spool::nameFormat, m_stamp.boot,
                    static_cast<unsigned long long>(m_stamp.bootTimeNs), m_stamp.pid, m_counter);
    (void)!snprintf(path, sizeof path, "%s/%s", folder, name);
}

bool HookSpool::begin(const HookStamp &stamp)
{
    m_stamp = stamp;
    if (!hasRoom()) {
        countDrop();
        return false;
    }
    char path[96];
    bool madeFolder = false;
    while (m_fileFd < 0) {
        formatName(path, spool::tmpFolder);
        m_fileFd = openat(m_spoolFd, path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, ownFile);
        if (m_fileFd >= 0)
            break;
        if (errno == EEXIST && m_counter < maxCounter) {
            ++m_counter;
        } else if (errno == ENOENT && !madeFolder) {
            madeFolder = true;
            (void)!mkdirat(m_spoolFd, spool::tmpFolder, ownFolder);
        } else if (errno != EINTR) {
            countDrop();
            return false;
        }
    }
    return true;
}

void HookSpool::append(const char *bytes, size_t size)
{
    writeAt(m_size, bytes, size);
}

void HookSpool::writeAt(uint64_t offset, const char *bytes, size_t size)
{
    while (size > 0 && !m_failed) {
        const ssize_t written = pwrite(m_fileFd, bytes, size, static_cast<off_t>(offset));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0) {
            m_failed = true;
            return;
        }
        bytes += written;
        size -= static_cast<size_t>(written);
        offset += static_cast<uint64_t>(written);
        m_size = offset > m_size ? offset : m_size;
    }
}

void HookSpool::cutTo(uint64_t size)
{
    if (ftruncate(m_fileFd, static_cast<off_t>(size)) != 0)
        m_failed = true;
    m_size = size;
}

void HookSpool::commit()
{
    if (m_failed || !renameToNew()) {
        abandon();
        countDrop();
        return;
    }
    addUnits(unitsOf(m_size));
}

bool HookSpool::renameToNew()
{
    char from[96];
    char to[96];
    formatName(from, spool::tmpFolder);
    for (bool madeFolder = false;; madeFolder = true) {
        formatName(to, spool::newFolder);
        if (renameat(m_spoolFd, from, m_spoolFd, to) == 0)
            return true;
        if (errno != ENOENT || madeFolder)
            return false;
        (void)!mkdirat(m_spoolFd, spool::newFolder, ownFolder);
    }
}

void HookSpool::abandon()
{
    char path[96];
    formatName(path, spool::tmpFolder);
    (void)!unlinkat(m_spoolFd, path, 0);
}

} // namespace assay
