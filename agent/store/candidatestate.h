// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a candidate can be, what a person can decide, and which leads where: one table, for the writer and for whoever
// offers the acts. The miner's own moves are in candidatewriter.h. Pure.

#include <QString>
#include <QStringList>

#include <optional>

namespace assay {

enum class CandidateState { Watch, New, Edited, Snoozed, Approved, Rejected, Superseded, Stale };

enum class Verdict {
    Edit,    // a person wrote a revision
    Approve, // as a skill
    Merge,   // into a skill that is there
    Rule,    // as a line of rules, a hook or a setting
    Snooze,
    Reject,
    Reopen, // back to be decided on
    Undo,   // takes the last decision back
};

[[nodiscard]] QString nameOf(CandidateState state); // "watch", "new" …
[[nodiscard]] std::optional<CandidateState> candidateState(const QString &name);
[[nodiscard]] QString nameOf(Verdict verdict); // "edit", "approve" …
[[nodiscard]] std::optional<Verdict> verdictOf(const QString &name);

// Where a person's decision leads from there; none = it cannot be taken there. Undo leads where the decision says that
// it takes back, and is not answered here.
[[nodiscard]] std::optional<CandidateState> stateAfter(CandidateState from, Verdict verdict);

// Why a candidate is rejected; each has a consequence of its own (docs/mining.md).
[[nodiscard]] const QStringList &rejectReasons();
// "not yet convincing" for "not-yet-convincing", too; none = no such reason.
[[nodiscard]] std::optional<QString> rejectReason(const QString &typed);

} // namespace assay
