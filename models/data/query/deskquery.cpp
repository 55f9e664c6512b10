// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/deskquery.h"

#include <QFileInfo>

#include <map>

#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

struct SkillUses {
    int model = 0;
    int typed = 0;
    int lines = 0;
    qint64 last = -1;
};

// By name in lower case, and by project; project 0 holds all.
using UseTable = std::map<std::pair<QString, qint64>, SkillUses>;

void add(UseTable &table, const QString &skill, qint64 project, int SkillUses::*kind, int count, qint64 at)
{
    for (const qint64 each : {project, qint64{0}}) {
        SkillUses &uses = table[{skill.toLower(), each}];
        uses.*kind += count;
        uses.last = std::max(uses.last, at);
    }
}

Result<> readUses(Database &db, const QString &sql, int SkillUses::*kind, UseTable &table)
{
    Statement s(db, sql);
    while (s.next())
        add(table, s.text(0), s.integer(1), kind, static_cast<int>(s.integer(2)), s.integer(3));
    if (!s.ok())
        return tl::unexpected(s.error());
    return {};
}

Result<UseTable> readUseTable(Database &db)
{
    UseTable table;
    const QString from =
        u"SELECT u.skill, s.project_id, count(*), max(e.at) FROM session_skill k JOIN session s ON s.id = k.session_id "
        u"JOIN "
        "skill_use u ON u.session_id = k.session_id AND u.skill = k.skill JOIN event e ON e.id = u.event_id WHERE "
        "s.deleted_at IS NULL AND e.kind %1 5 GROUP BY 1, 2"_s;
    if (auto done = readUses(db, from.arg(u"<>"_s), &SkillUses::model, table); !done)
        return tl::unexpected(done.error());
    if (auto done = readUses(db, from.arg(u"="_s), &SkillUses::typed, table); !done)
        return tl::unexpected(done.error());
    const QString lines = u"SELECT e.skill, s.project_id, count(*), max(e.at) FROM event e JOIN session s ON s.id = "
                          "e.session_id WHERE e.skill <> '' AND s.deleted_at IS NULL GROUP BY 1, 2"_s;
    if (auto done = readUses(db, lines, &SkillUses::lines, table); !done)
        return tl::unexpected(done.error());
    return table;
}

struct ShelfPlaces {
    QList<ShelfRoot> roots;
    std::map<QString, std::pair<qint64, QString>> projects; // root: id, name
};

Result<ShelfPlaces> shelfPlaces(Database &db, const QString &claudeDir, const QString &folder)
{
    ShelfPlaces places;
    if (!claudeDir.isEmpty())
        places.roots.append({u"personal"_s, claudeDir});
    if (!folder.isEmpty())
        places.roots.append({u"project"_s, folder});
    Statement s(db,
                u"SELECT f.folder, p.id, p.name FROM project_folder f JOIN project p ON p.id = f.project_id ORDER BY "
                "f.folder"_s);
    while (s.next()) {
        const QString root = s.text(0);
        if (!root.startsWith(u'/') || root + u"/.claude"_s == claudeDir || !QFileInfo(root + u"/.claude"_s).isDir())
            continue;
        places.roots.append({u"project"_s, root});
        places.projects[root] = {s.integer(1), s.text(2)};
    }
    if (!s.ok())
        return tl::unexpected(s.error());
    return places;
}

// What the desk wrote last to a file.
struct WrittenFile {
    QString sha256;
    QString candidate; // key
    qint64 at = -1;
    int version = 0; // how often it was written
};

// By root and path below it.
using WrittenFiles = std::map<std::pair<QString, QString>, WrittenFile>;

Result<WrittenFiles> readWritten(Database &db)
{
    WrittenFiles files;
    Statement s(db, u"SELECT root, path, after_sha256, candidate_key, at, (SELECT count(*) FROM file_change v WHERE "
                    u"v.root = f.root AND v.path = f.path AND v.state = 'written' AND v.after IS NOT NULL) FROM "
                    "file_change f WHERE id IN (SELECT max(id) FROM file_change WHERE state = 'written' AND act NOT IN "
                    "('archive', 'restore') GROUP BY root, path)"_s);
    while (s.next())
        files[{s.text(0), s.text(1)}] = {s.text(2), s.text(3), s.integer(4), static_cast<int>(s.integer(5))};
    if (!s.ok())
        return tl::unexpected(s.error());
    return files;
}

QString stateOf(const ShelvedSkill &file, const QString &writtenSha256)
{
    if (file.isArchived)
        return u"archived"_s;
    if (file.isUnseen)
        return u"not looked at yet"_s;
    if (file.errors > 0)
        return u"invalid"_s;
    if (file.isShadowed)
        return u"shadowed"_s;
    if (writtenSha256.isEmpty())
        return u"foreign"_s;
    return writtenSha256 == file.sha256 ? u"ours"_s : u"edited outside"_s;
}

} // namespace

Result<QList<RevisionRow>> readRevisions(Database &db, qint64 candidate)
{
    Statement s(db,
                u"SELECT rev, author, text, sha256, tokens, created_at FROM revision WHERE candidate_id = ? ORDER BY "
                "rev DESC"_s);
    s.bind(candidate);
    QList<RevisionRow> rows;
    while (s.next())
        rows.append({static_cast<int>(s.integer(0)), s.text(1), s.text(2), s.text(3), static_cast<int>(s.integer(4)),
                     s.integer(5)});
    if (!s.ok())
        return tl::unexpected(s.error());
    return rows;
}

Result<QList<DecisionRow>> readDecisions(Database &db, qint64 candidate)
{
    Statement s(db,
                u"SELECT d.id, c.key, p.key, d.verdict, d.rev, d.sha256, d.reason, d.note, d.state_before, "
                "d.state_after, d.actor, d.undoes, d.at FROM decision d JOIN candidate c ON c.id = d.candidate_id JOIN "
                "project p ON p.id = c.project_id WHERE ? = 0 OR d.candidate_id = ? ORDER BY d.id DESC"_s);
    s.bind(candidate).bind(candidate);
    QList<DecisionRow> rows;
    while (s.next()) {
        rows.append({s.integer(0), s.text(1), s.text(2), s.text(3), static_cast<int>(s.integer(4)), s.text(5),
                     s.text(6), s.text(7), s.text(8), s.text(9), s.text(10), s.integer(11), s.integer(12)});
    }
    if (!s.ok())
        return tl::unexpected(s.error());
    return rows;
}

Result<QList<InstalledSkill>> readInstalled(Database &db, const QString &claudeDir, const QString &folder,
                                            ShelfDepth depth)
{
    const auto places = shelfPlaces(db, claudeDir, folder);
    const auto uses = readUseTable(db);
    const auto written = readWritten(db);
    if (!places || !uses || !written)
        return tl::unexpected(!places ? places.error() : !uses ? uses.error() : written.error());
    QList<InstalledSkill> all;
    for (const ShelvedSkill &file : readShelf(places->roots, depth)) {
        InstalledSkill skill;
        skill.file = file;
        QString relative = file.relative;
        if (const qsizetype at = relative.indexOf("skills-archived/"_L1); file.isArchived && at >= 0)
            relative.replace(at, "skills-archived/"_L1.size(), "skills/"_L1);
        QString sha256;
        if (const auto it = written->find({file.root, relative}); it != written->end()) {
            sha256 = it->second.sha256;
            skill.candidate = it->second.candidate;
            skill.approvedAt = it->second.at;
            skill.version = it->second.version;
        }
        const auto project = places->projects.find(file.root);
        const bool known = project != places->projects.end();
        skill.project = known ? project->second.second : QString();
        skill.state = stateOf(file, sha256);
        const auto found = uses->find({file.name.toLower(), known ? project->second.first : 0});
        if (found != uses->end()) {
            skill.modelUses = found->second.model;
            skill.typedUses = found->second.typed;
            skill.lines = found->second.lines;
            skill.lastUsedAt = found->second.last;
        }
        all.append(skill);
    }
    return all;
}

Result<ShelvedSkill> findInstalled(Database &db, const QString &claudeDir, const QString &path, const QString &folder)
{
    const auto places = shelfPlaces(db, claudeDir, folder);
    if (!places)
        return tl::unexpected(places.error());
    const auto skill = placeOnShelf(places->roots, path);
    if (!skill)
        return fail(Error::Code::NotFound, u"There is no such skill. Nothing was changed."_s, path);
    return *skill;
}

} // namespace assay
