// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0

// Any text as a filter: it is parsed, compiled and completed, and what it became must be well formed.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "models/data/filter/completion.h"
#include "models/data/filter/filtersql.h"

using namespace assay;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const FilterClock clock{1'767'225'600'000, QTimeZone::utc()};
    for (const auto typing : {FilterTyping::Complete, FilterTyping::AsYouType}) {
        const Filter filter = parseFilter(text, clock, typing);
        if (filter.terms.size() > filterTermLimit)
            abort();
        for (const FilterTerm &term : filter.terms) {
            if (term.position < 0 || term.length <= 0 || term.position + term.length > text.size())
                abort();
        }
        for (const FilterProblem &problem : filter.problems) {
            if (problem.position < 0 || problem.position + problem.length > text.size() || problem.message.isEmpty())
                abort();
        }
        for (const FilterSql &sql : {compileForSessions(filter), compileForEvents(filter)}) {
            if (sql.where.isEmpty() || sql.where.count(u'?') != sql.values.size())
                abort();
        }
    }
    for (qsizetype cursor = 0; cursor <= std::min<qsizetype>(text.size(), 64); ++cursor) {
        const FilterPlace place = filterPlaceAt(text, cursor);
        if (place.position < 0 || place.length < 0 || place.position + place.length > text.size())
            abort();
        for (const Completion &each : filterCompletions(place, {}, clock)) {
            if (each.term.isEmpty() || each.label.isEmpty())
                abort();
        }
    }
    return 0;
}
