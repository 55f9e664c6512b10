// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The claims of candidates as rows, with the evidence behind each. What is stored already stays; only the difference is
// written. Writer's connection, in a transaction of the caller.

#include "agent/mine/minedcandidate.h"
#include "models/data/error.h"
#include "models/data/store/statement.h"

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace assay {

class ClaimRows {
public:
    // Events that are quoted already keep their quotes: what a recheck masks it masks there too. `Anew`: another
    // version made them.
    enum class Quotes { Keep, Anew };
    ClaimRows(Database &db, Quotes quotes);

    // Takes the place of what is stored of the candidate.
    [[nodiscard]] Result<> put(qint64 candidateId, const std::vector<MinedClaim> &claims);

private:
    // Of a row of evidence, beside its key.
    struct Seen {
        qint64 session = 0;
        std::string role;
        int trust = 0;
        std::string excerpt;
        bool operator==(const Seen &) const = default;
    };
    using Key = std::pair<qint64, qint64>; // claim, event
    using Evidence = std::map<Key, Seen>;
    // What an event is quoted with; session 0: there is no such event.
    struct Quote {
        qint64 session = 0;
        std::string excerpt;
    };

    [[nodiscard]] Result<> putClaims(qint64 candidateId, const std::vector<MinedClaim> &claims);
    [[nodiscard]] Result<Evidence> stored(qint64 candidateId);
    [[nodiscard]] Result<Evidence> wanted(const std::vector<MinedClaim> &claims);
    [[nodiscard]] Result<const Quote *> quoteOf(qint64 event);

    const Quotes m_kept;
    std::unordered_map<qint64, Quote> m_quotes; // by event: candidates share many
    Statement m_claims;
    Statement m_putClaim;
    Statement m_dropClaims;
    Statement m_evidence;
    Statement m_putEvidence;
    Statement m_dropEvidence;
    Statement m_event;
};

} // namespace assay
