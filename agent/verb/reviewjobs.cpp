// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/reviewjobs.h"

#include "agent/ipc/jsonfield.h"
#include "agent/store/candidatelife.h"
#include "models/data/query/candidatequery.h"
#include "models/data/store/statement.h"

#include <nlohmann/json.hpp>

#include <QDateTime>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

constexpr qint64 mostLineages = 10'000;
constexpr qint64 mostDaysAsleep = 3650;

DeskAct actFrom(const json &args, Verdict verdict)
{
    DeskAct act;
    act.verdict = verdict;
    act.note = textField(args, "note");
    act.actor = textField(args, "actor", u"terminal"_s);
    return act;
}

ordered_json document(const QString &key, const DeskMove &move)
{
    return {{"candidate", key.toStdString()},
            {"state", nameOf(move.after).toStdString()},
            {"state_before", nameOf(move.before).toStdString()},
            {"decision", move.decision}};
}

using Move = std::function<Result<DeskMove>(CandidateLife &, qint64 candidate)>;

Result<ordered_json> moved(Database &db, const json &args, const Move &move)
{
    const auto row = readCandidate(db, textField(args, "candidate"));
    if (!row)
        return tl::unexpected(row.error());
    CandidateLife life(db, QDateTime::currentMSecsSinceEpoch());
    Transaction transaction(db);
    if (auto begun = transaction.begin(); !begun)
        return tl::unexpected(begun.error());
    const auto done = move(life, row->id);
    if (!done)
        return tl::unexpected(done.error());
    return transaction.commit().map([&] { return document(row->key, *done); });
}

Result<ordered_json> decided(Database &db, const json &args, DeskAct act)
{
    return moved(db, args, [&act](CandidateLife &life, qint64 candidate) {
        act.candidate = candidate;
        return life.decide(act);
    });
}

} // namespace

Result<ordered_json> snoozeCandidate(Database &db, const json &args)
{
    DeskAct act = actFrom(args, Verdict::Snooze);
    const qint64 lineages = numberField(args, "lineages", 0);
    const qint64 days = numberField(args, "days", 0);
    if (lineages < 0 || lineages > mostLineages || days < 0 || days > mostDaysAsleep) {
        return fail(Error::Code::Usage, u"A candidate sleeps for 1 to %1 more sessions, or 1 to %2 days. Nothing was "
                                        "changed."_s.arg(mostLineages)
                                            .arg(mostDaysAsleep));
    }
    if (lineages > 0 || days > 0)
        act.snooze = {static_cast<int>(lineages), static_cast<int>(days)};
    return decided(db, args, act);
}

Result<ordered_json> rejectCandidate(Database &db, const json &args)
{
    DeskAct act = actFrom(args, Verdict::Reject);
    const QString typed = textField(args, "reason");
    act.reason = rejectReason(typed).value_or(typed);
    auto done = decided(db, args, act);
    // Words that were private are not to be found in the file either.
    if (done && act.reason == "private"_L1) {
        if (auto emptied = db.emptyLog(); !emptied)
            return tl::unexpected(emptied.error());
    }
    return done;
}

Result<ordered_json> reopenCandidate(Database &db, const json &args)
{
    return decided(db, args, actFrom(args, Verdict::Reopen));
}

} // namespace assay
