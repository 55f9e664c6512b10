// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/ipc/jsonfield.h"
#include "agent/store/patternexplain.h"
#include "agent/verb/agentcall.h"
#include "agent/verb/console.h"
#include "agent/verb/interrupt.h"
#include "agent/verb/terminaltext.h"
#include "agent/verb/verbcall.h"
#include "agent/verb/verbs.h"
#include "models/data/query/candidatequery.h"
#include "models/data/store/database.h"

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

constexpr int mostExplained = 50;

QString explained(const PatternRow &row)
{
    QString text =
        u"%1: %2\n  %3: seen in %4 on %5"_s.arg(row.project, oneLine(row.canon), row.standing,
                                                countOf(row.lineages, u"session"_s), countOf(row.days, u"day"_s));
    if (!row.detector.isEmpty()) // it was weighed
        text += u", expected by chance %1, p %2, q %3"_s.arg(
            QString::number(row.expected, 'f', 1), QString::number(row.p, 'g', 2), QString::number(row.q, 'g', 2));
    if (!row.reason.isEmpty())
        text += u"\n  "_s + oneLine(row.reason);
    return text + u'\n';
}

Result<int> explain(const VerbCall &call, const QString &words)
{
    auto db = openReader(call);
    if (!db)
        return tl::unexpected(db.error());
    auto patterns = readPatterns(*db, words, mostExplained);
    if (patterns && (patterns->isEmpty() || call.invocation.has(u"full"_s)))
        patterns = weighAgain(*db, words, mostExplained, interrupted());
    if (!patterns)
        return tl::unexpected(patterns.error());
    ordered_json list = ordered_json::array();
    for (const PatternRow &each : *patterns) {
        list.push_back({{"project", each.project.toStdString()},
                        {"detector", each.detector.toStdString()},
                        {"pattern", each.canon.toStdString()},
                        {"standing", each.standing.toStdString()},
                        {"reason", each.reason.toStdString()},
                        {"lineages", each.lineages},
                        {"days", each.days},
                        {"expected_by_chance", each.expected},
                        {"p", each.p},
                        {"q", each.q}});
        if (!call.json())
            call.console.text(explained(each));
    }
    if (call.json())
        call.console.document({{"patterns", list}});
    if (patterns->isEmpty())
        call.console.remark(
            u"No act and no pattern has these words. \"assay-agent mine\" looks at what came since it ran last."_s);
    return patterns->isEmpty() ? 3 : 0;
}

} // namespace

Result<int> runMine(const VerbCall &call)
{
    if (call.invocation.has(u"explain"_s))
        return explain(call, call.invocation.value(u"explain"_s));
    const auto done = performJob(call, u"mine.start"_s, {{"full", call.invocation.has(u"full"_s)}});
    if (!done)
        return tl::unexpected(done.error());
    if (call.json()) {
        call.console.document(*done);
        return 0;
    }
    const json result = *done;
    call.console.text(u"%1 considered, %2 weighed: %3 new, %4 changed.\n"_s.arg(
        countOf(numberField(result, "sessions_considered"), u"session"_s),
        countOf(numberField(result, "patterns_tested"), u"pattern"_s),
        countOf(numberField(result, "candidates_new"), u"candidate"_s),
        localNumber(numberField(result, "candidates_changed"))));
    if (numberField(result, "projects_too_small") > 0)
        call.console.remark(u"%1 have too few sessions to tell habits from chance."_s.arg(
            countOf(numberField(result, "projects_too_small"), u"project"_s)));
    return 0;
}

} // namespace assay
