// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/items/transcriptreads.h"

#include "models/data/query/eventquery.h"
#include "models/data/query/sessionquery.h"
#include "models/items/transcriptmodel.h"

namespace assay {

namespace {

Result<qint64> eventAt(Database &db, qint64 session, qint64 run, int row)
{
    if (row < 0)
        return 0;
    const auto rows = readEvents(db, session, run, row, 1, 0);
    if (!rows)
        return tl::unexpected(rows.error());
    return rows->isEmpty() ? 0 : rows->front().id;
}

} // namespace

Result<TranscriptPage> readTranscriptPage(Database &db, qint64 session, qint64 run, int number)
{
    auto rows = readEvents(db, session, run, number * TranscriptModel::pageSize, TranscriptModel::pageSize,
                           TranscriptModel::textLimit);
    if (!rows)
        return tl::unexpected(rows.error());
    return TranscriptPage{number, *rows};
}

Result<TranscriptOpening> readTranscriptOpening(Database &db, qint64 session, qint64 run, int row)
{
    TranscriptOpening opening;
    auto sessionRow = readSession(db, session);
    if (!sessionRow)
        return tl::unexpected(sessionRow.error());
    opening.session = *sessionRow;
    if (run != 0) {
        auto runRow = readRun(db, run);
        if (!runRow)
            return tl::unexpected(runRow.error());
        opening.run = *runRow;
    }
    const auto count = countEvents(db, session, run);
    if (!count)
        return tl::unexpected(count.error());
    opening.count = *count;
    auto page = readTranscriptPage(db, session, run, row / TranscriptModel::pageSize);
    if (!page)
        return tl::unexpected(page.error());
    opening.page = std::move(*page);
    const auto last = eventAt(db, session, run, opening.count - 1);
    if (!last)
        return tl::unexpected(last.error());
    opening.lastEvent = *last;
    return opening;
}

Result<TranscriptGrowth> readTranscriptGrowth(Database &db, const TranscriptKnown &known, const QList<qint64> &keep)
{
    TranscriptGrowth growth;
    auto row = readSession(db, known.session);
    if (!row)
        return tl::unexpected(row.error());
    growth.session = *row;
    const auto count = countEvents(db, known.session, known.run);
    if (!count)
        return tl::unexpected(count.error());
    growth.count = *count;
    const auto oldEnd = eventAt(db, known.session, known.run, known.count - 1);
    if (!oldEnd)
        return tl::unexpected(oldEnd.error());
    const auto newEnd = eventAt(db, known.session, known.run, growth.count - 1);
    if (!newEnd)
        return tl::unexpected(newEnd.error());
    growth.lastEvent = *newEnd;
    growth.reordered = growth.count < known.count || *oldEnd != known.lastEvent;
    if (!growth.reordered)
        return growth;
    for (const qint64 event : keep) {
        const auto place = locateEvent(db, event);
        if (!place && place.error().code != Error::Code::NotFound)
            return tl::unexpected(place.error());
        const bool here = place && place->sessionId == known.session && place->runId == known.run;
        growth.kept.append(here ? place->row : -1);
    }
    const int first = growth.kept.isEmpty() ? 0 : std::max(0, growth.kept.first());
    auto page = readTranscriptPage(db, known.session, known.run, first / TranscriptModel::pageSize);
    if (!page)
        return tl::unexpected(page.error());
    growth.page = std::move(*page);
    return growth;
}

} // namespace assay
