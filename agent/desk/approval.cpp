// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/desk/approval.h"

#include "agent/store/candidatelife.h"
#include "agent/store/filechanges.h"
#include "models/data/store/database.h"
#include "models/data/store/statement.h"

#include <QCryptographicHash>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

QString sha256Of(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

QString shaOf(const FileBytes &bytes)
{
    return bytes ? sha256Of(*bytes) : QString();
}

QByteArray tagOf(qint64 change)
{
    return QByteArray::number(change);
}

SkillPlace placeOfChange(const FileChange &change)
{
    return {change.scope == "personal"_L1 ? PlaceScope::Personal : PlaceScope::Project, change.root, change.path,
            change.verdict == "rule"_L1, change.act == "revert"_L1};
}

FileChange changeOf(const ApprovalPlan &plan, const ApprovalWish &wish, qint64 nowMs)
{
    FileChange change;
    change.act = u"approve"_s;
    change.candidate = plan.row.id;
    change.candidateKey = plan.row.key;
    change.verdict = plan.form != "skill"_L1 ? u"rule"_s : plan.before ? u"merge"_s : u"approve"_s;
    change.actor = wish.actor;
    change.rev = wish.rev;
    change.sha256 = wish.sha256;
    change.scope = plan.place.scope == PlaceScope::Personal ? u"personal"_s : u"project"_s;
    change.root = plan.place.root;
    change.path = plan.place.relative;
    change.name = plan.form == "skill"_L1 ? plan.name : QString();
    change.before = plan.before;
    change.after = plan.after;
    change.folders = SkillWriter(plan.place, {}).missingFolders();
    change.at = nowMs;
    return change;
}

Result<> perform(const FileChange &change)
{
    const SkillWriter writer(placeOfChange(change), tagOf(change.id));
    if (change.after)
        return writer.replace(change.before, *change.after);
    return writer.remove(change.before.value_or(QByteArray()), change.folders);
}

} // namespace

Result<> Approval::mayWrite(const ApprovalPlan &plan, const ApprovalWish &wish) const
{
    if (plan.row.draftRev != wish.rev || plan.row.draftSha256 != wish.sha256) {
        return fail(
            Error::Code::Failed,
            u"The draft of %1 is not the one that was shown any more. Nothing was written. Look at it again."_s.arg(
                plan.row.key));
    }
    if (sha256Of(plan.revision) != wish.sha256)
        return fail(Error::Code::Corrupt, u"The stored draft does not have its own checksum. Nothing was written."_s);
    if (!wish.path.isEmpty() && plan.place.path() != wish.path) {
        return fail(Error::Code::Failed,
                    u"This would be written to %1 now, which is not what was reviewed. Nothing was written. Look at it "
                    "again."_s.arg(plan.place.path()),
                    wish.path);
    }
    if (shaOf(plan.before) != wish.targetSha256) {
        return fail(Error::Code::Failed,
                    u"This file is not what was reviewed any more. Nothing was written over it. Look at the difference "
                    "and decide again."_s,
                    plan.place.path());
    }
    for (const LintFinding &each : plan.findings) {
        if (each.severity == LintSeverity::Error)
            return fail(Error::Code::Usage,
                        u"Line %1: %2 Nothing was written. Edit the draft first."_s.arg(each.line).arg(each.message));
    }
    for (const QString &flag : plan.toTick) {
        if (!wish.ticked.contains(flag))
            return fail(
                Error::Code::Usage,
                u"The flag \"%1\" was not ticked. Nothing was written. Look at what it says first."_s.arg(flag));
    }
    for (const QString &line : plan.lost) {
        if (!wish.givenUp.contains(line))
            return fail(Error::Code::Failed,
                        u"The file holds a line that Assay did not write and this would take away: \"%1\". Nothing was "
                        "written. Merge, or give the line up."_s.arg(line.left(120)),
                        plan.place.path());
    }
    return {};
}

Result<QString> Approval::decide(const FileChange &change)
{
    DeskAct act;
    act.candidate = change.candidate;
    act.verdict = verdictOf(change.verdict).value_or(Verdict::Approve);
    act.rev = change.rev;
    act.sha256 = change.sha256;
    act.actor = change.actor;
    auto move = CandidateLife(m_db, m_now).decide(act);
    if (!move)
        return tl::unexpected(move.error());
    return nameOf(move->after);
}

Result<ApprovalDone> Approval::approve(const ApprovalWish &wish)
{
    const auto planned = plan(wish.what);
    if (!planned)
        return tl::unexpected(planned.error());
    if (const auto may = mayWrite(*planned, wish); !may)
        return tl::unexpected(may.error());
    FileChange change = changeOf(*planned, wish, m_now);
    FileChanges changes(m_db);
    // What cannot be decided is found out before the file is touched.
    Transaction first(m_db);
    auto begun = first.begin().and_then([&]() { return changes.begin(change); });
    if (!begun)
        return tl::unexpected(begun.error());
    if (const auto may = stateAfter(candidateState(planned->row.state).value_or(CandidateState::Stale),
                                    verdictOf(change.verdict).value_or(Verdict::Approve));
        !may)
        return fail(Error::Code::Usage, u"%1 is %2: it cannot be approved now. Nothing was written."_s.arg(
                                            planned->row.key, planned->row.state));
    if (const auto stored = first.commit(); !stored)
        return tl::unexpected(stored.error());
    change.id = *begun;
    if (const auto written = perform(change); !written) {
        const auto told = changes.settle(change.id, u"given up"_s);
        return tl::unexpected(told ? written.error() : told.error());
    }
    ApprovalDone done{change.root + u'/' + change.path, sha256Of(*change.after), {}, change.id, {}, {}};
    Transaction second(m_db);
    auto state = second.begin().and_then([&] { return changes.settle(change.id, u"written"_s); }).and_then([&] {
        return decide(change);
    });
    if (state)
        done.state = *state;
    if (const auto stored = state ? second.commit() : tl::unexpected(state.error()); !stored)
        return tl::unexpected(stored.error());
    if (wish.addsToGit) {
        if (const auto added = gitAdd(change.root, change.path); !added)
            done.remark = added.error().what;
        else
            done.git = gitPath(change.root, change.path).state;
    }
    return done;
}

Result<> Approval::carryOut(FileChange change, const Alongside &alongside)
{
    FileChanges changes(m_db);
    const auto begun = changes.begin(change);
    if (!begun)
        return tl::unexpected(begun.error());
    change.id = *begun;
    if (const auto written = perform(change); !written) {
        const auto told = changes.settle(change.id, u"given up"_s);
        return told ? written : told;
    }
    Transaction transaction(m_db);
    auto settled = transaction.begin().and_then([&] { return changes.settle(change.id, u"written"_s); });
    if (settled && alongside)
        settled = alongside();
    return settled ? transaction.commit() : settled;
}

Result<QString> Approval::undo(qint64 candidate, const QString &actor, const Alongside &alongside)
{
    const auto all = FileChanges(m_db).ofCandidate(candidate);
    if (!all)
        return tl::unexpected(all.error());
    if (all->isEmpty() || all->first().act != "approve"_L1)
        return QString();
    FileChange change = all->first();
    std::swap(change.before, change.after);
    change.act = u"undo"_s;
    change.actor = actor;
    change.at = m_now;
    if (const auto done = carryOut(change, alongside); !done)
        return tl::unexpected(done.error());
    return change.root + u'/' + change.path;
}

Result<int> Approval::settle()
{
    FileChanges changes(m_db);
    const auto open = changes.unsettled();
    if (!open)
        return tl::unexpected(open.error());
    for (const FileChange &change : *open) {
        const SkillWriter writer(placeOfChange(change), tagOf(change.id));
        const auto tidied = writer.tidy(change.before, change.after.value_or(QByteArray()));
        const auto now = writer.read();
        // What cannot be looked at now, on a disk that is not there, stays open until it can.
        if (!tidied || !now)
            continue;
        const bool written = *now == change.after;
        Transaction transaction(m_db);
        auto done = transaction.begin().and_then(
            [&] { return changes.settle(change.id, written ? u"written"_s : u"given up"_s); });
        // A candidate that is gone since, or moved on, has nothing to be told.
        const auto heard = [](const Error &error) {
            return error.code == Error::Code::Usage || error.code == Error::Code::NotFound ||
                   error.code == Error::Code::Corrupt;
        };
        if (done && written && change.act == "approve"_L1) {
            if (const auto state = decide(change); !state && !heard(state.error()))
                done = tl::unexpected(state.error());
        } else if (done && written && change.act == "undo"_L1) {
            if (const auto state = CandidateLife(m_db, m_now).undo(change.candidate, change.actor);
                !state && !heard(state.error()))
                done = tl::unexpected(state.error());
        }
        if (done)
            done = transaction.commit();
        if (!done)
            return tl::unexpected(done.error());
    }
    return static_cast<int>(open->size());
}

} // namespace assay
