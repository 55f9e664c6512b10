// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/console.h"
#include "agent/verb/terminaltext.h"
#include "agent/verb/verbcall.h"
#include "agent/verb/verbs.h"
#include "models/data/export/sessionjson.h"
#include "models/data/filter/filter.h"
#include "models/data/filter/filtersql.h"
#include "models/data/query/sessionquery.h"
#include "models/data/store/database.h"

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::ordered_json;

namespace {

constexpr int shortIdColumns = 8;
constexpr int projectColumns = 24;
constexpr int titleColumns = 72;

QString table(const QList<SessionRow> &sessions)
{
    QList<QStringList> rows = {
        {u"SESSION"_s, u"STARTED"_s, u"PROJECT"_s, u"TURNS"_s, u"TOOLS"_s, u"ERRORS"_s, u"TITLE"_s}};
    for (const SessionRow &each : sessions) {
        rows.append({oneLine(each.uuid.left(shortIdColumns)), localTime(each.startedAt),
                     cutTo(oneLine(each.projectName), projectColumns), localNumber(each.turns),
                     localNumber(each.toolCalls), localNumber(each.errors), cutTo(oneLine(each.title), titleColumns)});
    }
    return alignedTable(rows, {3, 4, 5});
}

} // namespace

Result<int> runSessions(const VerbCall &call)
{
    const auto limit = call.invocation.count(u"limit"_s, -1);
    if (!limit)
        return tl::unexpected(limit.error());
    const Filter filter = parseFilter(call.invocation.arguments.join(u' '), FilterClock::system());
    if (!filter.problems.isEmpty())
        return fail(Error::Code::Usage, filter.problemMessages().join(u' '));
    auto db = openReader(call);
    if (!db)
        return tl::unexpected(db.error());
    const auto sessions = readSessions(*db, compileForSessions(filter), *limit);
    if (!sessions)
        return tl::unexpected(sessions.error());
    if (call.json()) {
        ordered_json list = ordered_json::array();
        for (const SessionRow &each : *sessions)
            list.push_back(toJson(each));
        call.console.document({{"sessions", list}});
    } else if (!sessions->isEmpty()) {
        call.console.text(table(*sessions));
    }
    if (sessions->isEmpty())
        call.console.remark(u"No session matches."_s);
    return 0;
}

} // namespace assay
