// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/candidatewriter.h"

#include <QCryptographicHash>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "agent/store/candidatesign.h"
#include "agent/store/miningmark.h"
#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::ordered_json;

namespace {

QString toText(const ordered_json &value)
{
    return fromUtf8(value.dump(-1, ' ', false, ordered_json::error_handler_t::replace));
}

QString partsOf(const ScoreParts &score)
{
    return toText({{"per_week", score.perWeek},
                   {"cost", score.cost},
                   {"reliability", score.reliability},
                   {"listing_tokens", score.listingTokens},
                   {"body_tokens", score.bodyTokens},
                   {"novelty", score.novelty},
                   {"freshness", score.freshness}});
}

QString coverageOf(const CoveredBy &coverage)
{
    return toText({{"share", coverage.share}, {"file", coverage.file}, {"line", coverage.line}});
}

QString targetOf(const MinedCandidate &candidate)
{
    return candidate.form == CandidateForm::Skill  ? u".claude/skills/%1/SKILL.md"_s.arg(fromUtf8(candidate.name))
           : candidate.form == CandidateForm::Rule ? u"CLAUDE.md"_s
                                                   : u".claude/settings.json"_s;
}

} // namespace

Result<bool> CandidateWriter::isCurrent(qint64 projectId, const QString &fingerprint)
{
    Statement s(m_db, u"SELECT fingerprint = ? FROM mined_project WHERE project_id = ?"_s);
    s.bind(fingerprint).bind(projectId);
    const bool same = s.next() && s.integer(0) != 0;
    if (!s.ok())
        return tl::unexpected(s.error());
    return same;
}

Result<CandidateCounts> CandidateWriter::store(const ProjectView &view, const MiningResult &result,
                                               const QString &fingerprint, const Alongside &alongside)
{
    const qint64 projectId = view.corpus().projects[view.project()].id;
    Transaction transaction(m_db);
    CandidateCounts counts;
    auto done = transaction.begin().and_then([&] { return begin(projectId, result); }).and_then([&] {
        return storePatterns(view, result);
    });
    for (auto each = result.candidates.begin(); done && each != result.candidates.end(); ++each)
        done = storeCandidate(view, *each, counts);
    if (!done)
        return tl::unexpected(done.error());
    for (const auto &moved :
         {m_complete ? retire(projectId, result) : Result<qint64>(0), CandidateQueue(m_db, m_now, m_limits).settle()}) {
        if (!moved)
            return tl::unexpected(moved.error());
        counts.changed += *moved;
    }
    done = note(projectId, fingerprint, view, result.tooFew);
    if (done && alongside)
        done = alongside(m_db);
    if (!done)
        return tl::unexpected(done.error());
    return transaction.commit().map([&counts] { return counts; });
}

Result<> CandidateWriter::begin(qint64 projectId, const MiningResult &result)
{
    auto stones = Tombstones::read(m_db, projectId);
    if (!stones)
        return tl::unexpected(stones.error());
    m_tombstones = std::move(*stones);
    const auto older = wasMinedByOtherVersion(m_db, projectId);
    if (!older)
        return tl::unexpected(older.error());
    m_claims.emplace(m_db, *older ? ClaimRows::Quotes::Anew : ClaimRows::Quotes::Keep);
    m_approved.clear();
    Statement s(m_db, u"SELECT key, minhash FROM candidate WHERE project_id = ? AND state = 'approved' ORDER BY key"_s);
    s.bind(projectId);
    while (s.next())
        m_approved.append({s.text(0), s.blob(1)});
    if (!s.ok())
        return tl::unexpected(s.error());
    m_present.clear();
    for (const MinedCandidate &each : result.candidates)
        m_present.insert(fromUtf8(each.key));
    return {};
}

Result<> CandidateWriter::note(qint64 projectId, const QString &fingerprint, const ProjectView &view, bool tooFew)
{
    Statement mark(m_db, u"INSERT INTO mined_project(project_id, fingerprint, lineages, too_few) VALUES(?, ?, ?, ?) ON "
                         "CONFLICT DO UPDATE SET fingerprint = excluded.fingerprint, lineages = excluded.lineages, "
                         "too_few = excluded.too_few"_s);
    if (!mark.bind(projectId).bind(fingerprint).bind(qint64{view.lineages()}).bind(tooFew ? 1 : 0).run())
        return tl::unexpected(mark.error());
    return {};
}

Result<CandidateWriter::Known> CandidateWriter::known(qint64 projectId, const QString &key)
{
    Statement s(m_db,
                u"SELECT id, state, draft_rev, snooze_lineages, EXISTS (SELECT 1 FROM revision WHERE candidate_id = "
                "id AND rev = draft_rev AND author <> 'miner'), description, form, superseded_by FROM candidate WHERE "
                "project_id = ? AND "
                "key = ?"_s);
    s.bind(projectId).bind(key);
    Known found;
    if (s.next())
        found = {s.integer(0), s.text(1), static_cast<int>(s.integer(2)), s.integer(3), s.integer(4) != 0, s.text(5),
                 s.text(6),    s.text(7)};
    if (!s.ok())
        return tl::unexpected(s.error());
    return found;
}

Result<> CandidateWriter::storeCandidate(const ProjectView &view, const MinedCandidate &candidate,
                                         CandidateCounts &counts)
{
    const qint64 projectId = view.corpus().projects[view.project()].id;
    const QString key = fromUtf8(candidate.key);
    const auto before = known(projectId, key);
    if (!before)
        return tl::unexpected(before.error());
    const QByteArray sign = candidateSign(candidate);
    const auto answer = m_tombstones.ask(candidate, sign, {before->description, before->form});
    if (answer == Tombstones::Answer::Away)
        return {};
    if (answer == Tombstones::Answer::MayCome) {
        if (auto back = bringBack(projectId, *before, key); !back)
            return back;
    }
    const QString state = stateFor(candidate, sign, *before);
    if (before->id == 0 && state == "superseded"_L1)
        return {}; // a person approved what says it
    if (auto written = upsert(projectId, candidate, sign, state); !written)
        return written;
    counts.added += before->id == 0 ? 1 : 0;
    counts.changed += before->id != 0 && state != before->state ? 1 : 0;
    if (before->isEdited || state == "approved"_L1)
        return {};
    const auto after = known(projectId, key);
    if (!after)
        return tl::unexpected(after.error());
    return storeRevision(after->id, after->rev, candidate).and_then([&] {
        return m_claims->put(after->id, candidate.claims);
    });
}

// What a person woke up or the miner did, and what it waits for, go with the state they belong to.
Result<> CandidateWriter::upsert(qint64 projectId, const MinedCandidate &candidate, const QByteArray &sign,
                                 const QString &state)
{
    Statement s(
        m_db,
        u"INSERT INTO candidate(project_id, key, canon, detector, form, lane, name, sentence, description, "
        u"strength_text, state, "
        "ready, lineages, days, authors, expected, against, first_day, last_day, score, score_parts, coverage, flags, "
        "target_path, draft_rev, minhash, created_at, changed_at, shown_at) "
        "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,0,?,?,?,0) "
        "ON "
        "CONFLICT(project_id, key) DO UPDATE SET strength_text = excluded.strength_text, state = excluded.state, ready "
        "= "
        "excluded.ready, lineages = excluded.lineages, days = excluded.days, authors = excluded.authors, expected = "
        "excluded.expected, against = excluded.against, first_day = excluded.first_day, last_day = excluded.last_day, "
        "score "
        "= excluded.score, score_parts = excluded.score_parts, coverage = excluded.coverage, flags = excluded.flags, "
        "canon = excluded.canon, lane = excluded.lane, form = CASE WHEN state IN ('edited', 'approved') THEN form ELSE "
        "excluded.form END, "
        "target_path = CASE WHEN state IN ('edited', 'approved') THEN target_path ELSE excluded.target_path END, "
        "minhash = excluded.minhash, "
        "shown_at = CASE WHEN state = 'snoozed' AND excluded.state = 'new' THEN excluded.changed_at ELSE shown_at END, "
        "snooze_lineages = CASE WHEN excluded.state = 'snoozed' THEN snooze_lineages ELSE 0 END, "
        "snooze_until = CASE WHEN excluded.state = 'snoozed' THEN snooze_until ELSE 0 END, "
        "superseded_by = CASE WHEN excluded.state = 'superseded' THEN superseded_by ELSE '' END, "
        "changed_at = CASE WHEN state = excluded.state THEN changed_at ELSE excluded.changed_at END"_s);
    const Strength &now = candidate.strength;
    s.bind(projectId)
        .bind(fromUtf8(candidate.key))
        .bind(fromUtf8(candidate.canon))
        .bind(QString::fromLatin1(nameOf(candidate.detector)));
    s.bind(QString::fromLatin1(nameOf(candidate.form)))
        .bind(candidate.standing == Standing::SaidOnce ? u"said once"_s : u"mined"_s);
    s.bind(fromUtf8(candidate.name))
        .bind(fromUtf8(candidate.sentence))
        .bind(fromUtf8(candidate.description))
        .bind(fromUtf8(candidate.strengthText));
    s.bind(state)
        .bind(isReady(candidate) ? 1 : 0)
        .bind(qint64{now.lineages})
        .bind(qint64{now.days})
        .bind(qint64{now.authors})
        .bind(now.expected);
    s.bind(qint64{now.against})
        .bind(qint64{now.firstDay})
        .bind(qint64{now.lastDay})
        .bind(candidate.score.rank())
        .bind(partsOf(candidate.score));
    s.bind(coverageOf(candidate.coverage))
        .bind(toText(candidate.flags))
        .bind(targetOf(candidate))
        .bind(sign)
        .bind(m_now)
        .bind(m_now);
    if (!s.run())
        return tl::unexpected(s.error());
    return {};
}

Result<> CandidateWriter::storeRevision(qint64 id, int rev, const MinedCandidate &candidate)
{
    const QByteArray text = QByteArray::fromStdString(candidate.text);
    const QString hash = QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex());
    Statement last(m_db, u"SELECT sha256 FROM revision WHERE candidate_id = ? AND rev = ?"_s);
    last.bind(id).bind(rev);
    const bool isSame = last.next() && last.text(0) == hash;
    last.finish();
    if (auto named = storeNames(id, candidate); !named || isSame)
        return named;
    Statement newest(m_db, u"SELECT coalesce(max(rev), 0) + 1 FROM revision WHERE candidate_id = ?"_s);
    newest.bind(id);
    if (!newest.next())
        return tl::unexpected(newest.error());
    const qint64 next = newest.integer(0); // a person's that was taken back keeps its number
    newest.finish();
    Statement add(
        m_db,
        u"INSERT INTO revision(candidate_id, rev, author, text, sha256, tokens, created_at) VALUES(?, ?, 'miner', ?, ?, ?, ?)"_s);
    if (!add.bind(id).bind(next).bind(QString::fromUtf8(text)).bind(hash).bind(text.size() / 4).bind(m_now).run())
        return tl::unexpected(add.error());
    Statement point(m_db, u"UPDATE candidate SET draft_rev = ?, changed_at = ? WHERE id = ?"_s);
    if (!point.bind(next).bind(m_now).bind(id).run())
        return tl::unexpected(point.error());
    return {};
}

// A line of rules does not tell its name, so that may change while the draft stays as it is.
Result<> CandidateWriter::storeNames(qint64 id, const MinedCandidate &candidate)
{
    Statement s(m_db, u"UPDATE candidate SET name = ?, sentence = ?, description = ? WHERE id = ? AND (name <> ? OR "
                      "sentence <> ? OR description <> ?)"_s);
    const QString name = fromUtf8(candidate.name);
    const QString sentence = fromUtf8(candidate.sentence);
    const QString description = fromUtf8(candidate.description);
    s.bind(name).bind(sentence).bind(description).bind(id).bind(name).bind(sentence).bind(description);
    if (!s.run())
        return tl::unexpected(s.error());
    return {};
}

QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace assay
