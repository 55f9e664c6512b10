// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/sourcefile.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <ctime>
#include <memory>

#include <QCryptographicHash>

#include "agent/redact/utf8sequence.h"

namespace assay {

namespace {

constexpr char16_t firstEscape = 0xF780; // the bytes 0x80 to 0xFF in a name that is no UTF-8

bool isEscape(QChar c)
{
    return c.unicode() >= firstEscape && c.unicode() < firstEscape + 0x80;
}

constexpr int maxDepth = 8; // projects/<enc>/<session>/subagents/workflows/<wf>/ is 6 below the root

bool isHex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool isUuid(std::string_view text)
{
    if (text.size() != 36)
        return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? text[i] != '-' : !isHex(text[i]))
            return false;
    }
    return true;
}

// The last uuid in a name: archives put dates before it.
std::string uuidIn(std::string_view name)
{
    for (std::size_t end = name.size(); end >= 36; --end) {
        const auto piece = name.substr(end - 36, 36);
        if (!isUuid(piece))
            continue;
        std::string uuid(piece);
        std::transform(uuid.begin(), uuid.end(), uuid.begin(),
                       [](char c) { return c >= 'A' && c <= 'F' ? char(c + 32) : c; });
        return uuid;
    }
    return {};
}

qint64 modifiedOf(const struct stat &info)
{
    return qint64(info.st_mtim.tv_sec) * 1'000'000'000 + info.st_mtim.tv_nsec;
}

struct FolderCloser {
    void operator()(DIR *folder) const { closedir(folder); }
};

class Walk {
public:
    Walk(QStringList *unreadable, std::vector<SideFile> *sideFiles)
        : m_unreadable(unreadable)
        , m_sideFiles(sideFiles)
    {
    }

    void file(const std::string &path, const struct stat &info)
    {
        const auto slash = path.rfind('/');
        const std::string_view name = std::string_view(path).substr(slash == std::string::npos ? 0 : slash + 1);
        constexpr std::string_view ending = ".jsonl";
        if (!name.ends_with(ending) || name == "history.jsonl")
            return;
        const std::string_view stem = name.substr(0, name.size() - ending.size());
        SourceFile source;
        source.path = path;
        source.size = info.st_size;
        source.modifiedNs = modifiedOf(info);
        source.device = static_cast<qint64>(info.st_dev);
        source.inode = static_cast<qint64>(info.st_ino);
        const auto subagents = path.rfind("/subagents/");
        if (stem.starts_with("agent-")) {
            source.agentId = withoutBrokenBytes(stem.substr(6));
            source.layout = SourceContext::Layout::SubagentBeside;
            if (subagents != std::string::npos) {
                source.layout = SourceContext::Layout::SubagentFolder;
                const auto parent = path.rfind('/', subagents - 1);
                source.fileSessionId = uuidIn(std::string_view(path).substr(parent + 1, subagents - parent - 1));
            }
        } else {
            source.fileSessionId = uuidIn(stem);
        }
        m_found.push_back(std::move(source));
    }

    void folder(const std::string &path, int depth)
    {
        const std::unique_ptr<DIR, FolderCloser> folder(opendir(path.c_str()));
        if (!folder) {
            if (m_unreadable)
                m_unreadable->append(pathText(path));
            return;
        }
        while (const dirent *entry = readdir(folder.get())) {
            const std::string_view name = entry->d_name;
            if (name == "." || name == ".." || name == "memory")
                continue;
            if (name == "tool-results") {
                sideFolder(path);
                continue;
            }
            const bool transcript = name.ends_with(".jsonl");
            if (entry->d_type != DT_UNKNOWN && entry->d_type != DT_DIR && !transcript)
                continue;
            struct stat info {};
            if (fstatat(dirfd(folder.get()), entry->d_name, &info, AT_SYMLINK_NOFOLLOW) != 0)
                continue;
            const std::string child = path + '/' + std::string(name);
            if (S_ISREG(info.st_mode))
                file(child, info);
            else if (S_ISDIR(info.st_mode) && depth < maxDepth)
                this->folder(child, depth + 1);
        }
    }

    // Links are not followed, and neither are folders in it: no client makes any.
    void sideFolder(const std::string &session)
    {
        const std::string sessionId = uuidIn(std::string_view(session).substr(session.rfind('/') + 1));
        const std::string path = session + "/tool-results";
        const std::unique_ptr<DIR, FolderCloser> folder(m_sideFiles && !sessionId.empty() ? opendir(path.c_str())
                                                                                          : nullptr);
        while (const dirent *entry = folder ? readdir(folder.get()) : nullptr) {
            struct stat info {};
            if (fstatat(dirfd(folder.get()), entry->d_name, &info, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(info.st_mode))
                m_sideFiles->push_back({path + '/' + entry->d_name, sessionId, info.st_size, modifiedOf(info)});
        }
    }

    std::vector<SourceFile> take() { return std::move(m_found); }

private:
    QStringList *m_unreadable;
    std::vector<SideFile> *m_sideFiles;
    std::vector<SourceFile> m_found;
};

QByteArray fingerprint(int descriptor, qint64 from, qint64 length)
{
    std::array<char, fingerprintBytes> buffer; // NOLINT: filled by pread
    if (pread(descriptor, buffer.data(), static_cast<size_t>(length), from) != length)
        return {};
    return QCryptographicHash::hash(QByteArrayView(buffer.data(), length), QCryptographicHash::Sha256);
}

} // namespace

QString pathText(const std::string &path)
{
    if (std::all_of(path.begin(), path.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
        return QString::fromLatin1(path.data(), static_cast<qsizetype>(path.size()));
    QString text;
    for (std::size_t at = 0; at < path.size();) {
        const std::size_t length = utf8SequenceLength(path, at);
        const QString character = QString::fromUtf8(path.data() + at, static_cast<qsizetype>(length));
        if (length == 0 || isEscape(character.at(0))) {
            text += QChar(static_cast<char16_t>(firstEscape + (static_cast<unsigned char>(path[at]) & 0x7FU)));
            ++at;
        } else {
            text += character;
            at += length;
        }
    }
    return text;
}

std::string pathBytes(const QString &text)
{
    std::string path;
    qsizetype from = 0;
    for (qsizetype at = 0; at <= text.size(); ++at) {
        if (at < text.size() && !isEscape(text.at(at)))
            continue;
        path += QStringView(text).mid(from, at - from).toUtf8().toStdString();
        if (at < text.size())
            path += static_cast<char>(0x80U | static_cast<unsigned>(text.at(at).unicode() - firstEscape));
        from = at + 1;
    }
    return path;
}

bool SourceFile::isSettled() const
{
    constexpr qint64 hour = 3600LL * 1'000'000'000;
    return modifiedNs + hour < qint64(std::time(nullptr)) * 1'000'000'000;
}

std::vector<SourceFile> findSourceFiles(const QStringList &roots, QStringList *unreadable,
                                        std::vector<SideFile> *sideFiles)
{
    Walk walk(unreadable, sideFiles);
    for (const QString &root : roots) {
        std::string path = root.toStdString();
        while (path.size() > 1 && path.ends_with('/'))
            path.pop_back();
        struct stat info {};
        if (stat(path.c_str(), &info) != 0)
            continue;
        if (S_ISREG(info.st_mode)) {
            walk.file(path, info);
            continue;
        }
        const std::string projects = path + "/projects";
        if (stat(projects.c_str(), &info) == 0 && S_ISDIR(info.st_mode))
            walk.folder(projects, 0);
        else
            walk.folder(path, 0);
    }
    auto found = walk.take();
    std::sort(found.begin(), found.end(), [](const SourceFile &a, const SourceFile &b) {
        return a.modifiedNs != b.modifiedNs ? a.modifiedNs > b.modifiedNs : a.path < b.path;
    });
    found.erase(std::unique(found.begin(), found.end(),
                            [](const SourceFile &a, const SourceFile &b) { return a.path == b.path; }),
                found.end());
    return found;
}

std::optional<SourceFile> sourceFileAt(const std::string &path)
{
    struct stat info {};
    if (lstat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode))
        return std::nullopt;
    Walk walk(nullptr, nullptr);
    walk.file(path, info);
    auto found = walk.take();
    return found.empty() ? std::nullopt : std::make_optional(std::move(found.front()));
}

std::optional<SideFile> sideFileAt(const std::string &path)
{
    constexpr std::string_view within = "/tool-results/";
    const auto at = path.rfind(within);
    struct stat info {};
    if (at == std::string::npos || path.find('/', at + within.size()) != std::string::npos ||
        lstat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode))
        return std::nullopt;
    const std::string_view session = std::string_view(path).substr(0, at);
    const std::string sessionId = uuidIn(session.substr(session.rfind('/') + 1));
    if (sessionId.empty())
        return std::nullopt;
    return SideFile{path, sessionId, info.st_size, modifiedOf(info)};
}

QByteArray headFingerprint(int descriptor, qint64 length)
{
    return fingerprint(descriptor, 0, std::min(length, fingerprintBytes));
}

QByteArray tailFingerprint(int descriptor, qint64 cursor)
{
    const qint64 length = std::min(cursor, fingerprintBytes);
    return fingerprint(descriptor, cursor - length, length);
}

} // namespace assay
