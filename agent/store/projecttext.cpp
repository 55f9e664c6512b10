// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/projecttext.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>

#include <map>

#include "models/data/store/database.h"
#include "models/data/store/datadir.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 longestFile = 256 * 1024;
constexpr int mostFiles = 400;
constexpr int mostEntries = 20'000;

bool addFile(const QString &path, const QString &shown, KnownText &known)
{
    const QFileInfo info(path);
    QFile file(path);
    if (!info.isFile() || info.size() > longestFile || !file.open(QIODevice::ReadOnly))
        return false;
    known.add(shown.toStdString(), file.readAll().toStdString());
    return true;
}

// Links are not followed: a repository is not asked to show what lies elsewhere.
int addFolder(const QString &folder, const QString &shown, KnownText &known)
{
    int files = 0;
    int entries = 0; // a skill may hold a whole tree of packages
    QDirIterator it(folder, QDir::Files | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (it.hasNext() && files < mostFiles && ++entries < mostEntries) {
        const QString path = it.next();
        if (!path.endsWith(u".md"_s))
            continue;
        files += addFile(path, shown + path.mid(folder.size()), known) ? 1 : 0;
    }
    return files;
}

int addProjectFolder(const QString &root, KnownText &known)
{
    int files = 0;
    for (const QString &name :
         {u"CLAUDE.md"_s, u"CLAUDE.local.md"_s, u"AGENTS.md"_s, u"README.md"_s, u"CONTRIBUTING.md"_s, u"package.json"_s,
          u"Makefile"_s, u"justfile"_s, u"Taskfile.yml"_s, u"mise.toml"_s, u".mise.toml"_s})
        files += addFile(root + u'/' + name, name, known) ? 1 : 0;
    for (const QString &name : {u".claude/rules"_s, u".claude/skills"_s, u".claude/commands"_s})
        files += addFolder(root + u'/' + name, name, known);
    return files;
}

// "   12→text", as the client shows a file that was read.
QString withoutLineNumbers(const QString &output)
{
    static const QRegularExpression number(u"^\\s*\\d+(→|\\t)"_s, QRegularExpression::MultilineOption);
    QString text = output;
    return text.remove(number);
}

Result<> addReads(Database &db, const ProjectView &view, KnownText &known)
{
    const FactCorpus &corpus = view.corpus();
    std::map<std::uint32_t, std::pair<std::int64_t, std::int64_t>> latest; // file: time, event
    for (const std::uint32_t e : view.episodes()) {
        for (const FactAct &act : corpus.actsOf(view.episode(e))) {
            if (act.kind == ActKind::Read && act.outcome == ActOutcome::Ok && act.file != 0 &&
                tellsHowToWork(corpus.files[act.file]))
                latest[act.file] = std::max(latest[act.file], {act.at, act.event});
        }
    }
    Statement s(db, u"SELECT substr(output, 1, 262144) FROM body WHERE id = ?"_s);
    for (const auto &[file, read] : latest) {
        s.bind(qint64{read.second});
        if (s.next())
            known.add(std::string(corpus.files[file]), withoutLineNumbers(s.text(0)).toStdString());
        if (!s.ok())
            return tl::unexpected(s.error());
        s.finish();
    }
    return {};
}

} // namespace

Result<KnownText> readKnownText(Database &db, const ProjectView &view, const QString &claudeDir)
{
    KnownText known;
    int files = 0;
    for (const std::string &folder : view.corpus().projects[view.project()].folders) {
        const QString root = QString::fromStdString(folder);
        if (QDir::isAbsolutePath(root) && QFileInfo(root).isDir())
            files += addProjectFolder(root, known);
        if (files > 0)
            break;
    }
    const QString own = !claudeDir.isEmpty()     ? claudeDir
                        : homeFolder().isEmpty() ? QString()
                                                 : homeFolder() + u"/.claude"_s;
    if (!own.isEmpty()) {
        addFile(own + u"/CLAUDE.md"_s, u"~/.claude/CLAUDE.md"_s, known);
        addFolder(own + u"/rules"_s, u"~/.claude/rules"_s, known);
        addFolder(own + u"/skills"_s, u"~/.claude/skills"_s, known);
    }
    if (files == 0) {
        if (auto read = addReads(db, view, known); !read)
            return tl::unexpected(read.error());
    }
    return known;
}

} // namespace assay
