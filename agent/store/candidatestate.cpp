// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/candidatestate.h"

#include <algorithm>
#include <array>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

struct NamedState {
    CandidateState state;
    QLatin1StringView name;
};

constexpr std::array states{
    NamedState{CandidateState::Watch, "watch"_L1},           NamedState{CandidateState::New, "new"_L1},
    NamedState{CandidateState::Edited, "edited"_L1},         NamedState{CandidateState::Snoozed, "snoozed"_L1},
    NamedState{CandidateState::Approved, "approved"_L1},     NamedState{CandidateState::Rejected, "rejected"_L1},
    NamedState{CandidateState::Superseded, "superseded"_L1}, NamedState{CandidateState::Stale, "stale"_L1},
};

struct NamedVerdict {
    Verdict verdict;
    QLatin1StringView name;
};

constexpr std::array verdicts{
    NamedVerdict{Verdict::Edit, "edit"_L1},     NamedVerdict{Verdict::Approve, "approve"_L1},
    NamedVerdict{Verdict::Merge, "merge"_L1},   NamedVerdict{Verdict::Rule, "rule"_L1},
    NamedVerdict{Verdict::Snooze, "snooze"_L1}, NamedVerdict{Verdict::Reject, "reject"_L1},
    NamedVerdict{Verdict::Reopen, "reopen"_L1}, NamedVerdict{Verdict::Undo, "undo"_L1},
};

bool isOpen(CandidateState state)
{
    return state == CandidateState::Watch || state == CandidateState::New || state == CandidateState::Edited ||
           state == CandidateState::Snoozed || state == CandidateState::Stale;
}

} // namespace

QString nameOf(CandidateState state)
{
    return std::find_if(states.begin(), states.end(), [state](const NamedState &each) { return each.state == state; })
        ->name;
}

std::optional<CandidateState> candidateState(const QString &name)
{
    const auto found =
        std::find_if(states.begin(), states.end(), [&name](const NamedState &each) { return each.name == name; });
    return found == states.end() ? std::nullopt : std::optional(found->state);
}

QString nameOf(Verdict verdict)
{
    return std::find_if(verdicts.begin(), verdicts.end(),
                        [verdict](const NamedVerdict &each) { return each.verdict == verdict; })
        ->name;
}

std::optional<Verdict> verdictOf(const QString &name)
{
    const auto found =
        std::find_if(verdicts.begin(), verdicts.end(), [&name](const NamedVerdict &each) { return each.name == name; });
    return found == verdicts.end() ? std::nullopt : std::optional(found->verdict);
}

std::optional<CandidateState> stateAfter(CandidateState from, Verdict verdict)
{
    const auto when = [](bool may, CandidateState to) { return may ? std::optional(to) : std::nullopt; };
    switch (verdict) {
    case Verdict::Edit:
        return when(isOpen(from), CandidateState::Edited);
    case Verdict::Approve:
    case Verdict::Merge:
    case Verdict::Rule:
        return when(isOpen(from), CandidateState::Approved);
    case Verdict::Snooze:
        return when(isOpen(from), CandidateState::Snoozed);
    case Verdict::Reject:
        return when(isOpen(from), CandidateState::Rejected);
    case Verdict::Reopen:
        return when(from == CandidateState::Snoozed || from == CandidateState::Rejected ||
                        from == CandidateState::Superseded || from == CandidateState::Stale,
                    CandidateState::New);
    case Verdict::Undo:
        break;
    }
    return std::nullopt;
}

const QStringList &rejectReasons()
{
    static const QStringList reasons = {u"already known"_s, u"one-off"_s,           u"wrong or outdated"_s,
                                        u"other form"_s,    u"too broad"_s,         u"private"_s,
                                        u"dangerous"_s,     u"not yet convincing"_s};
    return reasons;
}

std::optional<QString> rejectReason(const QString &typed)
{
    const auto plain = [](QString text) { return text.toLower().replace(u'-', u' ').simplified(); };
    const auto found = std::find_if(rejectReasons().begin(), rejectReasons().end(),
                                    [&](const QString &each) { return plain(each) == plain(typed); });
    return found == rejectReasons().end() ? std::nullopt : std::optional(*found);
}

} // namespace assay
