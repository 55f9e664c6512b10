// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// Care of installed skills, and decisions brought from elsewhere.
#include "agent/desk/approval.h"
#include "agent/desk/skillwriter.h"
#include "agent/ipc/jsonfield.h"
#include "agent/store/candidatelife.h"
#include "agent/store/filechanges.h"
#include "agent/verb/deskjobs.h"
#include "models/data/query/deskquery.h"
#include "models/data/store/database.h"
#include "models/data/store/statement.h"

#include <QDateTime>
#include <QDir>
#include <QSet>

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

qint64 nowMs()
{
    return QDateTime::currentMSecsSinceEpoch();
}

SkillPlace placeOf(const ShelvedSkill &skill)
{
    return {skill.scope == "personal"_L1 ? PlaceScope::Personal : PlaceScope::Project, skill.root, skill.relative,
            false, true};
}

Result<ShelvedSkill> found(Database &db, const QString &claudeDir, const json &args)
{
    return findInstalled(db, claudeDir, textField(args, "path"), textField(args, "project"));
}

Result<> note(Database &db, const QString &act, const ShelvedSkill &skill, const SkillPlace &place, const json &args)
{
    FileChange change;
    change.act = act;
    change.actor = textField(args, "actor", u"terminal"_s);
    change.scope = skill.scope;
    change.root = place.root;
    change.path = place.relative;
    change.name = skill.name;
    change.at = nowMs();
    FileChanges changes(db);
    return changes.begin(change).and_then([&changes](qint64 id) { return changes.settle(id, u"written"_s); });
}

// A rename within the root: it happens or it does not, and the disk alone says which.
Result<ordered_json> move(Database &db, const QString &claudeDir, const QString &act, const json &args)
{
    const auto skill = found(db, claudeDir, args);
    if (!skill)
        return tl::unexpected(skill.error());
    const bool archives = act == "archive"_L1;
    if (skill->isArchived == archives)
        return fail(Error::Code::NotFound,
                    archives ? u"This skill is archived already."_s : u"This skill is not archived."_s);
    const SkillPlace from = placeOf(*skill);
    const SkillPlace to = archives ? archivedPlace(from) : restoredPlace(from);
    if (const auto moved = moveSkillFolder(from, to); !moved)
        return tl::unexpected(moved.error());
    if (const auto noted = note(db, act, *skill, archives ? from : to, args); !noted)
        return tl::unexpected(noted.error());
    return ordered_json{{"name", skill->name.toStdString()}, {"path", to.path().toStdString()}};
}

Result<ordered_json> promote(Database &db, const QString &claudeDir, const json &args)
{
    const auto skill = found(db, claudeDir, args);
    if (!skill)
        return tl::unexpected(skill.error());
    if (skill->scope != "project"_L1 || skill->isArchived || claudeDir.isEmpty())
        return fail(Error::Code::Usage, u"Only a skill of a project can become a personal one. Nothing was changed."_s);
    const SkillPlace from = placeOf(*skill);
    const QDir folder(from.root + u'/' + from.relative.section(u'/', 0, -2));
    if (folder.entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).size() > 1)
        return fail(Error::Code::Usage,
                    u"This skill has files beside SKILL.md. Move the folder by hand; nothing was changed."_s,
                    folder.path());
    return Approval(db, claudeDir, nowMs())
        .promote(from, skill->name, textsField(args, "ticked"), textField(args, "actor", u"terminal"_s))
        .map([&skill](const QString &path) {
            return ordered_json{{"name", skill->name.toStdString()}, {"path", path.toStdString()}};
        });
}

// What promote did, taken back: the project's skill stands there again, the personal one goes.
Result<ordered_json> demote(Database &db, const QString &claudeDir, const json &args)
{
    const auto skill = found(db, claudeDir, args);
    if (!skill)
        return tl::unexpected(skill.error());
    return Approval(db, claudeDir, nowMs())
        .demote(placeOf(*skill), textField(args, "actor", u"terminal"_s))
        .map([&skill](const QString &path) {
            return ordered_json{{"name", skill->name.toStdString()}, {"path", path.toStdString()}};
        });
}

Result<ordered_json> revert(Database &db, const QString &claudeDir, const json &args)
{
    const auto skill = found(db, claudeDir, args);
    if (!skill)
        return tl::unexpected(skill.error());
    return Approval(db, claudeDir, nowMs())
        .revert(placeOf(*skill), skill->name, numberField(args, "change"), textField(args, "actor", u"terminal"_s))
        .map([&skill](const QString &path) {
            return ordered_json{{"name", skill->name.toStdString()}, {"path", path.toStdString()}};
        });
}

Result<qint64> candidateOf(Database &db, const QString &key, const QString &project)
{
    Statement s(db,
                u"SELECT c.id FROM candidate c JOIN project p ON p.id = c.project_id WHERE c.key = ? AND p.key = ?"_s);
    s.bind(key).bind(project);
    const qint64 id = s.next() ? s.integer(0) : 0;
    if (!s.ok())
        return tl::unexpected(s.error());
    return id;
}

// What was rejected or snoozed elsewhere, for candidates that are here too and open. Approvals write files and are not
// repeated: they are decided here, by who sees this machine's files.
Result<ordered_json> importDecisions(Database &db, const json &args)
{
    int applied = 0;
    int skipped = 0;
    Transaction transaction(db);
    if (const auto begun = transaction.begin(); !begun)
        return tl::unexpected(begun.error());
    CandidateLife life(db, nowMs());
    QSet<qint64> takenBack;
    for (const json &each : args.value("decisions", json::array()))
        takenBack.insert(numberField(each, "undoes"));
    for (const json &each : args.value("decisions", json::array())) {
        const auto verdict = verdictOf(textField(each, "verdict"));
        const auto id = candidateOf(db, textField(each, "candidate"), textField(each, "project"));
        if (!id)
            return tl::unexpected(id.error());
        // What somebody thought private elsewhere purges nothing here.
        const bool fits = verdict && (*verdict == Verdict::Reject || *verdict == Verdict::Snooze) &&
                          textField(each, "reason") != "private"_L1 && !takenBack.contains(numberField(each, "id", -1));
        DeskAct act;
        act.candidate = *id;
        act.verdict = verdict.value_or(Verdict::Snooze);
        act.reason = textField(each, "reason");
        act.note = textField(each, "note");
        act.actor = u"import"_s;
        const bool done = *id != 0 && fits && life.decide(act).has_value();
        (done ? applied : skipped) += 1;
    }
    if (const auto stored = transaction.commit(); !stored)
        return tl::unexpected(stored.error());
    return ordered_json{{"applied", applied}, {"skipped", skipped}};
}

} // namespace

Result<ordered_json> performSkillJob(Database &db, const QString &claudeDir, const QString &job, const json &args)
{
    if (job == "skill.archive"_L1 || job == "skill.restore"_L1)
        return move(db, claudeDir, job.mid(6), args);
    if (job == "skill.promote"_L1)
        return promote(db, claudeDir, args);
    if (job == "skill.demote"_L1)
        return demote(db, claudeDir, args);
    if (job == "skill.revert"_L1)
        return revert(db, claudeDir, args);
    if (job == "decisions.import"_L1)
        return importDecisions(db, args);
    return fail(Error::Code::Usage, u"There is no job \"%1\"."_s.arg(job));
}

} // namespace assay
