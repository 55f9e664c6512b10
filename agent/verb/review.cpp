// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/candidatejson.h"
#include "agent/verb/console.h"
#include "agent/verb/reviewacts.h"
#include "agent/verb/reviewverdicts.h"
#include "agent/verb/terminaltext.h"
#include "agent/verb/verbcall.h"
#include "agent/verb/verbs.h"
#include "models/data/query/candidatequery.h"
#include "models/data/store/database.h"

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::ordered_json;

namespace {

constexpr int sentenceColumns = 90;

QString strengthOf(const CandidateRow &row)
{
    return u"seen in %1 on %2; expected by chance %3; %4 against"_s.arg(
        countOf(row.lineages, u"session"_s), countOf(row.days, u"day"_s), QString::number(row.expected, 'f', 1),
        localNumber(row.against));
}

Result<int> list(const VerbCall &call)
{
    auto db = openReader(call);
    if (!db)
        return tl::unexpected(db.error());
    const auto rows = readCandidates(*db);
    if (!rows)
        return tl::unexpected(rows.error());
    QList<QStringList> lines = {
        {u"CANDIDATE"_s, u"STATE"_s, u"FORM"_s, u"PROJECT"_s, u"SESSIONS"_s, u"WHAT WOULD CHANGE"_s}};
    ordered_json all = ordered_json::array();
    for (const CandidateRow &each : *rows) {
        all.push_back(toJson(each));
        lines.append({each.key, each.state, each.form, oneLine(each.projectName), localNumber(each.lineages),
                      cutTo(oneLine(each.sentence), sentenceColumns)});
    }
    if (call.json())
        call.console.document({{"candidates", all}});
    else if (!rows->isEmpty())
        call.console.text(alignedTable(lines, {4}));
    if (rows->isEmpty())
        call.console.remark(
            u"There is no candidate yet. \"assay-agent mine\" looks for some; most projects give none in their first weeks."_s);
    return 0;
}

QString claimText(const ClaimRow &claim)
{
    QString text = u"  [%1] %2: %3"_s.arg(claim.ticked ? u"x"_s : u" "_s, claim.section, oneLine(claim.text));
    if (!claim.flags.isEmpty())
        text += u"  ⚑ "_s + claim.flags.join(u", "_s);
    text += u'\n';
    for (const EvidenceRow &each : claim.evidence.mid(0, 3))
        text += u"        %1 %2 %3 %4\n"_s.arg(localTime(each.at), each.sessionUuid.left(8), each.role,
                                               cutTo(oneLine(each.excerpt), sentenceColumns));
    if (claim.evidence.size() > 3)
        text += u"        and %1 more\n"_s.arg(claim.evidence.size() - 3);
    return text;
}

Result<int> show(const VerbCall &call, const QString &key)
{
    auto db = openReader(call);
    if (!db)
        return tl::unexpected(db.error());
    const auto row = readCandidate(*db, key);
    if (!row)
        return tl::unexpected(row.error());
    if (call.json()) {
        call.console.document({{"candidates", ordered_json::array({toJson(*row)})}});
        return 0;
    }
    QString text = u"%1 · %2 · %3 · %4\n%5\n%6\n"_s.arg(row->key, row->state, row->form, oneLine(row->projectName),
                                                        oneLine(row->sentence), strengthOf(*row));
    if (!row->strengthText.isEmpty())
        text += oneLine(row->strengthText) + u'\n';
    if (!row->flags.isEmpty())
        text += u"Flags: %1\n"_s.arg(row->flags.join(u", "_s));
    text += u"\nClaims\n"_s;
    for (const ClaimRow &each : row->claims)
        text += claimText(each);
    text += u"\nDraft %1 → %2\n%3"_s.arg(row->draftRev).arg(row->targetPath, row->draft);
    call.console.text(text);
    return 0;
}

} // namespace

Result<int> runReview(const VerbCall &call)
{
    const QStringList words = call.invocation.arguments;
    if (words.isEmpty() || words.first() == "list"_L1)
        return list(call);
    if (words.first() == "show"_L1 && words.size() == 2)
        return show(call, words[1]);
    if (auto done = runReviewAct(call, words.first(), words.value(1)))
        return *std::move(done);
    QStringList names = {u"list"_s, u"show"_s};
    for (const ReviewVerdict &each : reviewVerdicts()) {
        if (each.name == words.first())
            return each.run(call, words.mid(1));
        names.append(each.name);
    }
    names += reviewActs();
    return fail(Error::Code::Usage, u"\"review\" takes one of: %1."_s.arg(names.join(u", "_s)));
}

} // namespace assay
