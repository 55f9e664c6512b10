// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// What an approval would do: where to, over what, and what must be looked at first.
#include "agent/desk/approval.h"

#include "agent/desk/rulelines.h"
#include "agent/store/filechanges.h"
#include "models/data/skill/skillfile.h"
#include "models/data/store/database.h"
#include "models/data/text/threewaymerge.h"

#include <QDir>
#include <QFileInfo>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// The repository that a folder lies in, where it has one: skills belong to its root.
QString repositoryRoot(const QString &folder)
{
    QDir dir(folder);
    constexpr int deepest = 40;
    for (int i = 0; i < deepest; ++i) {
        if (QFileInfo::exists(dir.filePath(u".git"_s)))
            return dir.absolutePath();
        if (!dir.cdUp())
            break;
    }
    return folder;
}

void addFlag(QStringList &flags, const QString &flag)
{
    if (!flags.contains(flag))
        flags.append(flag);
}

} // namespace

Result<QString> Approval::rootOf(const CandidateRow &row, PlaceScope scope)
{
    if (scope == PlaceScope::Personal) {
        if (m_claudeDir.isEmpty())
            return fail(
                Error::Code::NotFound,
                u"Nobody says where the folder of Claude Code is. Name it with --claude-dir. Nothing was written."_s);
        return QDir::cleanPath(m_claudeDir);
    }
    const auto folders = projectFolders(m_db, row.projectId);
    if (!folders)
        return tl::unexpected(folders.error());
    for (const QString &each : *folders) {
        if (!QDir::isAbsolutePath(each) || !QFileInfo(each).isDir())
            continue;
        // Where the home itself is a repository, its .claude is the personal one, for all projects.
        const QString personal = QDir::cleanPath(m_claudeDir);
        for (const QString &root : {repositoryRoot(each), each}) {
            if (QDir::cleanPath(root + u"/.claude"_s) != personal)
                return root;
        }
    }
    return fail(
        Error::Code::NotFound,
        u"The folder of %1 is not on this machine. Nothing was written. Choose the personal scope, or work where "
        "the project lies."_s.arg(row.projectName),
        folders->value(0));
}

Result<SkillPlace> Approval::placeOf(const ApprovalPlan &plan, const ApprovalAsk &ask)
{
    const QString wanted = ask.scope.isEmpty() ? plan.row.scope : ask.scope;
    if (wanted != "project"_L1 && wanted != "personal"_L1)
        return fail(Error::Code::Usage, u"A scope is \"project\" or \"personal\". Nothing was written."_s);
    const PlaceScope scope = wanted == "personal"_L1 ? PlaceScope::Personal : PlaceScope::Project;
    const auto root = rootOf(plan.row, scope);
    if (!root)
        return tl::unexpected(root.error());
    if (plan.form == "skill"_L1)
        return skillPlace(scope, *root, plan.name);
    if (plan.form == "rule"_L1 && ask.ownFile)
        return rulePlace(scope, *root, plan.name);
    if (plan.form == "rule"_L1)
        return behindLink(memoryPlace(scope, *root));
    if (plan.form == "hook"_L1 || plan.form == "permission"_L1)
        return settingsPlace(scope, *root);
    return fail(Error::Code::Usage,
                u"A %1 is kept in Assay and written nowhere. Choose another form first."_s.arg(plan.form));
}

Result<QByteArray> Approval::contentOf(const ApprovalPlan &plan, bool ownFile) const
{
    if (plan.form == "skill"_L1 || (plan.form == "rule"_L1 && ownFile))
        return plan.revision;
    if (plan.form != "rule"_L1)
        return withSettings(plan.before.value_or(QByteArray()), plan.revision);
    if (parseSkill(QString::fromUtf8(plan.revision)).hasFrontMatter || plan.revision.count('\n') > 12) {
        return fail(Error::Code::Usage,
                    u"This draft is a whole skill. Edit it into the line of a rule first; nothing was "
                    "written."_s);
    }
    return withRuleLines(plan.before.value_or(QByteArray()), plan.revision);
}

QString Approval::shadowOf(const ApprovalPlan &plan, QStringList &flags)
{
    if (plan.form != "skill"_L1)
        return {};
    const bool personal = plan.place.scope == PlaceScope::Personal;
    const auto root = rootOf(plan.row, personal ? PlaceScope::Project : PlaceScope::Personal);
    if (!root)
        return {};
    const auto other = skillPlace(personal ? PlaceScope::Project : PlaceScope::Personal, *root, plan.name);
    if (!other || !QFileInfo::exists(other->path()))
        return {};
    addFlag(flags, personal ? u"hides another"_s : u"shadowed"_s);
    return personal
               ? u"The project has a skill of that name, too; Claude Code takes the personal one, so this hides it: "
                 "%1"_s.arg(other->path())
               : u"A personal skill of that name is there, and Claude Code takes that one: this file would have no "
                 "effect until it is gone: %1"_s.arg(other->path());
}

void Approval::weigh(ApprovalPlan &plan) const
{
    const LintContext context{u"SKILL.md"_s, plan.name};
    plan.findings = plan.form == "skill"_L1 ? lintSkill(plan.revision, context) : lintText(plan.revision);
    const bool isSetting = plan.form == "hook"_L1 || plan.form == "permission"_L1;
    const QStringList members = isSetting ? membersOf(plan.revision) : QStringList();
    if (plan.form == "hook"_L1 || members.contains("hooks"_L1))
        plan.findings.append({0, u"hooks"_s, LintSeverity::Danger, u"Runs a command by itself from now on."_s});
    if (members.contains("env"_L1))
        plan.findings.append(
            {0, u"environment"_s, LintSeverity::Warning, u"Sets variables for everything that runs."_s});
    if (plan.form == "permission"_L1 || members.contains("permissions"_L1))
        plan.findings.append(
            {0, u"widened-tools"_s, LintSeverity::Warning, u"Changes what runs without a question."_s});
    for (const QString &flag : plan.row.flags)
        addFlag(plan.toTick, flag);
    for (const QString &rule : rulesToTick(plan.findings))
        addFlag(plan.toTick, rule);
    if (!plan.before)
        return;
    const QString hand = QString::fromUtf8(*plan.before);
    const QString after = QString::fromUtf8(plan.after);
    const QString base = QString::fromUtf8(plan.base.value_or(QByteArray()));
    ThreeWayMerge merge(plan.base ? &base : nullptr, after, hand);
    // Written as it is, the draft takes the place of every line.
    for (const qsizetype part : merge.changes())
        merge.edit(part, merge.parts()[part].draft);
    plan.lost = merge.lost();
    plan.lost.removeAll(QString());
}

Result<ApprovalPlan> Approval::plan(const ApprovalAsk &ask)
{
    const auto row = readCandidate(m_db, ask.candidate);
    if (!row)
        return tl::unexpected(row.error());
    ApprovalPlan plan;
    plan.row = *row;
    plan.form = ask.form.isEmpty() ? row->form : ask.form;
    const QString draft = ask.text.isEmpty() ? row->draft : ask.text;
    plan.revision = draft.toUtf8();
    const QString written = parseSkill(draft).value(u"name");
    plan.name = written.isEmpty() ? row->name : written;
    const auto place = placeOf(plan, ask);
    if (!place)
        return tl::unexpected(place.error());
    plan.place = *place;
    const auto before = SkillWriter(plan.place, {}).read();
    if (!before)
        return tl::unexpected(before.error());
    plan.before = *before;
    const auto after = contentOf(plan, ask.ownFile);
    if (!after)
        return tl::unexpected(after.error());
    plan.after = *after;
    const auto changes = FileChanges(m_db).ofPath(plan.place.root, plan.place.relative);
    if (!changes)
        return tl::unexpected(changes.error());
    if (!changes->isEmpty())
        plan.base = changes->first().after;
    weigh(plan);
    plan.shadow = shadowOf(plan, plan.toTick);
    if (ask.looksAtGit && plan.place.scope == PlaceScope::Project)
        plan.git = gitPath(plan.place.root, plan.place.relative);
    return plan;
}

} // namespace assay
