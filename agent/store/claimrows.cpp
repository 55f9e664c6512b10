// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/claimrows.h"

#include "agent/facts/asksign.h"
#include "agent/read/plaintext.h"
#include "models/data/eventkind.h"

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestExcerpt = 300;
constexpr std::size_t longestQuoted = 1200; // bytes of it, blanks included

// A claim as it is stored.
struct ClaimColumns {
    QString section;
    QString text;
    qint64 ticked = 0;
    QString flags;
    bool operator==(const ClaimColumns &) const = default;
};

ClaimColumns rowOfClaim(const MinedClaim &claim)
{
    return {QString::fromStdString(claim.section), QString::fromStdString(claim.text), claim.ticked ? 1 : 0,
            QString::fromStdString(nlohmann::ordered_json(claim.flags).dump())};
}

} // namespace

ClaimRows::ClaimRows(Database &db, Quotes quotes)
    : m_kept(quotes)
    , m_claims(db, u"SELECT n, section, text, ticked, flags FROM claim WHERE candidate_id = ? ORDER BY n"_s)
    , m_putClaim(db, u"INSERT INTO claim(candidate_id, n, section, text, ticked, flags) VALUES(?,?,?,?,?,?) ON "
                     "CONFLICT DO UPDATE SET section = excluded.section, text = excluded.text, ticked = "
                     "excluded.ticked, flags = excluded.flags"_s)
    , m_dropClaims(db, u"DELETE FROM claim WHERE candidate_id = ? AND n > ?"_s)
    , m_evidence(db, u"SELECT n, event_id, session_id, CAST(role AS BLOB), trust, CAST(excerpt AS BLOB) FROM evidence "
                     "WHERE candidate_id = ? ORDER BY n, event_id"_s)
    , m_putEvidence(db, u"INSERT OR REPLACE INTO evidence(candidate_id, n, event_id, session_id, role, trust, excerpt) "
                        "VALUES(?,?,?,?,?,?,CAST(? AS TEXT))"_s)
    , m_dropEvidence(db, u"DELETE FROM evidence WHERE candidate_id = ? AND n = ? AND event_id = ?"_s)
    , m_event(db, u"SELECT event.session_id, event.kind, CAST(CASE WHEN event.kind = 4 THEN event.head WHEN event.kind "
                  "= 1 AND ltrim(body.text, char(9, 10, 13, 32)) LIKE '<%' THEN body.text ELSE substr(body.text, 1, "
                  "600) END AS BLOB) FROM event LEFT JOIN body ON body.id = event.id WHERE event.id = ?"_s)
{
}

Result<> ClaimRows::put(qint64 candidateId, const std::vector<MinedClaim> &claims)
{
    if (auto put = putClaims(candidateId, claims); !put)
        return put;
    const auto before = stored(candidateId);
    const auto after = wanted(claims);
    if (!before || !after)
        return tl::unexpected(before ? after.error() : before.error());
    for (const auto &[key, seen] : *before) {
        if (!after->contains(key) && !m_dropEvidence.bind(candidateId).bind(key.first).bind(key.second).run())
            return tl::unexpected(m_dropEvidence.error());
    }
    for (const auto &[key, seen] : *after) {
        if (const auto known = before->find(key); known != before->end() && known->second == seen)
            continue;
        m_putEvidence.bind(candidateId).bind(key.first).bind(key.second).bind(seen.session);
        m_putEvidence.bind(QString::fromStdString(seen.role)).bind(seen.trust).bindUtf8(seen.excerpt);
        if (!m_putEvidence.run())
            return tl::unexpected(m_putEvidence.error());
    }
    return {};
}

Result<> ClaimRows::putClaims(qint64 candidateId, const std::vector<MinedClaim> &claims)
{
    std::map<qint64, ClaimColumns> before;
    m_claims.bind(candidateId);
    while (m_claims.next())
        before[m_claims.integer(0)] = {m_claims.text(1), m_claims.text(2), m_claims.integer(3), m_claims.text(4)};
    m_claims.finish();
    if (!m_claims.ok())
        return tl::unexpected(m_claims.error());
    qint64 n = 0;
    for (const MinedClaim &each : claims) {
        const ClaimColumns row = rowOfClaim(each);
        if (const auto known = before.find(++n); known != before.end() && known->second == row)
            continue;
        m_putClaim.bind(candidateId).bind(n).bind(row.section).bind(row.text).bind(row.ticked).bind(row.flags);
        if (!m_putClaim.run())
            return tl::unexpected(m_putClaim.error());
    }
    m_dropClaims.bind(candidateId).bind(n);
    return ran(m_dropClaims);
}

Result<ClaimRows::Evidence> ClaimRows::stored(qint64 candidateId)
{
    Evidence evidence;
    m_evidence.bind(candidateId);
    while (m_evidence.next()) {
        const Key key{m_evidence.integer(0), m_evidence.integer(1)};
        const Seen seen{m_evidence.integer(2), m_evidence.bytes(3), m_evidence.smallInteger(4), m_evidence.bytes(5)};
        if (m_kept == Quotes::Keep)
            m_quotes.try_emplace(key.second, Quote{seen.session, seen.excerpt});
        evidence.emplace_hint(evidence.end(), key, seen);
    }
    m_evidence.finish();
    if (!m_evidence.ok())
        return tl::unexpected(m_evidence.error());
    return evidence;
}

// Of several witnesses of a claim that are one event the first counts.
Result<ClaimRows::Evidence> ClaimRows::wanted(const std::vector<MinedClaim> &claims)
{
    Evidence evidence;
    qint64 n = 0;
    for (const MinedClaim &claim : claims) {
        ++n;
        for (const MinedWitness &each : claim.witnesses) {
            const auto quote = quoteOf(each.event);
            if (!quote)
                return tl::unexpected(quote.error());
            if ((*quote)->session != 0)
                evidence.try_emplace({n, each.event}, Seen{(*quote)->session, each.role, static_cast<int>(each.trust),
                                                           (*quote)->excerpt});
        }
    }
    return evidence;
}

// Only what a person typed or the agent did is quoted; outputs are pointed at. Of a prompt it is what stands behind the
// instructions that programs put before it.
Result<const ClaimRows::Quote *> ClaimRows::quoteOf(qint64 event)
{
    const auto [known, isNew] = m_quotes.try_emplace(event);
    Quote &quote = known->second;
    if (!isNew)
        return &quote;
    m_event.bind(event);
    if (m_event.next()) {
        const std::string text = m_event.bytes(2);
        const bool isPrompt = m_event.integer(1) == qint64(EventKind::Prompt);
        const std::string_view own = isPrompt ? behindWrapper(text) : std::string_view(text);
        QString excerpt = QString::fromStdString(excerptOf(own, longestQuoted)).simplified();
        if (excerpt.size() > longestExcerpt)
            excerpt = excerpt.left(longestExcerpt) + u'…';
        quote = {m_event.integer(0), excerpt.toStdString()};
    }
    m_event.finish();
    if (!m_event.ok())
        return tl::unexpected(m_event.error());
    return &quote;
}

} // namespace assay
