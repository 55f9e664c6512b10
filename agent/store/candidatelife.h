// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a person decides about a candidate: the state moves, the decision is written down for good, and what must not
// come back gets a tombstone. Files are not touched here: whoever approves has written them. Writer's connection, in a
// transaction of the caller, who commits after the file is in place.

#include "agent/store/candidatestate.h"
#include "models/data/error.h"

namespace assay {

class Database;

// When a snoozed candidate comes back: with so many lineages more than now, or after so many days, whichever is first;
// 0 = that does not wake it.
struct SnoozeRule {
    int lineages = 3;
    int days = 0;
};

// Where a candidate stood before an edit; rev 0 = not said.
struct DraftBefore {
    int rev = 0;
    QString form = {};
    QString scope = {};
};

struct DeskAct {
    qint64 candidate = 0; // candidate.id
    Verdict verdict = Verdict::Snooze;
    int rev = 0;    // that was shown, or written by an edit; 0 = the one the candidate stands at
    QString sha256; // of that revision; empty = not asked for. Must be given to approve, merge and rule.
    QString reason; // of a rejection: one of rejectReasons()
    QString note;   // the person's words
    QString actor = QStringLiteral("terminal"); // window, terminal, agent, import
    SnoozeRule snooze;
    DraftBefore draft = {}; // of an edit
};

struct DeskMove {
    qint64 decision = 0; // its id
    CandidateState before = CandidateState::Watch;
    CandidateState after = CandidateState::Watch;
};

struct StoredDecision {
    qint64 id = 0;
    Verdict verdict = Verdict::Snooze;
    int rev = 0;
    CandidateState before = CandidateState::Watch;
    QString reason;
    DraftBefore draft = {};
};

class CandidateLife {
public:
    static constexpr qsizetype longestNote = 2000; // characters

    CandidateLife(Database &db, qint64 nowMs)
        : m_db(db)
        , m_now(nowMs)
    {
    }

    // Usage when the state does not allow it, a reason is unknown, or the revision is not the one stored with this
    // hash; NotFound when there is no such candidate. Nothing is changed then.
    [[nodiscard]] Result<DeskMove> decide(const DeskAct &act);
    // The last decision that was not taken back; NotFound when there is none.
    [[nodiscard]] Result<StoredDecision> lastDecision(qint64 candidate);
    // Takes it back: the state as it was before, and no tombstone. Usage after the reason "private", which is final.
    [[nodiscard]] Result<DeskMove> undo(qint64 candidate, const QString &actor);

private:
    struct Row;
    [[nodiscard]] Result<Row> row(qint64 candidate);
    [[nodiscard]] Result<QString> shaOf(const Row &row, const DeskAct &act);
    [[nodiscard]] Result<> move(const Row &row, CandidateState to, const DeskAct &act);
    [[nodiscard]] Result<> bury(const Row &row, const QString &reason);
    [[nodiscard]] Result<> standAtBefore(qint64 candidate, const StoredDecision &edit);
    [[nodiscard]] Result<> buryAgain(const Row &row);
    [[nodiscard]] Result<> exhume(const Row &row);
    // Texts, claims and evidence go; the key stays.
    [[nodiscard]] Result<> forget(const Row &row);
    [[nodiscard]] Result<qint64> write(const Row &row, const DeskAct &act, CandidateState to, const QString &sha256,
                                       qint64 undoes);

    Database &m_db;
    qint64 m_now;
};

} // namespace assay
