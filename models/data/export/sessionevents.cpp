// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/export/sessionevents.h"

#include "models/data/query/eventquery.h"
#include "models/data/query/sessionquery.h"

#include <algorithm>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int pageSize = 64;
constexpr int wholeTexts = -1;

// Moves `seen` past the thread; calls back for what lies in the range. False: no more are wanted.
Result<bool> eachOfThread(Database &db, qint64 sessionId, const RunRow *run, const EventRange &range, qint64 &seen,
                          const OnEvent &onEvent)
{
    const qint64 runId = run ? run->id : 0;
    const auto count = countEvents(db, sessionId, runId);
    if (!count)
        return tl::unexpected(count.error());
    const qint64 from = std::clamp<qint64>(range.first - 1 - seen, 0, *count);
    const qint64 to = std::clamp<qint64>(range.last - seen, 0, *count);
    for (qint64 row = from; row < to; row += pageSize) {
        const int wanted = static_cast<int>(std::min<qint64>(pageSize, to - row));
        const auto events = readEvents(db, sessionId, runId, static_cast<int>(row), wanted, wholeTexts);
        if (!events)
            return tl::unexpected(events.error());
        for (const EventRow &event : *events) {
            if (!onEvent(event, run))
                return false;
        }
    }
    seen += *count;
    return true;
}

// Events of the threads that come before the one of this run; of all threads when there is none like it.
Result<qint64> countBefore(Database &db, qint64 sessionId, qint64 runId)
{
    if (runId == 0)
        return 0;
    const auto runs = readRuns(db, sessionId);
    if (!runs)
        return tl::unexpected(runs.error());
    QList<qint64> threads = {0};
    for (const RunRow &run : *runs)
        threads.append(run.id);
    qint64 sum = 0;
    for (const qint64 thread : threads) {
        if (thread == runId)
            break;
        const auto count = countEvents(db, sessionId, thread);
        if (!count)
            return tl::unexpected(count.error());
        sum += *count;
    }
    return sum;
}

} // namespace

Result<qint64> countAllEvents(Database &db, qint64 sessionId)
{
    constexpr qint64 noRun = -1;
    return countBefore(db, sessionId, noRun);
}

Result<qint64> ordinalOf(Database &db, qint64 sessionId, qint64 eventId)
{
    const auto place = locateEvent(db, eventId);
    if (!place && place.error().code != Error::Code::NotFound)
        return tl::unexpected(place.error());
    if (!place || place->sessionId != sessionId)
        return fail(Error::Code::NotFound, u"This session has no event %1."_s.arg(eventId));
    return countBefore(db, sessionId, place->runId).map([&place](qint64 before) { return before + place->row + 1; });
}

Result<EventRange> parseEventRange(const QString &text)
{
    const qsizetype colon = text.indexOf(u':');
    const QString first = text.left(colon);
    const QString last = colon < 0 ? text : text.mid(colon + 1);
    EventRange range;
    bool firstOk = true;
    bool lastOk = true;
    if (!first.isEmpty())
        range.first = first.toLongLong(&firstOk);
    if (!last.isEmpty())
        range.last = last.toLongLong(&lastOk);
    if (text.isEmpty() || !firstOk || !lastOk || range.first < 1 || range.last < range.first)
        return fail(Error::Code::Usage, u"--events takes FROM:TO, counted from 1, not \"%1\"."_s.arg(text));
    return range;
}

Result<> forEachEvent(Database &db, qint64 sessionId, const EventRange &range, const OnEvent &onEvent)
{
    qint64 seen = 0;
    auto more = eachOfThread(db, sessionId, nullptr, range, seen, onEvent);
    const auto runs = more && *more ? readRuns(db, sessionId) : QList<RunRow>();
    if (!runs)
        return tl::unexpected(runs.error());
    for (const RunRow &run : *runs) {
        if (more && *more)
            more = eachOfThread(db, sessionId, &run, range, seen, onEvent);
    }
    return more.map([](bool) {});
}

} // namespace assay
