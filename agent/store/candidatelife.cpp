// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/candidatelife.h"

#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 dayMs = 86'400'000;
constexpr auto finalReason = "private"_L1;

bool writesFiles(Verdict verdict)
{
    return verdict == Verdict::Approve || verdict == Verdict::Merge || verdict == Verdict::Rule;
}

} // namespace

struct CandidateLife::Row {
    qint64 id = 0;
    qint64 project = 0;
    QString key;
    QString detector;
    CandidateState state = CandidateState::Watch;
    int rev = 0;
    qint64 lineages = 0;
    qint64 days = 0;
    QByteArray minhash;
    qint64 snoozeLineages = 0;
    qint64 snoozeUntil = 0;
};

Result<CandidateLife::Row> CandidateLife::row(qint64 candidate)
{
    Statement s(m_db, u"SELECT id, project_id, key, detector, state, draft_rev, lineages, days, minhash, "
                      "snooze_lineages, snooze_until FROM candidate WHERE id = ?"_s);
    s.bind(candidate);
    if (!s.next()) {
        if (!s.ok())
            return tl::unexpected(s.error());
        return fail(Error::Code::NotFound, u"There is no such candidate any more. Nothing was changed."_s);
    }
    Row row{s.integer(0),
            s.integer(1),
            s.text(2),
            s.text(3),
            candidateState(s.text(4)).value_or(CandidateState::Watch),
            static_cast<int>(s.integer(5)),
            s.integer(6),
            s.integer(7),
            s.blob(8),
            s.integer(9),
            s.integer(10)};
    return row;
}

Result<QString> CandidateLife::shaOf(const Row &row, const DeskAct &act)
{
    const int rev = act.rev == 0 ? row.rev : act.rev;
    Statement s(m_db, u"SELECT sha256 FROM revision WHERE candidate_id = ? AND rev = ?"_s);
    s.bind(row.id).bind(rev);
    const QString stored = s.next() ? s.text(0) : QString();
    if (!s.ok())
        return tl::unexpected(s.error());
    const bool named = act.rev != 0 || !act.sha256.isEmpty();
    const bool isSame = !stored.isEmpty() && (act.sha256.isEmpty() || act.sha256 == stored);
    if ((named || writesFiles(act.verdict)) && (!isSame || (writesFiles(act.verdict) && act.sha256.isEmpty()))) {
        return fail(Error::Code::Usage,
                    u"%1 has changed since it was shown: revision %2 is not what was decided on. Nothing was changed. "
                    "Look at it again."_s.arg(row.key)
                        .arg(rev));
    }
    return stored;
}

Result<DeskMove> CandidateLife::decide(const DeskAct &act)
{
    const auto found = row(act.candidate);
    if (!found)
        return tl::unexpected(found.error());
    const auto to = stateAfter(found->state, act.verdict);
    if (!to) {
        return fail(Error::Code::Usage, u"%1 is %2; \"%3\" is nothing to do with it. Nothing was changed."_s.arg(
                                            found->key, nameOf(found->state), nameOf(act.verdict)));
    }
    if (act.verdict == Verdict::Reject && !rejectReasons().contains(act.reason)) {
        return fail(Error::Code::Usage, u"\"%1\" is no reason. Nothing was changed. Say one of: %2."_s.arg(
                                            act.reason, rejectReasons().join(u", "_s)));
    }
    if (act.verdict == Verdict::Snooze &&
        (act.snooze.lineages < 0 || act.snooze.days < 0 || (act.snooze.lineages == 0 && act.snooze.days == 0))) {
        return fail(Error::Code::Usage, u"Say after how many sessions or days it comes back. Nothing was changed."_s);
    }
    const auto sha256 = shaOf(*found, act);
    if (!sha256)
        return tl::unexpected(sha256.error());
    const auto decision = write(*found, act, *to, *sha256, 0);
    if (!decision)
        return tl::unexpected(decision.error());
    auto done = move(*found, *to, act);
    if (done && act.verdict == Verdict::Reject)
        done = bury(*found, act.reason);
    if (done && act.verdict == Verdict::Reopen)
        done = exhume(*found);
    if (done && act.verdict == Verdict::Reject && act.reason == finalReason)
        done = forget(*found);
    if (!done)
        return tl::unexpected(done.error());
    return DeskMove{*decision, found->state, *to};
}

Result<StoredDecision> CandidateLife::lastDecision(qint64 candidate)
{
    Statement s(m_db, u"SELECT id, verdict, rev, state_before, reason, rev_before, form_before, scope_before FROM "
                      u"decision WHERE candidate_id = ? AND undoes "
                      "= 0 AND id NOT IN (SELECT undoes FROM decision WHERE candidate_id = ?) ORDER BY id DESC LIMIT "
                      "1"_s);
    s.bind(candidate).bind(candidate);
    if (s.next()) {
        return StoredDecision{s.integer(0),
                              verdictOf(s.text(1)).value_or(Verdict::Snooze),
                              static_cast<int>(s.integer(2)),
                              candidateState(s.text(3)).value_or(CandidateState::Watch),
                              s.text(4),
                              {static_cast<int>(s.integer(5)), s.text(6), s.text(7)}};
    }
    if (!s.ok())
        return tl::unexpected(s.error());
    return fail(Error::Code::NotFound, u"Nothing was decided here that could be taken back. Nothing was changed."_s);
}

Result<DeskMove> CandidateLife::undo(qint64 candidate, const QString &actor)
{
    const auto found = row(candidate);
    if (!found)
        return tl::unexpected(found.error());
    const auto last = lastDecision(candidate);
    if (!last)
        return tl::unexpected(last.error());
    if (last->verdict == Verdict::Reject && last->reason == finalReason) {
        return fail(Error::Code::Usage,
                    u"%1 was rejected as private: its texts are gone. Nothing was changed."_s.arg(found->key));
    }
    Statement before(m_db, u"SELECT snooze_lineages_before, snooze_until_before FROM decision WHERE id = ?"_s);
    before.bind(last->id);
    const bool known = before.next();
    const qint64 lineages = known ? before.integer(0) : 0;
    const qint64 until = known ? before.integer(1) : 0;
    before.finish();
    DeskAct act;
    act.candidate = candidate;
    act.verdict = Verdict::Undo;
    act.rev = last->rev;
    act.actor = actor;
    const auto decision = write(*found, act, last->before, {}, last->id);
    if (!decision)
        return tl::unexpected(decision.error());
    Statement s(m_db, u"UPDATE candidate SET state = ?, snooze_lineages = ?, snooze_until = ?, changed_at = ? WHERE id "
                      "= ?"_s);
    s.bind(nameOf(last->before)).bind(lineages).bind(until).bind(m_now).bind(candidate);
    auto done = ran(s);
    if (done && last->verdict == Verdict::Edit)
        done = standAtBefore(candidate, *last);
    if (done && last->verdict == Verdict::Reject)
        done = exhume(*found);
    if (done && last->before == CandidateState::Rejected)
        done = buryAgain(*found);
    if (!done)
        return tl::unexpected(done.error());
    return DeskMove{*decision, found->state, last->before};
}

Result<> CandidateLife::move(const Row &row, CandidateState to, const DeskAct &act)
{
    const bool snoozes = act.verdict == Verdict::Snooze;
    const qint64 lineages = snoozes && act.snooze.lineages > 0 ? row.lineages + act.snooze.lineages : 0;
    const qint64 until = snoozes && act.snooze.days > 0 ? m_now + act.snooze.days * dayMs : 0;
    // What a person takes up again does not count among the cards that the miner shows of itself.
    Statement s(m_db, u"UPDATE candidate SET state = ?, snooze_lineages = ?, snooze_until = ?, superseded_by = CASE "
                      "WHEN ? = 'new' THEN '' ELSE superseded_by END, changed_at = ? WHERE id = ?"_s);
    s.bind(nameOf(to)).bind(lineages).bind(until).bind(nameOf(to)).bind(m_now).bind(row.id);
    return ran(s);
}

Result<> CandidateLife::bury(const Row &row, const QString &reason)
{
    Statement s(m_db, u"INSERT OR REPLACE INTO tombstone(project_id, key, reason, lineages, days, at, detector, "
                      "minhash) VALUES(?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(row.project).bind(row.key).bind(reason).bind(row.lineages).bind(row.days).bind(m_now).bind(row.detector);
    s.bind(reason == finalReason ? QByteArray("") : row.minhash);
    return ran(s);
}

// The draft is again the one before the person's; that one is kept among the revisions.
Result<> CandidateLife::standAtBefore(qint64 candidate, const StoredDecision &edit)
{
    if (edit.draft.rev > 0) {
        Statement s(m_db, u"UPDATE candidate SET draft_rev = ?, form = ?, scope = ? WHERE id = ? AND draft_rev = ?"_s);
        s.bind(edit.draft.rev).bind(edit.draft.form).bind(edit.draft.scope).bind(candidate).bind(edit.rev);
        return ran(s);
    }
    const int rev = edit.rev;
    Statement s(m_db, u"UPDATE candidate SET draft_rev = coalesce((SELECT max(rev) FROM revision WHERE candidate_id = "
                      "candidate.id AND rev < ?), draft_rev) WHERE id = ? AND draft_rev = ?"_s);
    return ran(s.bind(rev).bind(candidate).bind(rev));
}

// After a reopening was taken back: as the rejection said that still stands.
Result<> CandidateLife::buryAgain(const Row &row)
{
    const auto rejection = lastDecision(row.id);
    return bury(row, rejection ? rejection->reason : rejectReasons().last());
}

Result<> CandidateLife::exhume(const Row &row)
{
    Statement s(m_db, u"DELETE FROM tombstone WHERE project_id = ? AND key = ?"_s);
    return ran(s.bind(row.project).bind(row.key));
}

// A pattern may be named by words that its candidate has not, so all of the project's go; the next pass weighs them
// anew.
Result<> CandidateLife::forget(const Row &row)
{
    const QString project = QString::number(row.project);
    const QString id = QString::number(row.id);
    const QStringList steps = {
        u"DELETE FROM pattern WHERE project_id = "_s + project,
        u"DELETE FROM mined_project WHERE project_id = "_s + project,
        u"DELETE FROM mined_session WHERE project_id = "_s + project,
        u"DELETE FROM claim WHERE candidate_id = "_s + id,
        // A short text is found by its hash, and a name is words in the path, too.
        u"UPDATE revision SET text = '', sha256 = '' WHERE candidate_id = "_s + id,
        u"UPDATE decision SET note = '', sha256 = '' WHERE candidate_id = "_s + id,
        u"UPDATE file_change SET before = NULL, after = NULL, name = '', path = '', sha256 = '', after_sha256 = '' "
        u"WHERE candidate_id = "_s +
            id,
        u"UPDATE candidate SET canon = '', name = '', sentence = '', description = '', strength_text = '', coverage = "
        "'{}', flags = '[]', target_path = '', minhash = x'' WHERE id = "_s +
            id,
    };
    return m_db.execute(steps.join(u"; "_s));
}

Result<qint64> CandidateLife::write(const Row &row, const DeskAct &act, CandidateState to, const QString &sha256,
                                    qint64 undoes)
{
    Statement s(m_db, u"INSERT INTO decision(candidate_id, rev, verdict, reason, note, state_before, at, state_after, "
                      "sha256, actor, undoes, snooze_lineages_before, snooze_until_before, rev_before, form_before, "
                      "scope_before) VALUES(?, ?, ?, ?, ?, ?, ?, "
                      "?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(row.id).bind(act.rev == 0 ? row.rev : act.rev).bind(nameOf(act.verdict)).bind(act.reason);
    const bool isPrivate = act.reason == finalReason;
    s.bind(isPrivate ? QString(u""_s) : act.note.left(longestNote))
        .bind(nameOf(row.state))
        .bind(m_now)
        .bind(nameOf(to))
        .bind(sha256);
    s.bind(act.actor).bind(undoes).bind(row.snoozeLineages).bind(row.snoozeUntil);
    s.bind(act.draft.rev).bind(act.draft.form).bind(act.draft.scope);
    if (!s.run())
        return tl::unexpected(s.error());
    return s.lastInsertId();
}

} // namespace assay
