// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/items/transcriptmodel.h"

#include <QSet>

#include <optional>

#include "models/data/query/eventquery.h"
#include "models/items/pagecache.h"
#include "models/items/queryrunner.h"
#include "models/items/transcriptreads.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// Pages asked for while others are read. A drag along the scroll bar asks for many; only the last matter when it rests.
constexpr int pagesWanted = 4;

using Lane = QueryRunner::Lane;

} // namespace

class TranscriptModel::Private {
public:
    Private(TranscriptModel *model, QueryRunner *queries)
        : q(model)
        , runner(queries)
    {
    }

    // Runs `read` on the paging lane and hands what it found to `take`, unless another transcript was opened meanwhile.
    template<typename Value>
    void ask(QObject *slot, bool newestOnly, std::function<Result<Value>(Database &)> read,
             std::function<void(const Result<Value> &)> take)
    {
        auto answer = std::make_shared<Result<Value>>(Value());
        runner->post(
            Lane::Paging, slot, [answer, read = std::move(read)](Database &db) { *answer = read(db); },
            [this, answer, take = std::move(take), opened = generation](const Result<> &store) {
                if (opened != generation)
                    return;
                take(store ? *answer : Result<Value>(tl::unexpected(store.error())));
            },
            newestOnly);
    }

    void reset(qint64 newSession, qint64 newRun);
    void openThread(qint64 newSession, qint64 newRun, int firstRow, qint64 eventToLocate);
    void takeOpening(const TranscriptOpening &opening);
    void locate(qint64 eventId);
    void want(int page);
    void readNext();
    void takePage(const TranscriptPage &page);
    void takeGrowth(const TranscriptGrowth &growth);

    TranscriptModel *q;
    QueryRunner *runner;
    // One slot per kind of question: a newer one of the same kind replaces it.
    QObject openSlot, pageSlot, locateSlot, landmarkSlot, refreshSlot, detailSlot;
    quint64 generation = 0;

    qint64 sessionId = 0;
    qint64 runId = 0;
    SessionRow session;
    RunRow run;
    int count = 0;
    qint64 lastEvent = 0; // id of the last row: tells whether rows only came behind it
    PageCache<EventRow> cache{pageSize, pagesKept};
    QList<int> wanted; // newest last
    std::optional<int> reading;
    QSet<qint64> details; // asked for
};

void TranscriptModel::Private::reset(qint64 newSession, qint64 newRun)
{
    ++generation;
    q->beginResetModel();
    sessionId = newSession;
    runId = newRun;
    session = {};
    run = {};
    count = 0;
    lastEvent = 0;
    cache.clear();
    wanted.clear();
    reading.reset();
    details.clear();
    q->endResetModel();
}

void TranscriptModel::Private::openThread(qint64 newSession, qint64 newRun, int firstRow, qint64 eventToLocate)
{
    reset(newSession, newRun);
    ask<TranscriptOpening>(
        &openSlot, true, [=](Database &db) { return readTranscriptOpening(db, newSession, newRun, firstRow); },
        [this, firstRow, eventToLocate](const Result<TranscriptOpening> &opening) {
            if (!opening) {
                Q_EMIT q->failed(opening.error().what);
                return;
            }
            takeOpening(*opening);
            if (eventToLocate != 0)
                Q_EMIT q->located(eventToLocate, firstRow);
        });
}

void TranscriptModel::Private::takeOpening(const TranscriptOpening &opening)
{
    q->beginResetModel();
    session = opening.session;
    run = opening.run;
    count = opening.count;
    lastEvent = opening.lastEvent;
    cache.insert(opening.page.number, opening.page.rows);
    q->endResetModel();
    Q_EMIT q->opened();
}

void TranscriptModel::Private::locate(qint64 eventId)
{
    ask<EventPlace>(
        &locateSlot, true, [eventId](Database &db) { return locateEvent(db, eventId); },
        [this](const Result<EventPlace> &place) {
            if (!place)
                Q_EMIT q->failed(place.error().what);
            else if (place->sessionId == sessionId && place->runId == runId && place->row < count)
                Q_EMIT q->located(place->eventId, place->row);
            else
                openThread(place->sessionId, place->runId, place->row, place->eventId);
        });
}

void TranscriptModel::Private::want(int page)
{
    if (reading == page)
        return;
    wanted.removeOne(page);
    wanted.append(page);
    if (wanted.size() > pagesWanted)
        wanted.removeFirst();
    readNext();
}

void TranscriptModel::Private::readNext()
{
    if (reading || wanted.isEmpty())
        return;
    const int number = wanted.takeLast();
    reading = number;
    ask<TranscriptPage>(
        &pageSlot, false,
        [session = sessionId, run = runId, number](Database &db) {
            return readTranscriptPage(db, session, run, number);
        },
        [this](const Result<TranscriptPage> &page) {
            reading.reset();
            if (page)
                takePage(*page);
            else
                Q_EMIT q->failed(page.error().what);
            readNext();
        });
}

void TranscriptModel::Private::takePage(const TranscriptPage &page)
{
    cache.insert(page.number, page.rows);
    const int first = cache.firstRow(page.number);
    const int last = std::min(first + pageSize, count) - 1;
    if (first <= last)
        Q_EMIT q->dataChanged(q->index(first), q->index(last));
}

void TranscriptModel::Private::takeGrowth(const TranscriptGrowth &growth)
{
    if (growth.count < count || growth.atOldEnd != lastEvent) { // row numbers mean something else now
        openThread(sessionId, runId, 0, 0);
        return;
    }
    session = growth.session;
    cache.markStale();
    for (const int page : cache.pages()) // those on screen are asked for again, and so read again
        Q_EMIT q->dataChanged(q->index(cache.firstRow(page)),
                              q->index(std::min(cache.firstRow(page) + pageSize, count) - 1));
    if (growth.count == count)
        return;
    q->beginInsertRows({}, count, growth.count - 1);
    count = growth.count;
    lastEvent = growth.atNewEnd;
    q->endInsertRows();
}

TranscriptModel::TranscriptModel(QueryRunner *runner, QObject *parent)
    : QAbstractListModel(parent)
    , d(std::make_unique<Private>(this, runner))
{
}

TranscriptModel::~TranscriptModel() = default;

void TranscriptModel::open(qint64 sessionId, qint64 runId)
{
    d->openThread(sessionId, runId, 0, 0);
}

void TranscriptModel::close()
{
    d->reset(0, 0);
}

void TranscriptModel::openAt(qint64 eventId)
{
    d->locate(eventId);
}

void TranscriptModel::refresh()
{
    if (d->sessionId == 0)
        return;
    const int oldCount = d->count;
    d->ask<TranscriptGrowth>(
        &d->refreshSlot, true,
        [session = d->sessionId, run = d->runId, oldCount](Database &db) {
            return readTranscriptGrowth(db, session, run, oldCount);
        },
        [this, oldCount](const Result<TranscriptGrowth> &growth) {
            if (!growth)
                Q_EMIT failed(growth.error().what);
            else if (d->count != oldCount) // another answer came first
                refresh();
            else
                d->takeGrowth(*growth);
        });
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
    return d->run;
}

const EventRow *TranscriptModel::event(int row) const
{
    if (row < 0 || row >= d->count)
        return nullptr;
    const int page = d->cache.pageOf(row);
    if (!d->cache.isFresh(page))
        d->want(page);
    return d->cache.row(row);
}

void TranscriptModel::requestDetail(qint64 eventId)
{
    if (d->details.contains(eventId))
        return;
    d->details.insert(eventId);
    d->ask<EventDetail>(
        &d->detailSlot, false, [eventId](Database &db) { return readEventDetail(db, eventId); },
        [this, eventId](const Result<EventDetail> &detail) {
            d->details.remove(eventId);
            if (detail)
                Q_EMIT detailReady(*detail);
            else
                Q_EMIT failed(detail.error().what);
        });
}

void TranscriptModel::findLandmark(Landmark what, int from, int direction)
{
    const auto kind = what == Landmark::Prompt ? EventLandmark::Prompt : EventLandmark::Error;
    d->ask<int>(
        &d->landmarkSlot, true,
        [session = d->sessionId, run = d->runId, kind, from, direction](Database &db) {
            return assay::findLandmark(db, session, run, kind, from, direction);
        },
        [this](const Result<int> &row) {
            if (row)
                Q_EMIT found(*row);
            else
                Q_EMIT failed(row.error().what);
        });
}

int TranscriptModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : d->count;
}

QVariant TranscriptModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const EventRow *row = event(index.row());
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
