// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/items/transcriptmodel.h"

#include "models/data/query/eventquery.h"
#include "models/items/ask.h"
#include "models/items/jsonlines.h"
#include "models/items/pagecache.h"
#include "models/items/pagequeue.h"
#include "models/items/transcriptreads.h"

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
        assay::ask<Value>(*runner, QueryRunner::Lane::Paging, slot, newestOnly, std::move(read),
                          [this, take = std::move(take), opened = generation](const Result<Value> &answer) {
                              if (opened == generation)
                                  take(answer);
                          });
    }

    void reset(qint64 newSession, qint64 newRun);
    void openThread(qint64 newSession, qint64 newRun, int firstRow, qint64 eventToLocate);
    void takeOpening(const TranscriptOpening &opening);
    void locate(qint64 eventId);
    void forget();
    void want(int page);
    void readNext();
    void readNextDetail();
    void takePage(const TranscriptPage &page);
    void announce(int first, int last);
    void readAgain();
    void takeGrowth(const TranscriptGrowth &growth);
    void takeOrder(const TranscriptGrowth &growth);

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
    PageQueue<int> pages;
    PageQueue<qint64> details; // one at a time, so that pages are read between them
};

// Answers on their way are of no use any more.
void TranscriptModel::Private::forget()
{
    ++generation;
    cache.clear();
    pages.clear();
    details.clear();
}

void TranscriptModel::Private::reset(qint64 newSession, qint64 newRun)
{
    forget();
    q->beginResetModel();
    sessionId = newSession;
    runId = newRun;
    session = {};
    run = {};
    count = 0;
    lastEvent = 0;
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
    pages.want(page);
    readNext();
}

void TranscriptModel::Private::readNext()
{
    const auto number = pages.next();
    if (!number)
        return;
    ask<TranscriptPage>(
        &pageSlot, false,
        [session = sessionId, run = runId, number](Database &db) {
            return readTranscriptPage(db, session, run, *number);
        },
        [this](const Result<TranscriptPage> &page) {
            pages.done();
            if (page)
                takePage(*page);
            else
                Q_EMIT q->failed(page.error().what);
            readNext();
        });
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

void TranscriptModel::Private::announce(int first, int last)
{
    last = std::min(last, count - 1);
    if (first <= last)
        Q_EMIT q->dataChanged(q->index(first), q->index(last));
}

// Rows that are as they were are not announced: they need not be laid out again.
void TranscriptModel::Private::takePage(const TranscriptPage &page)
{
    const QList<EventRow> before = cache.rows(page.number);
    cache.insert(page.number, page.rows);
    const int first = cache.firstRow(page.number);
    int changed = -1; // where the changed rows begin that end here
    for (int row = 0; row <= page.rows.size(); ++row) {
        const bool same = row == page.rows.size() || (row < before.size() && before.at(row) == page.rows.at(row));
        if (!same && changed < 0)
            changed = row;
        if (same && changed >= 0)
            announce(first + std::exchange(changed, -1), first + row - 1);
    }
}

// The pages looked at last; older ones when they are looked at again.
void TranscriptModel::Private::readAgain()
{
    cache.markStale();
    QList<int> numbers = cache.pages();
    while (numbers.size() > PageQueue<int>::most) {
        const int old = numbers.takeFirst();
        cache.remove(old);
        announce(cache.firstRow(old), cache.firstRow(old) + pageSize - 1);
    }
    for (const int number : std::as_const(numbers))
        want(number);
}

void TranscriptModel::Private::takeGrowth(const TranscriptGrowth &growth)
{
    if (growth.reordered) {
        takeOrder(growth);
        return;
    }
    if (growth.count == count && growth.session == session)
        return;
    session = growth.session;
    Q_EMIT q->sessionChanged();
    readAgain();
    if (growth.count == count)
        return;
    q->beginInsertRows({}, count, growth.count - 1);
    count = growth.count;
    lastEvent = growth.lastEvent;
    q->endInsertRows();
}

void TranscriptModel::Private::takeOrder(const TranscriptGrowth &growth)
{
    forget();
    q->beginResetModel();
    session = growth.session;
    count = growth.count;
    lastEvent = growth.lastEvent;
    cache.insert(growth.page.number, growth.page.rows);
    q->endResetModel();
    Q_EMIT q->sessionChanged();
    Q_EMIT q->reordered(growth.kept);
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

void TranscriptModel::openAt(qint64 eventId)
{
    d->locate(eventId);
}

void TranscriptModel::refresh(const QList<qint64> &keep)
{
    if (d->sessionId == 0)
        return;
    const TranscriptKnown known{d->sessionId, d->runId, d->count, d->lastEvent};
    d->ask<TranscriptGrowth>(
        &d->refreshSlot, true, [known, keep](Database &db) { return readTranscriptGrowth(db, known, keep); },
        [this, known, keep](const Result<TranscriptGrowth> &growth) {
            if (!growth)
                Q_EMIT failed(growth.error().what);
            else if (d->count != known.count) // another answer came first
                refresh(keep);
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

int TranscriptModel::threadRowOf(int row) const
{
    return row >= 0 && row < d->count ? row : -1;
}

int TranscriptModel::rowOfThread(int threadRow) const
{
    return threadRow >= 0 && threadRow < d->count ? threadRow : -1;
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
    d->details.want(eventId);
    d->readNextDetail();
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
