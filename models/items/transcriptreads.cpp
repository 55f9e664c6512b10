// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/items/transcriptreads.h"

#include "models/data/query/sessionquery.h"
#include "models/items/transcriptmodel.h"

namespace assay {

namespace {

Result<ThreadEnd> readThreadEnd(Database &db, qint64 session, qint64 run)
{
    const auto changes = readThreadChanges(db, session, {{run, 0, 0}});
    if (!changes)
        return tl::unexpected(changes.error());
    return changes->isEmpty() ? ThreadEnd{run, 0, 0} : changes->front().now;
}

PageKey pageOf(const ThreadRow &row)
{
    return {row.run, std::max(0, row.row) / TranscriptModel::pageSize};
}

Result<QList<ThreadRow>> locateEvents(Database &db, qint64 session, const QList<qint64> &events)
{
    QList<ThreadRow> rows;
    for (const qint64 event : events) {
        const auto place = locateEvent(db, event);
        if (!place && place.error().code != Error::Code::NotFound)
            return tl::unexpected(place.error());
        rows.append(place && place->sessionId == session ? ThreadRow{place->runId, place->row} : ThreadRow{});
    }
    return rows;
}

Result<> readOrder(Database &db, const TranscriptKnown &known, const QList<qint64> &keep, TranscriptGrowth &growth)
{
    if (!known.runs.isEmpty()) {
        auto runs = readRunPlaces(db, known.session, known.runs);
        if (!runs)
            return tl::unexpected(runs.error());
        growth.runs = std::move(*runs);
    }
    auto kept = locateEvents(db, known.session, keep);
    if (!kept)
        return tl::unexpected(kept.error());
    growth.kept = std::move(*kept);
    const bool found = !growth.kept.isEmpty() && growth.kept.front().row >= 0;
    const ThreadRow first = found ? growth.kept.front() : ThreadRow{known.threads.front().run, 0};
    auto page = readTranscriptPage(db, known.session, pageOf(first));
    if (!page)
        return tl::unexpected(page.error());
    growth.page = std::move(*page);
    return {};
}

} // namespace

Result<TranscriptPage> readTranscriptPage(Database &db, qint64 session, const PageKey &key)
{
    auto rows = readEvents(db, session, key.run, key.number * TranscriptModel::pageSize, TranscriptModel::pageSize,
                           TranscriptModel::textLimit);
    if (!rows)
        return tl::unexpected(rows.error());
    return TranscriptPage{key, *rows};
}

Result<TranscriptOpening> readTranscriptOpening(Database &db, const TranscriptTarget &target)
{
    TranscriptOpening opening;
    auto session = readSession(db, target.session);
    if (!session)
        return tl::unexpected(session.error());
    opening.session = *session;
    if (target.run != 0) {
        auto path = readRunPath(db, target.session, target.run);
        if (!path)
            return tl::unexpected(path.error());
        if (path->isEmpty())
            return tl::unexpected(unknownRun());
        opening.path = std::move(*path);
        opening.end = opening.path.back().end;
    } else {
        const auto end = readThreadEnd(db, target.session, target.run);
        if (!end)
            return tl::unexpected(end.error());
        opening.end = *end;
    }
    if (!target.runs.isEmpty()) {
        auto runs = readRunPlaces(db, target.session, target.runs);
        if (!runs)
            return tl::unexpected(runs.error());
        opening.runs = std::move(*runs);
    }
    const ThreadRow first = target.at.row >= 0 ? target.at : ThreadRow{target.run, 0};
    auto page = readTranscriptPage(db, target.session, pageOf(first));
    if (!page)
        return tl::unexpected(page.error());
    opening.page = std::move(*page);
    return opening;
}

Result<RunOpening> readRunOpening(Database &db, qint64 session, qint64 run, const QList<qint64> &runs)
{
    RunOpening opening;
    auto places = readRunPlaces(db, session, runs);
    if (!places)
        return tl::unexpected(places.error());
    opening.runs = std::move(*places);
    auto page = readTranscriptPage(db, session, {run, 0});
    if (!page)
        return tl::unexpected(page.error());
    opening.page = std::move(*page);
    return opening;
}

Result<EventSpot> readEventSpot(Database &db, qint64 eventId, qint64 openSession, qint64 openRun)
{
    EventSpot spot;
    const auto place = locateEvent(db, eventId);
    if (!place)
        return tl::unexpected(place.error());
    spot.place = *place;
    if (place->runId == 0)
        return spot;
    auto path = readRunPath(db, place->sessionId, place->runId);
    if (!path)
        return tl::unexpected(path.error());
    spot.inside = std::move(*path);
    qsizetype outside = 0; // of the path, and not to be opened in place
    if (spot.inside.isEmpty() || spot.inside.front().callEvent == 0 || spot.inside.front().callRun != 0) {
        outside = std::min<qsizetype>(1, spot.inside.size());
        spot.document = outside > 0 ? spot.inside.front().run.id : place->runId;
    }
    for (qsizetype i = 0; i < spot.inside.size() && openRun != 0 && place->sessionId == openSession; ++i) {
        if (spot.inside.at(i).run.id != openRun)
            continue;
        outside = i + 1;
        spot.document = openRun;
    }
    spot.inside.remove(0, outside);
    return spot;
}

Result<TranscriptGrowth> readTranscriptGrowth(Database &db, const TranscriptKnown &known, const QList<qint64> &keep)
{
    TranscriptGrowth growth;
    auto row = readSession(db, known.session);
    if (!row)
        return tl::unexpected(row.error());
    growth.session = *row;
    const auto changes = readThreadChanges(db, known.session, known.threads);
    if (!changes)
        return tl::unexpected(changes.error());
    for (const ThreadEnd &before : known.threads) {
        const auto change = std::find_if(changes->cbegin(), changes->cend(),
                                         [&](const ThreadChange &each) { return each.now.run == before.run; });
        if (change == changes->cend())
            continue;
        growth.threads.append(change->now);
        growth.reordered = growth.reordered || (before.count > 0 && change->oldLastRow != before.count - 1);
    }
    if (growth.reordered) {
        const auto read = readOrder(db, known, keep, growth);
        if (!read)
            return tl::unexpected(read.error());
    }
    return growth;
}

} // namespace assay
