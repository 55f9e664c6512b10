// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/capture/spoolreader.h"

#include "agent/hook/spool.h"
#include "models/data/store/datadir.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <map>

#include <QDateTime>
#include <QFile>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t bootDigits = 32;
constexpr qint64 mostRefused = 100; // kept; more are removed at once

struct FolderEnd {
    void operator()(DIR *folder) const { closedir(folder); }
};
using SpoolListing = std::unique_ptr<DIR, FolderEnd>;

std::string spoolFolder(const DataDir &dataDir)
{
    return QFile::encodeName(dataDir.path()).toStdString() + '/' + spool::folder;
}

bool isHexadecimal(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

// <32 hex>-<20 digits>-<10 digits>-<4 digits>.hook
bool isSpoolName(std::string_view name)
{
    if (name.size() != spool::nameLength || !name.ends_with(spool::suffix))
        return false;
    const auto part = [&name](std::size_t from, std::size_t length, auto holds) {
        const auto text = name.substr(from, length);
        return std::all_of(text.begin(), text.end(), holds);
    };
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    return part(0, bootDigits, isHexadecimal) && name[32] == '-' && part(33, 20, digit) && name[53] == '-' &&
           part(54, 10, digit) && name[64] == '-' && part(65, 4, digit);
}

std::string presentBoot()
{
    QFile file(u"/proc/sys/kernel/random/boot_id"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    std::string id = file.readAll().trimmed().toStdString();
    std::erase(id, '-');
    return id;
}

qint64 countIn(const std::string &folder)
{
    const SpoolListing listing(opendir(folder.c_str()));
    qint64 count = 0;
    while (listing && readdir(listing.get()))
        ++count;
    return std::max<qint64>(0, count - 2);
}

qint64 dateOf(const struct stat &info)
{
    return qint64(info.st_mtim.tv_sec) * 1000 + info.st_mtim.tv_nsec / 1'000'000;
}

} // namespace

SpoolReader::SpoolReader(const DataDir &dataDir, const Redactor &redactor)
    : m_folder(spoolFolder(dataDir))
    , m_redactor(redactor)
{
}

std::vector<std::string> SpoolReader::list() const
{
    const std::string folder = m_folder + '/' + spool::newFolder;
    const SpoolListing listing(opendir(folder.c_str()));
    std::map<std::string, std::vector<std::string>> boots;
    while (const dirent *entry = listing ? readdir(listing.get()) : nullptr) {
        const std::string name = entry->d_name;
        if (name != "." && name != "..")
            boots[isSpoolName(name) ? name.substr(0, bootDigits) : std::string()].push_back(name);
    }
    const std::string present = boots.size() > 1 ? presentBoot() : std::string();
    std::vector<std::pair<qint64, std::vector<std::string>>> order;
    for (auto &[boot, names] : boots) {
        std::sort(names.begin(), names.end());
        struct stat info {};
        const bool known = lstat((folder + '/' + names.front()).c_str(), &info) == 0;
        const qint64 when = boot == present ? std::numeric_limits<qint64>::max() : known ? dateOf(info) : 0;
        order.emplace_back(when, std::move(names));
    }
    std::stable_sort(order.begin(), order.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    std::vector<std::string> all;
    for (auto &[when, names] : order)
        all.insert(all.end(), std::make_move_iterator(names.begin()), std::make_move_iterator(names.end()));
    return all;
}

void SpoolReader::removeLeftovers() const
{
    constexpr qint64 oldMs = 60'000;
    const std::string folder = m_folder + '/' + spool::tmpFolder;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const SpoolListing listing(opendir(folder.c_str()));
    while (const dirent *entry = listing ? readdir(listing.get()) : nullptr) {
        struct stat info {};
        const bool isFile =
            fstatat(dirfd(listing.get()), entry->d_name, &info, AT_SYMLINK_NOFOLLOW) == 0 && !S_ISDIR(info.st_mode);
        // Either way: the clock may have been set back.
        if (isFile && std::abs(now - dateOf(info)) > oldMs)
            unlinkat(dirfd(listing.get()), entry->d_name, 0);
    }
}

std::optional<SpooledCall> SpoolReader::read(const std::string &name)
{
    m_trouble = 0;
    const std::string path = m_folder + '/' + spool::newFolder + '/' + name;
    const int descriptor = open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0) {
        const bool isHostile = errno == ELOOP || errno == EACCES || errno == ENXIO || errno == EPERM;
        if (isHostile)
            refuse(name);
        else if (errno != ENOENT)
            m_trouble = errno;
        return std::nullopt;
    }
    struct stat info {};
    const bool ours = fstat(descriptor, &info) == 0 && S_ISREG(info.st_mode) && info.st_uid == geteuid() &&
                      info.st_nlink == 1 && isSpoolName(name) &&
                      info.st_size <= static_cast<off_t>(spool::headerLimit + spool::payloadLimit);
    std::string bytes(ours ? static_cast<std::size_t>(info.st_size) : 0, '\0');
    std::size_t got = 0;
    while (got < bytes.size()) {
        const ssize_t n = ::read(descriptor, bytes.data() + got, bytes.size() - got);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            m_trouble = errno;
        if (n <= 0)
            break;
        got += static_cast<std::size_t>(n);
    }
    close(descriptor);
    if (m_trouble != 0)
        return std::nullopt;
    bytes.resize(got);
    m_bytesRead += static_cast<qint64>(got);
    SpooledCall call;
    const Understood understood = ours ? readSpooledCall(bytes, name, dateOf(info), m_redactor, call) : Understood::No;
    if (understood == Understood::No)
        refuse(name);
    return understood == Understood::Yes ? std::make_optional(std::move(call)) : std::nullopt;
}

void SpoolReader::remove(const std::string &name)
{
    unlink((m_folder + '/' + spool::newFolder + '/' + name).c_str());
}

// Put aside, so that a person can look at it; a folder, or what is too much, goes.
void SpoolReader::refuse(const std::string &name)
{
    ++m_refused;
    const std::string path = m_folder + '/' + spool::newFolder + '/' + name;
    const std::string folder = m_folder + "/refused";
    mkdir(folder.c_str(), 0700);
    const bool moved = countIn(folder) < mostRefused && rename(path.c_str(), (folder + '/' + name).c_str()) == 0;
    if (!moved && unlink(path.c_str()) != 0)
        rmdir(path.c_str());
}

SpoolFigures spoolFigures(const DataDir &dataDir)
{
    SpoolFigures figures;
    const std::string folder = spoolFolder(dataDir);
    const SpoolListing listing(opendir((folder + '/' + spool::newFolder).c_str()));
    while (const dirent *entry = listing ? readdir(listing.get()) : nullptr) {
        struct stat info {};
        if (fstatat(dirfd(listing.get()), entry->d_name, &info, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(info.st_mode))
            continue;
        ++figures.files;
        figures.bytes += info.st_size;
    }
    struct stat dropped {};
    if (stat((folder + '/' + spool::droppedFile).c_str(), &dropped) == 0)
        figures.dropped = dropped.st_size;
    return figures;
}

std::string newSpoolFolder(const DataDir &dataDir)
{
    const std::string folder = spoolFolder(dataDir);
    mkdir(folder.c_str(), 0700);
    mkdir((folder + '/' + spool::tmpFolder).c_str(), 0700);
    mkdir((folder + '/' + spool::newFolder).c_str(), 0700);
    return folder + '/' + spool::newFolder;
}

} // namespace assay
