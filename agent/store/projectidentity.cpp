// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/projectidentity.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <nlohmann/json.hpp>

#include "agent/read/repositoryname.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

QString readSmall(const QString &path)
{
    constexpr qint64 most = 256 * 1024;
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(file.read(most));
}

// The address of remote "origin" in a git config; the format is git-config(1).
QString originOf(const QString &config)
{
    bool inOrigin = false;
    for (const QString &line : config.split(u'\n')) {
        const QString trimmed = line.trimmed();
        if (trimmed.startsWith(u'['))
            inOrigin = trimmed == u"[remote \"origin\"]"_s;
        else if (inOrigin && trimmed.section(u'=', 0, 0).trimmed() == u"url"_s)
            return trimmed.section(u'=', 1).trimmed();
    }
    return {};
}

struct GitFolder {
    QString root;   // of the main repository
    QString common; // its .git
};

// A worktree's .git is a file "gitdir: <main>/.git/worktrees/<name>", which holds "commondir".
std::optional<GitFolder> gitFolderOf(const QString &root)
{
    const QFileInfo entry(root + u"/.git"_s);
    if (entry.isDir())
        return GitFolder{root, entry.filePath()};
    const QString pointer = readSmall(entry.filePath()).trimmed();
    if (!pointer.startsWith(u"gitdir:"_s))
        return std::nullopt;
    const QString gitDir = QDir::cleanPath(QDir(root).absoluteFilePath(pointer.mid(7).trimmed()));
    const QString common = readSmall(gitDir + u"/commondir"_s).trimmed();
    if (common.isEmpty())
        return GitFolder{root, gitDir};
    const QString main = QDir::cleanPath(QDir(gitDir).absoluteFilePath(common));
    return GitFolder{main.endsWith(u"/.git"_s) ? main.chopped(5) : root, main};
}

} // namespace

QString ProjectIdentity::name() const
{
    const QString last = key.section(u'/', -1);
    return last.isEmpty() ? key.section(u':', -1) : last;
}

QString ProjectIdentity::owner() const
{
    if (key.startsWith(u"path:"_s))
        return u"local"_s;
    return key.section(u'/', -2, -2);
}

QString rootOfWorktree(const QString &folder)
{
    static const QRegularExpression inside(u"\\A(.+?)/(?:\\.worktrees|\\.claude/worktrees)/.+\\z"_s);
    static const QRegularExpression conductor(u"\\A(.+/conductor/workspaces/[^/]+)/[^/]+(?:/.*)?\\z"_s);
    static const QRegularExpression cursor(u"\\A(.+/\\.cursor/worktrees/[^/]+)/[^/]+(?:/.*)?\\z"_s);
    for (const auto *rule : {&inside, &conductor, &cursor}) {
        const auto match = rule->match(folder);
        if (match.hasMatch())
            return match.captured(1);
    }
    return folder;
}

ProjectIdentity identifyFolder(const QString &folder)
{
    const QString clean = QDir::cleanPath(folder);
    if (QFileInfo(clean).isDir()) {
        for (QString at = clean; !at.isEmpty() && at != u"/"_s; at = QFileInfo(at).path()) {
            const auto git = gitFolderOf(at);
            if (!git)
                continue;
            const QString address = originOf(readSmall(git->common + u"/config"_s));
            const QString remote = QString::fromStdString(repositoryOfRemote(address.toStdString()));
            if (!remote.isEmpty())
                return {remote, git->root, ProjectEvidence::Remote};
            return {u"path:"_s + git->root, git->root, ProjectEvidence::Worktree};
        }
    }
    const QString root = rootOfWorktree(clean);
    return {u"path:"_s + root, root, root == clean ? ProjectEvidence::Folder : ProjectEvidence::Worktree};
}

Result<ProjectAliases> ProjectAliases::load(const QString &file)
{
    ProjectAliases aliases;
    if (file.isEmpty())
        return aliases;
    const auto json = nlohmann::json::parse(readSmall(file).toStdString(), nullptr, false);
    if (!json.is_object()) {
        return fail(
            Error::Code::Usage,
            u"The alias file is not a JSON object of project names with lists of folders. Nothing was imported."_s,
            file);
    }
    for (const auto &[project, folders] : json.items()) {
        for (const auto &folder : folders) {
            if (folder.is_string())
                aliases.m_byPrefix.insert(QDir::cleanPath(QString::fromStdString(folder.get<std::string>())),
                                          QString::fromStdString(project));
        }
    }
    return aliases;
}

std::optional<QString> ProjectAliases::projectOf(const QString &folder) const
{
    for (QString at = folder; !at.isEmpty(); at = at.contains(u'/') ? at.left(at.lastIndexOf(u'/')) : QString()) {
        const auto found = m_byPrefix.constFind(at);
        if (found != m_byPrefix.constEnd())
            return *found;
    }
    return std::nullopt;
}

} // namespace assay
