// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/deskjobs.h"

#include "agent/desk/approval.h"
#include "agent/desk/skillwriter.h"
#include "agent/install/textdiff.h"
#include "agent/ipc/jsonfield.h"
#include "agent/store/candidatelife.h"
#include "agent/store/filechanges.h"
#include "models/data/query/deskquery.h"
#include "models/data/skill/skillfile.h"
#include "models/data/store/database.h"
#include "models/data/store/datadir.h"
#include "models/data/store/statement.h"
#include "models/data/text/threewaymerge.h"

#include <QCryptographicHash>
#include <QDateTime>

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

qint64 now()
{
    return QDateTime::currentMSecsSinceEpoch();
}

ordered_json listOf(const QStringList &texts)
{
    ordered_json list = ordered_json::array();
    for (const QString &each : texts)
        list.push_back(each.toStdString());
    return list;
}

ordered_json textOrNull(const FileBytes &bytes)
{
    return bytes ? ordered_json(QString::fromUtf8(*bytes).toStdString()) : ordered_json();
}

std::string shaOf(const FileBytes &bytes)
{
    return bytes ? QCryptographicHash::hash(*bytes, QCryptographicHash::Sha256).toHex().toStdString() : std::string();
}

QString actorOf(const json &args)
{
    return textField(args, "actor", u"terminal"_s);
}

ApprovalAsk askOf(const json &args)
{
    ApprovalAsk ask;
    ask.candidate = textField(args, "candidate");
    ask.form = textField(args, "form");
    ask.scope = textField(args, "scope");
    ask.ownFile = flagField(args, "own_file");
    ask.looksAtGit = flagField(args, "git");
    return ask;
}

ordered_json planJson(const ApprovalPlan &plan)
{
    ordered_json findings = ordered_json::array();
    for (const LintFinding &each : plan.findings) {
        findings.push_back({{"line", each.line},
                            {"rule", each.rule.toStdString()},
                            {"severity", severityName(each.severity).toStdString()},
                            {"message", each.message.toStdString()}});
    }
    return {{"candidate", plan.row.key.toStdString()},
            {"state", plan.row.state.toStdString()},
            {"form", plan.form.toStdString()},
            {"scope", plan.place.scope == PlaceScope::Personal ? "personal" : "project"},
            {"root", plan.place.root.toStdString()},
            {"relative", plan.place.relative.toStdString()},
            {"path", plan.place.path().toStdString()},
            {"name", plan.name.toStdString()},
            {"rev", plan.row.draftRev},
            {"sha256", plan.row.draftSha256.toStdString()},
            {"bytes", plan.after.size()},
            {"before", textOrNull(plan.before)},
            {"before_sha256", shaOf(plan.before)},
            {"base", textOrNull(plan.base)},
            {"after", QString::fromUtf8(plan.after).toStdString()},
            {"diff", unifiedDiff(plan.before.value_or(QByteArray()), plan.after).toStdString()},
            {"lost", listOf(plan.lost)},
            {"findings", findings},
            {"to_tick", listOf(plan.toTick)},
            {"shadow", plan.shadow.toStdString()},
            {"changes_nothing", plan.changesNothing()},
            {"git",
             {{"in_repository", plan.git.inRepository},
              {"branch", plan.git.branch.toStdString()},
              {"state", plan.git.state.toStdString()}}}};
}

Result<ordered_json> approve(Database &db, const QString &claudeDir, const json &args)
{
    ApprovalWish wish;
    wish.what = askOf(args);
    wish.rev = static_cast<int>(numberField(args, "rev"));
    wish.sha256 = textField(args, "sha256");
    wish.path = textField(args, "path");
    wish.targetSha256 = textField(args, "target_sha256");
    wish.ticked = textsField(args, "ticked");
    wish.givenUp = textsField(args, "given_up");
    wish.addsToGit = flagField(args, "git_add");
    wish.actor = actorOf(args);
    return Approval(db, claudeDir, now()).approve(wish).map([&wish](const ApprovalDone &done) {
        return ordered_json{{"candidate", wish.what.candidate.toStdString()},
                            {"path", done.path.toStdString()},
                            {"sha256", done.sha256.toStdString()},
                            {"state", done.state.toStdString()},
                            {"change", done.change},
                            {"git", done.git.toStdString()},
                            {"remark", done.remark.toStdString()}};
    });
}

struct Shape {
    QString form;
    QString scope;
};

Result<> setShape(Database &db, qint64 candidate, const Shape &shape)
{
    Statement s(db, u"UPDATE candidate SET form = ?, scope = ? WHERE id = ?"_s);
    return ran(s.bind(shape.form).bind(shape.scope).bind(candidate));
}

// A revision, the decision that a person wrote it, and what it is from now on: all of it or nothing.
Result<ordered_json> keepText(Database &db, const CandidateRow &row, const QByteArray &text, const Shape &shape,
                              const QString &actor)
{
    if (text.size() > 256 * 1024 || text.contains('\0'))
        return fail(Error::Code::Usage, u"A draft is text of at most 256 KB. Nothing was stored."_s);
    Transaction transaction(db);
    auto written = transaction.begin().and_then([&] { return writeRevision(db, row.id, text, now()); });
    if (!written)
        return tl::unexpected(written.error());
    DeskAct act;
    act.candidate = row.id;
    act.verdict = Verdict::Edit;
    act.rev = written->rev;
    act.sha256 = written->sha256;
    act.actor = actor;
    act.draft = {row.draftRev, row.form, row.scope};
    const auto move = CandidateLife(db, now()).decide(act);
    if (!move)
        return tl::unexpected(move.error());
    if (const auto shaped = setShape(db, row.id, shape); !shaped)
        return tl::unexpected(shaped.error());
    if (const auto stored = transaction.commit(); !stored)
        return tl::unexpected(stored.error());
    return ordered_json{{"candidate", row.key.toStdString()},
                        {"rev", written->rev},
                        {"sha256", written->sha256.toStdString()},
                        {"state", nameOf(move->after).toStdString()}};
}

Result<ordered_json> edit(Database &db, const json &args)
{
    const auto row = readCandidate(db, textField(args, "candidate"));
    if (!row)
        return tl::unexpected(row.error());
    return keepText(db, *row, textField(args, "text").toUtf8(), {row->form, row->scope}, actorOf(args));
}

// The latest draft that is a whole skill; empty = there is none.
QByteArray skillDraft(Database &db, const CandidateRow &row)
{
    const auto revisions = readRevisions(db, row.id);
    for (const RevisionRow &each : revisions ? *revisions : QList<RevisionRow>()) {
        if (parseSkill(each.text).hasFrontMatter)
            return each.text.toUtf8();
    }
    return "---\nname: " + row.name.toUtf8() + "\n---\n\n" + row.draft.toUtf8();
}

Result<ordered_json> reshape(Database &db, const json &args)
{
    const auto row = readCandidate(db, textField(args, "candidate"));
    if (!row)
        return tl::unexpected(row.error());
    const QString form = textField(args, "form", row->form);
    const QString scope = textField(args, "scope", row->scope);
    if (!QStringList{u"skill"_s, u"rule"_s, u"hook"_s, u"permission"_s, u"note"_s}.contains(form) ||
        (scope != "project"_L1 && scope != "personal"_L1))
        return fail(Error::Code::Usage,
                    u"Forms are skill, rule, hook, permission and note; scopes project and personal."_s);
    const bool isSkill = parseSkill(row->draft).hasFrontMatter;
    QByteArray text = row->draft.toUtf8();
    if (form == "skill"_L1 && !isSkill)
        text = skillDraft(db, *row);
    else if (form != "skill"_L1 && isSkill)
        text = "- " + row->sentence.toUtf8() + "\n";
    return keepText(db, *row, text, {form, scope}, actorOf(args));
}

Result<ordered_json> merge(Database &db, const QString &claudeDir, const json &args)
{
    const auto row = readCandidate(db, textField(args, "candidate"));
    if (!row)
        return tl::unexpected(row.error());
    const QString into = textField(args, "into");
    ApprovalAsk ask = askOf(args);
    ask.form = u"skill"_s;
    ask.text = withSkillEntry(row->draft, u"name"_s, into);
    const auto plan = Approval(db, claudeDir, now()).plan(ask);
    if (!plan)
        return tl::unexpected(plan.error());
    if (!plan->before)
        return fail(Error::Code::NotFound,
                    u"There is no skill \"%1\" there to merge into. Nothing was changed."_s.arg(into),
                    plan->place.path());
    const QString base = QString::fromUtf8(plan->base.value_or(QByteArray()));
    const ThreeWayMerge merged(plan->base ? &base : nullptr, ask.text, QString::fromUtf8(*plan->before));
    const QString scope = ask.scope.isEmpty() ? row->scope : ask.scope;
    auto kept = keepText(db, *row, merged.result().toUtf8(), {u"skill"_s, scope}, actorOf(args));
    if (kept)
        (*kept)["conflicts"] = merged.hasConflict();
    return kept;
}

Result<ordered_json> takeBack(Database &db, const QString &claudeDir, const json &args)
{
    const auto row = readCandidate(db, textField(args, "candidate"));
    if (!row)
        return tl::unexpected(row.error());
    CandidateLife life(db, now());
    const auto last = life.lastDecision(row->id);
    if (!last)
        return tl::unexpected(last.error());
    const bool wrote =
        last->verdict == Verdict::Approve || last->verdict == Verdict::Merge || last->verdict == Verdict::Rule;
    DeskMove move;
    const auto undone = [&] {
        return life.undo(row->id, actorOf(args)).map([&move](const DeskMove &done) { move = done; });
    };
    QString path;
    if (wrote) {
        const auto back = Approval(db, claudeDir, now()).undo(row->id, actorOf(args), undone);
        if (!back)
            return tl::unexpected(back.error());
        path = *back;
    }
    if (path.isEmpty()) {
        Transaction transaction(db);
        if (const auto stored = transaction.begin().and_then(undone).and_then([&] { return transaction.commit(); });
            !stored)
            return tl::unexpected(stored.error());
    }
    return ordered_json{{"candidate", row->key.toStdString()},
                        {"state", nameOf(move.after).toStdString()},
                        {"state_before", nameOf(move.before).toStdString()},
                        {"decision", move.decision},
                        {"verdict", nameOf(last->verdict).toStdString()},
                        {"path", path.isEmpty() ? ordered_json() : ordered_json(path.toStdString())}};
}

} // namespace

bool isDeskJob(const QString &job)
{
    return QStringList{u"candidate.plan"_s,  u"candidate.approve"_s, u"candidate.edit"_s,  u"candidate.reshape"_s,
                       u"candidate.merge"_s, u"candidate.undo"_s,    u"skill.archive"_s,   u"skill.restore"_s,
                       u"skill.promote"_s,   u"skill.revert"_s,      u"decisions.import"_s}
        .contains(job);
}

Result<ordered_json> performDeskJob(Database &db, const QString &claudeDir, const QString &job, const json &args)
{
    if (job == "candidate.plan"_L1)
        return Approval(db, claudeDir, now()).plan(askOf(args)).map(planJson);
    if (job == "candidate.approve"_L1)
        return approve(db, claudeDir, args);
    if (job == "candidate.edit"_L1)
        return edit(db, args);
    if (job == "candidate.reshape"_L1)
        return reshape(db, args);
    if (job == "candidate.merge"_L1)
        return merge(db, claudeDir, args);
    if (job == "candidate.undo"_L1)
        return takeBack(db, claudeDir, args);
    return performSkillJob(db, claudeDir, job, args);
}

Result<ordered_json> planDeskJob(const DataDir &dataDir, const QString &claudeDir, const json &args)
{
    const auto file = dataDir.workspaceFile(textField(args, "workspace", u"default"_s));
    if (!file)
        return tl::unexpected(file.error());
    auto reader = Database::open(*file, Database::Mode::Reader);
    if (!reader)
        return tl::unexpected(reader.error());
    return performDeskJob(*reader, claudeDir, u"candidate.plan"_s, args);
}

} // namespace assay
