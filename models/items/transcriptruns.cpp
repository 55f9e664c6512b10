// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// TranscriptModel: runs that are open in place, and what has to know about them.
#include "models/items/transcriptmodel_p.h"

namespace assay {

// Wanted, and neither shown nor on their way. Those whose call is not shown are asked for with the run that holds it.
QList<qint64> TranscriptModel::Private::missingRuns() const
{
    QList<qint64> runs;
    for (const qint64 run : openRuns) {
        if (!map.contains(run))
            runs.append(run);
    }
    return runs;
}

bool TranscriptModel::Private::isWithin(qint64 run, qint64 thread) const
{
    for (std::optional<ThreadRow> call = ThreadRow{run, 0}; call; call = map.callOf(call->run)) {
        if (call->run == thread)
            return true;
    }
    return false;
}

void TranscriptModel::Private::unfold(const ThreadRow &call, qint64 run)
{
    if (isWithin(call.run, run) || coming.contains(run)) // a call may say that it started the run it is in
        return;
    fold(run); // it was told twice and is open under the other
    openRuns.insert(run);
    coming.insert(run);
    announce(call, 1);
    ask<RunOpening>(
        &runSlot, false,
        [session = sessionId, run, runs = missingRuns()](Database &db) {
            return readRunOpening(db, session, run, runs);
        },
        [this, call, run](const Result<RunOpening> &opening) {
            coming.remove(run);
            if (!opening) {
                openRuns.remove(run);
                announce(call, 1);
                Q_EMIT q->failed(opening.error().what);
                return;
            }
            QList<RunPlace> places = opening->runs;
            for (RunPlace &place : places) {
                if (place.run.id != run)
                    continue;
                place.callRun = call.run;
                place.callRow = call.row;
            }
            if (openRuns.contains(run))
                pages.take(opening->page);
            insertRuns(places);
            announce(call, 1);
        });
}

// Outer ones before those within them.
void TranscriptModel::Private::insertRuns(const QList<RunPlace> &places)
{
    for (bool more = true; more;) {
        more = false;
        for (const RunPlace &place : places) {
            const bool shows = openRuns.contains(place.run.id) && !map.contains(place.run.id) && place.callEvent != 0 &&
                               map.rowOf({place.callRun, place.callRow}) >= 0;
            if (shows)
                insertRun(place);
            more = more || shows;
        }
    }
}

void TranscriptModel::Private::insertRun(const RunPlace &place)
{
    ThreadMap after = map;
    const auto came = after.insert(place.run.id, {place.callRun, place.callRow}, place.end.count);
    if (!came)
        return;
    lastEvents.insert(place.run.id, place.end.lastEvent);
    if (came->count == 0) {
        map = after;
        return;
    }
    Q_EMIT q->unfolding(came->first - 1);
    q->beginInsertRows({}, came->first, came->first + came->count - 1);
    map = after;
    q->endInsertRows();
}

// Those within it stay wanted: they are open again when it is.
void TranscriptModel::Private::fold(qint64 run)
{
    const auto call = map.callOf(run);
    if (!call)
        return;
    openRuns.remove(run);
    ThreadMap after = map;
    const RowRange went = after.remove(run);
    const QList<qint64> before = map.threads();
    if (went.count > 0)
        q->beginRemoveRows({}, went.first, went.first + went.count - 1);
    map = after;
    for (const qint64 thread : before) {
        if (map.contains(thread))
            continue;
        lastEvents.remove(thread);
        pages.forget(thread);
    }
    if (went.count > 0)
        q->endRemoveRows();
    announce(*call, 1);
}

void TranscriptModel::Private::showRuns(const QList<qint64> &runs)
{
    const QList<qint64> shown = map.threads();
    for (const qint64 run : shown) {
        if (!runs.contains(run))
            fold(run);
    }
    openRuns = QSet<qint64>(runs.cbegin(), runs.cend());
    const QList<qint64> missing = missingRuns();
    if (missing.isEmpty()) {
        Q_EMIT q->runsShown();
        return;
    }
    ask<QList<RunPlace>>(
        &showSlot, true, [session = sessionId, missing](Database &db) { return readRunPlaces(db, session, missing); },
        [this](const Result<QList<RunPlace>> &places) {
            if (places)
                insertRuns(*places);
            else
                Q_EMIT q->failed(places.error().what);
            Q_EMIT q->runsShown();
        });
}

void TranscriptModel::Private::locate(qint64 eventId)
{
    ask<EventSpot>(
        &locateSlot, true,
        [eventId, session = sessionId, run = runId](Database &db) { return readEventSpot(db, eventId, session, run); },
        [this](const Result<EventSpot> &spot) {
            if (spot)
                takeSpot(*spot);
            else
                Q_EMIT q->failed(spot.error().what);
        });
}

void TranscriptModel::Private::takeSpot(const EventSpot &spot)
{
    const bool here = spot.place.sessionId == sessionId && spot.document == runId && q->rowCount() > 0;
    TranscriptTarget target;
    target.session = spot.place.sessionId;
    target.run = spot.document;
    target.at = {spot.place.runId, spot.place.row};
    if (here) {
        for (const RunPlace &place : spot.inside)
            openRuns.insert(place.run.id);
        insertRuns(spot.inside);
        const int row = map.rowOf(target.at);
        if (row >= 0) {
            Q_EMIT q->located(spot.place.eventId, row);
            return;
        }
        target.runs = openRuns.values(); // the transcript grew
    } else {
        for (const RunPlace &place : spot.inside)
            target.runs.append(place.run.id);
    }
    openThread(target, spot.place.eventId);
}

// Prompts are the person's: those of the document's own thread.
void TranscriptModel::Private::findPrompt(int from, int direction)
{
    const int own = from >= 0 && from < map.rows() ? map.ownRowOf(from) : from;
    ask<int>(
        &landmarkSlot, true,
        [session = sessionId, run = runId, own, direction](Database &db) {
            return assay::findLandmark(db, session, run, EventLandmark::Prompt, own, direction);
        },
        [this](const Result<int> &row) {
            if (row)
                Q_EMIT q->found(map.rowOf({runId, *row}));
            else
                Q_EMIT q->failed(row.error().what);
        });
}

void TranscriptModel::Private::findError(int from, int direction)
{
    ask<ThreadRow>(
        &landmarkSlot, true,
        [session = sessionId, shown = map, from, direction](Database &db) {
            return readNextError(db, session, shown, from, direction);
        },
        [this](const Result<ThreadRow> &row) {
            if (row)
                Q_EMIT q->found(map.rowOf(*row));
            else
                Q_EMIT q->failed(row.error().what);
        });
}

} // namespace assay
