// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/items/transcriptmodel.h"

#include "models/items/jsonlines.h"
#include "models/items/transcriptmodel_p.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

Result<EventDetail> readDetail(Database &db, qint64 eventId)
{
    auto detail = readEventDetail(db, eventId);
    if (detail)
        detail->input = indentedJson(detail->input);
    return detail;
}

} // namespace

TranscriptModel::Private::Private(TranscriptModel *model, QueryRunner *queries)
    : q(model)
    , runner(queries)
    , pages(
          queries, [this](const ThreadRow &first, int rows) { announce(first, rows); },
          [this](const QString &what) { Q_EMIT q->failed(what); })
{
}

// Answers on their way are of no use any more.
void TranscriptModel::Private::forget()
{
    ++generation;
    pages.start(sessionId);
    details.clear();
    coming.clear();
}

void TranscriptModel::Private::reset(qint64 newSession, qint64 newRun)
{
    q->beginResetModel();
    sessionId = newSession;
    runId = newRun;
    forget();
    session = {};
    path.clear();
    map = ThreadMap(newRun);
    lastEvents.clear();
    openRuns.clear();
    q->endResetModel();
}

void TranscriptModel::Private::close()
{
    Q_EMIT q->gone(SessionRow(session));
    reset(0, 0);
}

void TranscriptModel::Private::openThread(const TranscriptTarget &target, qint64 eventToLocate)
{
    reset(target.session, target.run);
    openRuns = QSet<qint64>(target.runs.cbegin(), target.runs.cend());
    ask<TranscriptOpening>(
        &openSlot, true, [target](Database &db) { return readTranscriptOpening(db, target); },
        [this, at = target.at, eventToLocate](const Result<TranscriptOpening> &opening) {
            if (!opening) {
                Q_EMIT q->failed(opening.error().what);
                return;
            }
            takeOpening(*opening);
            if (eventToLocate != 0)
                Q_EMIT q->located(eventToLocate, map.rowOf(at));
        });
}

void TranscriptModel::Private::takeOpening(const TranscriptOpening &opening)
{
    q->beginResetModel();
    session = opening.session;
    path = opening.path;
    arrange(opening.end, opening.runs);
    pages.take(opening.page);
    q->endResetModel();
    Q_EMIT q->opened();
}

// Within a reset.
void TranscriptModel::Private::arrange(const ThreadEnd &own, const QList<RunPlace> &runs)
{
    map = ThreadMap(runId, own.count);
    lastEvents = {{runId, own.lastEvent}};
    for (bool more = true; more;) { // outer runs before those within them
        more = false;
        for (const RunPlace &place : runs) {
            if (place.callEvent == 0 || !map.insert(place.run.id, {place.callRun, place.callRow}, place.end.count))
                continue;
            lastEvents.insert(place.run.id, place.end.lastEvent);
            more = true;
        }
    }
}

void TranscriptModel::Private::readNextDetail()
{
    const auto eventId = details.next();
    if (!eventId)
        return;
    ask<EventDetail>(
        &detailSlot, false, [id = *eventId](Database &db) { return readDetail(db, id); },
        [this, id = *eventId](const Result<EventDetail> &detail) {
            details.done();
            if (detail) {
                Q_EMIT q->detailReady(*detail);
            } else {
                Q_EMIT q->detailFailed(id);
                Q_EMIT q->failed(detail.error().what);
            }
            readNextDetail();
        });
}

void TranscriptModel::Private::announce(const ThreadRow &first, int count)
{
    for (const RowRange &range : map.rangesOf(first.run, first.row, count))
        Q_EMIT q->dataChanged(q->index(range.first), q->index(range.first + range.count - 1));
}

TranscriptKnown TranscriptModel::Private::known() const
{
    TranscriptKnown known;
    known.session = sessionId;
    for (const qint64 thread : map.threads())
        known.threads.append({thread, map.countOf(thread), lastEvents.value(thread)});
    known.runs = openRuns.values();
    return known;
}

void TranscriptModel::Private::takeGrowth(const TranscriptGrowth &growth)
{
    if (growth.reordered) {
        takeOrder(growth);
        return;
    }
    const bool longer = growth.threads != known().threads;
    if (!longer && growth.session == session)
        return;
    session = growth.session;
    Q_EMIT q->sessionChanged();
    pages.readAgain();
    int atTheEnd = 0;
    // Inner ones first: what comes at the end of the last run then comes at the end of the document.
    for (qsizetype i = growth.threads.size() - 1; i >= 0; --i) {
        const ThreadEnd &thread = growth.threads.at(i);
        ThreadMap after = map;
        const auto came = after.grow(thread.run, thread.count - map.countOf(thread.run));
        lastEvents.insert(thread.run, thread.lastEvent);
        if (!came)
            continue;
        if (came->first == map.rows())
            atTheEnd += came->count;
        q->beginInsertRows({}, came->first, came->first + came->count - 1);
        map = after;
        q->endInsertRows();
    }
    if (atTheEnd > 0)
        Q_EMIT q->grew(atTheEnd);
}

void TranscriptModel::Private::takeOrder(const TranscriptGrowth &growth)
{
    q->beginResetModel();
    forget();
    session = growth.session;
    arrange(growth.threads.front(), growth.runs);
    pages.take(growth.page);
    q->endResetModel();
    QList<int> kept;
    for (const ThreadRow &row : growth.kept)
        kept.append(map.rowOf(row));
    Q_EMIT q->sessionChanged();
    Q_EMIT q->reordered(kept);
}

TranscriptModel::TranscriptModel(QueryRunner *runner, QObject *parent)
    : QAbstractListModel(parent)
    , d(std::make_unique<Private>(this, runner))
{
}

TranscriptModel::~TranscriptModel() = default;

void TranscriptModel::open(qint64 sessionId, qint64 runId)
{
    d->openThread({sessionId, runId, {}, {}}, 0);
}

void TranscriptModel::openAt(qint64 eventId)
{
    d->locate(eventId);
}

void TranscriptModel::refresh(const QList<qint64> &keep)
{
    if (d->sessionId == 0)
        return;
    const TranscriptKnown known = d->known();
    d->ask<TranscriptGrowth>(
        &d->refreshSlot, true, [known, keep](Database &db) { return readTranscriptGrowth(db, known, keep); },
        [this, known, keep](const Result<TranscriptGrowth> &growth) {
            if (!growth && growth.error().code == Error::Code::NotFound)
                d->close();
            else if (!growth)
                Q_EMIT failed(growth.error().what);
            else if (d->known() != known) // another answer came first, or a run was opened or closed
                refresh(keep);
            else
                d->takeGrowth(*growth);
        });
}

QueryRunner &TranscriptModel::runner() const
{
    return *d->runner;
}

qint64 TranscriptModel::sessionId() const
{
    return d->sessionId;
}

qint64 TranscriptModel::runId() const
{
    return d->runId;
}

const SessionRow &TranscriptModel::session() const
{
    return d->session;
}

const RunRow &TranscriptModel::run() const
{
    static const RunRow none;
    return d->path.isEmpty() ? none : d->path.back().run;
}

const QList<RunPlace> &TranscriptModel::path() const
{
    return d->path;
}

int TranscriptModel::threadRowOf(int row) const
{
    return d->map.ownRowOf(row);
}

int TranscriptModel::rowOfThread(int threadRow) const
{
    return d->map.rowOf({d->runId, threadRow});
}

int TranscriptModel::depthOf(int row) const
{
    return d->map.depthOf(row);
}

qint64 TranscriptModel::runOf(int row) const
{
    return d->map.at(row).run;
}

int TranscriptModel::callRowOf(int row) const
{
    const auto call = d->map.callOf(d->map.at(row).run);
    return call ? d->map.rowOf(*call) : -1;
}

int TranscriptModel::neighbourOf(int row, int step) const
{
    const ThreadRow place = d->map.at(row);
    return place.row < 0 ? -1 : d->map.rowOf({place.run, place.row + step});
}

bool TranscriptModel::isExpanded(int row) const
{
    const ThreadRow place = d->map.at(row);
    if (!d->map.runsOf(place).isEmpty())
        return true;
    const EventRow *call = d->coming.isEmpty() ? nullptr : eventAt(row);
    return call != nullptr && d->coming.contains(call->childRunId) && d->openRuns.contains(call->childRunId);
}

void TranscriptModel::expandRun(int row)
{
    const EventRow *call = eventAt(row);
    if (call != nullptr && call->childRunId != 0 && !isExpanded(row))
        d->unfold(d->map.at(row), call->childRunId);
}

void TranscriptModel::collapseRun(int row)
{
    const ThreadRow place = d->map.at(row);
    for (const qint64 run : d->map.runsOf(place))
        d->fold(run);
    const EventRow *call = d->coming.isEmpty() ? nullptr : eventAt(row);
    if (call != nullptr && d->coming.contains(call->childRunId) && d->openRuns.remove(call->childRunId))
        d->announce(place, 1);
}

QList<qint64> TranscriptModel::expandedRuns() const
{
    QList<qint64> runs = d->openRuns.values();
    std::sort(runs.begin(), runs.end());
    return runs;
}

void TranscriptModel::showRuns(const QList<qint64> &runs)
{
    d->showRuns(runs);
}

const EventRow *TranscriptModel::eventAt(int row) const
{
    const ThreadRow place = d->map.at(row);
    return place.row < 0 ? nullptr : d->pages.row(place);
}

void TranscriptModel::requestDetail(qint64 eventId)
{
    d->details.want(eventId);
    d->readNextDetail();
}

void TranscriptModel::findLandmark(Landmark what, int from, int direction)
{
    if (what == Landmark::Prompt)
        d->findPrompt(from, direction);
    else
        d->findError(from, direction);
}

int TranscriptModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : d->map.rows();
}

QVariant TranscriptModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const EventRow *row = eventAt(index.row());
    if (role == LoadedRole)
        return row != nullptr;
    if (!row)
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case HeadRole:
        return row->head;
    case EventIdRole:
        return row->id;
    case KindRole:
        return static_cast<int>(row->kind);
    case OutcomeRole:
        return static_cast<int>(row->outcome);
    case AtRole:
        return row->at;
    case ToolRole:
        return row->tool;
    default:
        return {};
    }
}

} // namespace assay
