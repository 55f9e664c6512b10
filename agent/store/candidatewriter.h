// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Candidates and the patterns behind them, as rows. What a person decided is never changed by mining: it only refreshes
// figures, adds revisions of drafts nobody edited, and moves candidates among watch, new, superseded and stale; wakes
// what was snoozed when its rule says so, and brings back what was rejected when the reason allows it (tombstones.h).

#include "agent/mine/miner.h"
#include "agent/store/candidatequeue.h"
#include "agent/store/claimrows.h"
#include "agent/store/tombstones.h"

#include <functional>
#include <optional>
#include <set>

namespace assay {

struct CandidateCounts {
    qint64 added = 0;   // candidates never seen before
    qint64 changed = 0; // state or draft
};

class CandidateWriter {
public:
    CandidateWriter(Database &db, qint64 nowMs, CardLimits limits = {})
        : m_db(db)
        , m_now(nowMs)
        , m_limits(limits)
    {
    }

    // Sessions of the project are missing from the facts: what was not found may be there all the same.
    void setIncomplete() { m_complete = false; }

    // One transaction, in which `alongside` is run too, if given. The view is the one that was mined.
    using Alongside = std::function<Result<>(Database &)>;
    [[nodiscard]] Result<CandidateCounts> store(const ProjectView &view, const MiningResult &result,
                                                const QString &fingerprint, const Alongside &alongside = {});
    // Is that what the project was mined from last? Any connection.
    [[nodiscard]] Result<bool> isCurrent(qint64 projectId, const QString &fingerprint);

private:
    struct Known {
        qint64 id = 0;
        QString state;
        int rev = 0;
        qint64 snoozeLineages = 0;
        bool isEdited = false;
        QString description;
        QString form;
        QString supersededBy;
    };
    // One that a person approved, and what it is about.
    struct Approved {
        QString key;
        QByteArray sign;
    };
    [[nodiscard]] Result<> begin(qint64 projectId, const MiningResult &result);
    [[nodiscard]] Result<> storePatterns(const ProjectView &view, const MiningResult &result);
    [[nodiscard]] Result<> storeCandidate(const ProjectView &view, const MinedCandidate &candidate,
                                          CandidateCounts &counts);
    [[nodiscard]] bool isReady(const MinedCandidate &candidate) const;
    // Where mining moves it; empty = it is left alone.
    [[nodiscard]] QString stateFor(const MinedCandidate &candidate, const QByteArray &sign, const Known &before) const;
    [[nodiscard]] Result<> upsert(qint64 projectId, const MinedCandidate &candidate, const QByteArray &sign,
                                  const QString &state);
    [[nodiscard]] Result<> storeRevision(qint64 id, int rev, const MinedCandidate &candidate);
    [[nodiscard]] Result<> storeNames(qint64 id, const MinedCandidate &candidate);
    [[nodiscard]] Result<Known> known(qint64 projectId, const QString &key);
    [[nodiscard]] Result<> bringBack(qint64 projectId, const Known &before, const QString &key);
    // What is gone from the facts is superseded by what is nearly the same, else stale.
    [[nodiscard]] Result<qint64> retire(qint64 projectId, const MiningResult &result);
    [[nodiscard]] Result<> note(qint64 projectId, const QString &fingerprint, const ProjectView &view, bool tooFew);

    Database &m_db;
    qint64 m_now;
    CardLimits m_limits;
    std::optional<ClaimRows> m_claims; // while it stores
    bool m_complete = true;
    Tombstones m_tombstones;     // of the project at hand
    QList<Approved> m_approved;  // the same
    std::set<QString> m_present; // keys that were found this time
};

// The miner works on bytes.
[[nodiscard]] QString fromUtf8(std::string_view text);

} // namespace assay
