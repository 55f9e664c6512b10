// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/candidatewriter.h"

#include <algorithm>

#include "agent/mine/minerbounds.h"
#include "agent/store/candidatesign.h"
#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double staleFreshness = 0.25;

// How many lineages the detector asks for before anything of it is proposed.
std::uint32_t lineagesAsked(Detector detector)
{
    const MinerBounds bounds;
    switch (detector) {
    case Detector::Correction:
        return bounds.correctionLineages;
    case Detector::Fix:
        return bounds.fixLineages;
    case Detector::RepeatedAsk:
        return bounds.askLineages;
    case Detector::Trigger:
        return bounds.triggerLineages;
    case Detector::Denial:
        return bounds.denialLineages;
    case Detector::WaitRetry:
        return bounds.waitLineages;
    case Detector::Ritual:
    case Detector::Orientation:
    case Detector::EnvFact:
        break;
    }
    return bounds.ritualLineages;
}

// Too long ago in active days, or what it holds on to is gone, or it went the other way of late.
bool isOutOfDate(const MinedCandidate &candidate)
{
    return candidate.score.freshness < staleFreshness || std::ranges::any_of(candidate.flags, [](const auto &flag) {
               return flag == "missing-file" || flag == "contradicted";
           });
}

} // namespace

bool CandidateWriter::isReady(const MinedCandidate &candidate) const
{
    const auto extra = static_cast<std::uint32_t>(m_tombstones.floorOf(candidate.detector));
    return candidate.standing != Standing::Watched &&
           (extra == 0 || candidate.strength.lineages >= lineagesAsked(candidate.detector) + extra);
}

QString CandidateWriter::stateFor(const MinedCandidate &candidate, const QByteArray &sign, const Known &before) const
{
    constexpr double nearlyTheSame = 0.8;
    const QString &state = before.state;
    if (state == "approved"_L1 || state == "edited"_L1)
        return state;
    if (state == "snoozed"_L1) {
        const bool wakes = before.snoozeLineages > 0 && candidate.strength.lineages >= before.snoozeLineages;
        return !wakes ? state : isReady(candidate) ? u"new"_s : u"watch"_s;
    }
    const bool isSaid = std::any_of(m_approved.begin(), m_approved.end(),
                                    [&](const Approved &each) { return likeness(each.sign, sign) >= nearlyTheSame; });
    if (isSaid)
        return u"superseded"_s;
    if (state == "superseded"_L1 && m_present.contains(before.supersededBy))
        return state;
    if (isOutOfDate(candidate))
        return u"stale"_s;
    return state == "new"_L1 && isReady(candidate) ? state : u"watch"_s;
}

Result<> CandidateWriter::bringBack(qint64 projectId, const Known &before, const QString &key)
{
    Statement lift(m_db, u"DELETE FROM tombstone WHERE project_id = ? AND key = ?"_s);
    if (!lift.bind(projectId).bind(key).run())
        return tl::unexpected(lift.error());
    if (before.id == 0)
        return {};
    Statement log(m_db, u"INSERT INTO decision(candidate_id, rev, verdict, state_before, state_after, actor, at) "
                        "VALUES(?, ?, 'reopen', ?, 'watch', 'agent', ?)"_s);
    if (!log.bind(before.id).bind(before.rev).bind(before.state).bind(m_now).run())
        return tl::unexpected(log.error());
    return {};
}

Result<qint64> CandidateWriter::retire(qint64 projectId, const MiningResult &result)
{
    constexpr double sameThing = 0.6;
    struct Gone {
        qint64 id;
        QByteArray sign;
    };
    QList<Gone> gone;
    Statement s(m_db, u"SELECT id, key, minhash FROM candidate WHERE project_id = ? AND state IN ('watch', 'new') "
                      "ORDER BY key"_s);
    s.bind(projectId);
    while (s.next()) {
        if (!m_present.contains(s.text(1)))
            gone.append({s.integer(0), s.blob(2)});
    }
    if (!s.ok())
        return tl::unexpected(s.error());
    s.finish();
    if (gone.isEmpty())
        return 0;
    std::vector<std::pair<QString, QByteArray>> present;
    for (const MinedCandidate &each : result.candidates)
        present.emplace_back(QString::fromStdString(each.key), candidateSign(each));
    Statement move(m_db, u"UPDATE candidate SET state = ?, superseded_by = ?, changed_at = ? WHERE id = ?"_s);
    for (const Gone &each : gone) {
        QString heir;
        double best = sameThing;
        for (const auto &[key, sign] : present) {
            const double like = likeness(each.sign, sign);
            if (like > best || (like >= best && heir.isEmpty())) {
                best = like;
                heir = key;
            }
        }
        move.bind(heir.isEmpty() ? u"stale"_s : u"superseded"_s).bind(heir).bind(m_now).bind(each.id);
        if (!move.run())
            return tl::unexpected(move.error());
    }
    return gone.size();
}

} // namespace assay
