// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/console.h"
#include "agent/verb/terminaltext.h"
#include "agent/verb/verbcall.h"
#include "agent/verb/verbs.h"
#include "models/data/export/sessionjson.h"
#include "models/data/query/searchquery.h"
#include "models/data/store/database.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::ordered_json;

namespace {

constexpr int defaultLimit = 50;
constexpr int maxLimit = 1'000'000;
constexpr int hitIdColumns = 8;

QString hitsText(const QList<SearchHit> &hits)
{
    QString out;
    QString session;
    for (const SearchHit &hit : hits) {
        if (hit.sessionUuid != session) {
            session = hit.sessionUuid;
            out += u"\n%1  %2  %3\n"_s.arg(oneLine(hit.sessionUuid.left(hitIdColumns)), oneLine(hit.projectName),
                                           oneLine(hit.sessionTitle));
        }
        const QString kind = hit.tool.isEmpty() ? kindName(hit.kind) : hit.tool;
        out += u"  #%1 %2  %3  %4\n"_s.arg(hit.eventId).arg(localTime(hit.at), oneLine(kind), oneLine(hit.snippet));
    }
    return out;
}

} // namespace

Result<int> runSearch(const VerbCall &call)
{
    const auto limit = call.invocation.count(u"limit"_s, defaultLimit);
    if (!limit)
        return tl::unexpected(limit.error());
    const QString query = call.invocation.arguments.join(u' ');
    if (query.trimmed().isEmpty())
        return fail(Error::Code::Usage, u"Say what to search for. Usage: assay-agent search QUERY…"_s);
    SearchRequest request;
    request.filter = parseFilter(query, FilterClock::system());
    if (!request.filter.problems.isEmpty())
        return fail(Error::Code::Usage, request.filter.problemMessages().join(u' '));
    request.order = call.invocation.value(u"order"_s) == "best"_L1 ? SearchOrder::Best : SearchOrder::Newest;
    request.limit = std::min(*limit, maxLimit);
    auto db = openReader(call);
    if (!db)
        return tl::unexpected(db.error());
    const auto hits = searchEvents(*db, request);
    if (!hits)
        return tl::unexpected(hits.error());
    const auto total = countHits(*db, request.filter);
    if (!total)
        return tl::unexpected(total.error());
    if (call.json()) {
        ordered_json list = ordered_json::array();
        for (const SearchHit &hit : *hits)
            list.push_back(toJson(hit));
        call.console.document({{"total", *total}, {"hits", list}});
        return 0;
    }
    call.console.text(hitsText(*hits));
    call.console.remark(*total > hits->size() ? u"%1 of %2 hits; --limit shows more."_s.arg(localNumber(hits->size()),
                                                                                            localNumber(*total))
                                              : countOf(*total, u"hit"_s) + u'.');
    return 0;
}

} // namespace assay
