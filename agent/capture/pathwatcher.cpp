// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/capture/pathwatcher.h"

#include <dirent.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include <QSocketNotifier>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int maxDepth = 8;
constexpr quint32 folderMask = IN_CREATE | IN_MODIFY | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE | IN_DELETE_SELF |
                               IN_MOVE_SELF | IN_ONLYDIR | IN_DONT_FOLLOW | IN_EXCL_UNLINK;
constexpr quint32 ancestorMask = IN_CREATE | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;
// A look may take this part of the time, and no more.
constexpr qint64 restPerLook = 50;
constexpr qint64 mostPollMs = 60'000;

struct ListingCloser {
    void operator()(DIR *folder) const { closedir(folder); }
};
using Listing = std::unique_ptr<DIR, ListingCloser>;

bool isFolder(const std::string &path)
{
    struct stat info {};
    return stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

std::string parentOf(const std::string &path)
{
    const auto slash = path.rfind('/');
    return slash == std::string::npos || slash == 0 ? "/" : path.substr(0, slash);
}

// Changes that another computer makes are not told by the kernel of this one.
bool isRemote(const std::string &folder)
{
    constexpr long cifs = 0xFF534D42;
    constexpr long smb2 = 0xFE534D42;
    constexpr long fuse = 0x65735546;
    constexpr long ceph = 0x00C36400;
    constexpr long plan9 = 0x01021997;
    struct statfs info {};
    if (statfs(folder.c_str(), &info) != 0)
        return false;
    const long type = static_cast<long>(static_cast<quint32>(info.f_type));
    return type == NFS_SUPER_MAGIC || type == cifs || type == smb2 || type == fuse || type == ceph || type == plan9 ||
           type == AFS_SUPER_MAGIC || type == CODA_SUPER_MAGIC;
}

} // namespace

PathWatcher::PathWatcher(std::string root, const Options &options, QObject *parent)
    : QObject(parent)
    , m_root(std::move(root))
    , m_options(options)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &PathWatcher::poll);
}

PathWatcher::~PathWatcher()
{
    m_notifier.reset();
    if (m_descriptor >= 0)
        close(m_descriptor);
}

void PathWatcher::start()
{
    if (m_options.polling)
        startPolling(u"asked for"_s);
    else
        openInotify();
    if (m_descriptor >= 0)
        retarget();
    m_started = true;
}

void PathWatcher::openInotify()
{
    m_descriptor = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (m_descriptor < 0) {
        startPolling(u"the system gives no more inotify instances (fs.inotify.max_user_instances)"_s);
        return;
    }
    m_notifier = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &PathWatcher::readNow);
}

// Looks whether the root is there, and watches it or the folder in which it will appear.
void PathWatcher::retarget()
{
    m_rootIsThere = isFolder(m_root);
    if (!m_rootIsThere)
        waitForRoot();
    if (!m_rootIsThere)
        return;
    for (const int watch : std::exchange(m_ancestors, {}))
        inotify_rm_watch(m_descriptor, watch);
    if (isRemote(m_root) && !m_polling)
        startPolling(u"the folder lies on a network file system"_s);
    addTree(m_root, 0);
}

void PathWatcher::waitForRoot()
{
    for (const int watch : std::exchange(m_ancestors, {}))
        inotify_rm_watch(m_descriptor, watch);
    std::string ancestor = parentOf(m_root);
    while (!isFolder(ancestor) && ancestor != "/")
        ancestor = parentOf(ancestor);
    const int watch = inotify_add_watch(m_descriptor, ancestor.c_str(), ancestorMask);
    if (watch < 0)
        startPolling(u"no watch could be set (fs.inotify.max_user_watches)"_s);
    else
        m_ancestors.insert(watch);
    // It, or a folder on the way to it, may have been made just before.
    m_rootIsThere = isFolder(m_root);
    const auto next = m_root.find('/', ancestor == "/" ? 1 : ancestor.size() + 1);
    if (!m_rootIsThere && watch >= 0 && isFolder(m_root.substr(0, next)))
        waitForRoot();
}

bool PathWatcher::addWatch(const std::string &folder)
{
    const bool allowed = m_options.mostWatches < 0 || foldersWatched() < m_options.mostWatches;
    const int watch = allowed ? inotify_add_watch(m_descriptor, folder.c_str(), folderMask) : -1;
    if (watch < 0) {
        if (!allowed || errno == ENOSPC)
            startPolling(u"no watches are left for some folders (fs.inotify.max_user_watches)"_s);
        else if (errno == EACCES)
            m_unwatched.insert(folder);
        return false;
    }
    m_unwatched.erase(folder);
    // A folder that was moved keeps its watch: the old name is forgotten.
    if (const auto known = m_folders.find(watch); known != m_folders.end())
        m_watches.erase(known->second);
    m_folders[watch] = folder;
    m_watches[folder] = watch;
    return true;
}

void PathWatcher::addTree(const std::string &folder, int depth)
{
    if (!addWatch(folder))
        return;
    // Listed after the watch is set, so that what is made meanwhile is in the list or told.
    const Listing listing(opendir(folder.c_str()));
    ++m_counts.foldersListed;
    while (const dirent *entry = listing ? readdir(listing.get()) : nullptr) {
        const std::string name = entry->d_name;
        if (name == "." || name == ".." || name == m_options.skipped.toStdString())
            continue;
        bool isDirectory = entry->d_type == DT_DIR;
        if (entry->d_type == DT_UNKNOWN) {
            struct stat info {};
            ++m_counts.filesLookedAt;
            isDirectory =
                fstatat(dirfd(listing.get()), entry->d_name, &info, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(info.st_mode);
        }
        if (isDirectory && depth < maxDepth)
            addTree(folder + '/' + name, depth + 1);
        else if (!isDirectory && m_started)
            m_changed.insert(folder + '/' + name);
    }
}

void PathWatcher::tryAgain()
{
    for (const std::string &folder : std::exchange(m_unwatched, {})) {
        const auto below = folder.begin() + static_cast<std::ptrdiff_t>(m_root.size());
        addTree(folder, static_cast<int>(std::count(below, folder.end(), '/')));
    }
    tell();
}

void PathWatcher::dropTree(const std::string &folder)
{
    std::erase_if(m_watches, [&](const auto &each) {
        const bool below = each.first == folder || each.first.starts_with(folder + '/');
        if (below) {
            inotify_rm_watch(m_descriptor, each.second);
            m_folders.erase(each.second);
        }
        return below;
    });
}

void PathWatcher::readNow()
{
    if (m_descriptor < 0)
        return;
    ++m_counts.wakes;
    readEvents();
    tell();
}

void PathWatcher::readEvents()
{
    alignas(inotify_event) std::array<char, 64 * 1024> buffer; // NOLINT: filled by read
    for (;;) {
        const ssize_t got = read(m_descriptor, buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return;
        for (ssize_t at = 0; at < got;) {
            inotify_event event{};
            std::memcpy(&event, buffer.data() + at, sizeof event);
            const char *name = buffer.data() + at + sizeof event;
            take(event.wd, event.mask, event.len > 0 ? std::string(name) : std::string());
            at += static_cast<ssize_t>(sizeof event + event.len);
        }
    }
}

void PathWatcher::take(int watch, quint32 mask, const std::string &name)
{
    if ((mask & IN_Q_OVERFLOW) != 0) {
        // Folders made meanwhile have no watch yet.
        retarget();
        m_lost = true;
        return;
    }
    if (m_ancestors.contains(watch)) {
        if (!m_rootIsThere)
            retarget();
        return;
    }
    const auto folder = m_folders.find(watch);
    if (folder == m_folders.end())
        return;
    const std::string path = folder->second;
    if ((mask & (IN_IGNORED | IN_DELETE_SELF | IN_MOVE_SELF)) != 0) {
        // The parent tells of a folder below the root; of the root nobody else does.
        if (path != m_root) {
            if ((mask & IN_IGNORED) != 0)
                dropTree(path);
            return;
        }
        dropTree(m_root);
        m_lost = true;
        retarget();
        return;
    }
    const std::string child = path + '/' + name;
    if ((mask & IN_ISDIR) == 0) {
        m_changed.insert(child);
        return;
    }
    if (name == m_options.skipped.toStdString())
        return;
    if ((mask & (IN_MOVED_FROM | IN_DELETE)) != 0) {
        dropTree(child);
        m_lost = m_lost || (mask & IN_MOVED_FROM) != 0; // the files in it have other names now
    } else if ((mask & (IN_CREATE | IN_MOVED_TO)) != 0) {
        const auto below = child.begin() + static_cast<std::ptrdiff_t>(m_root.size());
        addTree(child, static_cast<int>(std::count(below, child.end(), '/')));
    }
}

void PathWatcher::tell()
{
    if (std::exchange(m_lost, false))
        Q_EMIT lostTrack();
    if (!m_changed.empty())
        Q_EMIT changed(std::exchange(m_changed, {}));
}

void PathWatcher::startPolling(const QString &reason)
{
    if (m_polling)
        return;
    m_polling = true;
    m_reason = reason;
    m_stamps.clear();
    look(m_root, 0, m_stamps);
    m_lost = m_lost || m_started; // what lies there by now may not have been told
    m_timer.start(m_options.pollMs);
}

void PathWatcher::look(const std::string &folder, int depth, Stamps &stamps)
{
    const Listing listing(opendir(folder.c_str()));
    ++m_counts.foldersListed;
    while (const dirent *entry = listing ? readdir(listing.get()) : nullptr) {
        const std::string name = entry->d_name;
        if (name == "." || name == ".." || name == m_options.skipped.toStdString())
            continue;
        struct stat info {};
        ++m_counts.filesLookedAt;
        if (fstatat(dirfd(listing.get()), entry->d_name, &info, AT_SYMLINK_NOFOLLOW) != 0)
            continue;
        const std::string path = folder + '/' + name;
        if (S_ISDIR(info.st_mode) && depth < maxDepth)
            look(path, depth + 1, stamps);
        else if (!S_ISDIR(info.st_mode))
            stamps[path] = {info.st_size, qint64(info.st_mtim.tv_sec) * 1'000'000'000 + info.st_mtim.tv_nsec,
                            info.st_ino};
    }
}

void PathWatcher::poll()
{
    QElapsedTimer clock;
    clock.start();
    ++m_counts.wakes;
    Stamps now;
    look(m_root, 0, now);
    for (const auto &[path, stamp] : now) {
        const auto before = m_stamps.find(path);
        if (before == m_stamps.end() || !(before->second == stamp))
            m_changed.insert(path);
    }
    for (const auto &[path, stamp] : m_stamps) {
        if (!now.contains(path))
            m_changed.insert(path);
    }
    m_stamps = std::move(now);
    tell();
    m_timer.start(static_cast<int>(std::clamp(clock.elapsed() * restPerLook, qint64{m_options.pollMs}, mostPollMs)));
}

} // namespace assay
