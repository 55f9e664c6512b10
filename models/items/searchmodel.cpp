// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/items/searchmodel.h"

#include "models/data/filter/filter.h"
#include "models/data/query/searchquery.h"
#include "models/items/queryrunner.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

using Lane = QueryRunner::Lane;

// Hits of one session together, sessions in the order of their first hit.
QList<SearchHit> grouped(const QList<SearchHit> &hits)
{
    QList<qint64> sessions;
    QHash<qint64, QList<SearchHit>> groups;
    for (const SearchHit &hit : hits) {
        if (!groups.contains(hit.sessionId))
            sessions.append(hit.sessionId);
        groups[hit.sessionId].append(hit);
    }
    QList<SearchHit> result;
    for (const qint64 session : sessions)
        result += groups[session];
    return result;
}

} // namespace

class SearchModel::Private {
public:
    Private(SearchModel *model, QueryRunner *queries)
        : q(model)
        , runner(queries)
    {
    }

    void readFirst();
    void readMore();
    void count();
    void setTotal(qint64 hits);
    void replace(const QList<SearchHit> &newHits);
    void append(const QList<SearchHit> &more);

    SearchModel *q;
    QueryRunner *runner;
    QObject searchSlot, moreSlot;
    quint64 generation = 0; // answers to an older question are dropped

    QString text;
    SearchRequest request;
    QList<SearchHit> hits;
    bool busy = false;
    bool fetching = false;
    bool complete = true; // no more pages
    qint64 total = -1;
};

void SearchModel::Private::setTotal(qint64 newTotal)
{
    if (total == newTotal)
        return;
    total = newTotal;
    Q_EMIT q->totalChanged();
}

void SearchModel::Private::replace(const QList<SearchHit> &newHits)
{
    q->beginResetModel();
    hits = grouped(newHits);
    complete = newHits.size() < pageSize;
    q->endResetModel();
}

void SearchModel::Private::readFirst()
{
    auto answer = std::make_shared<Result<QList<SearchHit>>>();
    runner->post(
        Lane::Search, &searchSlot, [answer, asked = request](Database &db) { *answer = searchEvents(db, asked); },
        [this, answer](const Result<> &store) {
            busy = false;
            if (!store || !*answer) {
                Q_EMIT q->failed(store ? answer->error().what : store.error().what);
                return;
            }
            replace(**answer);
            if (complete)
                setTotal(hits.size());
            else
                count();
            Q_EMIT q->finished();
        },
        true);
}

void SearchModel::Private::count()
{
    setTotal(-1);
    auto answer = std::make_shared<Result<qint64>>(-1);
    runner->post(
        Lane::Search, &searchSlot, [answer, filter = request.filter](Database &db) { *answer = countHits(db, filter); },
        [this, answer](const Result<> &store) {
            if (store && *answer)
                setTotal(**answer);
        },
        true);
}

void SearchModel::Private::append(const QList<SearchHit> &more)
{
    complete = more.size() < pageSize;
    if (more.isEmpty())
        return;
    const int first = static_cast<int>(hits.size());
    q->beginInsertRows({}, first, first + static_cast<int>(more.size()) - 1);
    hits += more;
    q->endInsertRows();
}

// On the paging lane, so that a count that runs does not hold it up.
void SearchModel::Private::readMore()
{
    fetching = true;
    SearchRequest next = request;
    next.offset = static_cast<int>(hits.size());
    auto answer = std::make_shared<Result<QList<SearchHit>>>();
    runner->post(
        Lane::Paging, &moreSlot, [answer, next](Database &db) { *answer = searchEvents(db, next); },
        [this, answer, asked = generation](const Result<> &store) {
            if (asked != generation)
                return;
            if (store && *answer)
                append(grouped(**answer));
            else
                complete = true;
            fetching = false; // not earlier: who hears of the new rows may ask for more at once
            if (!store || !*answer)
                Q_EMIT q->failed(store ? answer->error().what : store.error().what);
        });
}

SearchModel::SearchModel(QueryRunner *runner, QObject *parent)
    : QAbstractListModel(parent)
    , d(std::make_unique<Private>(this, runner))
{
}

SearchModel::~SearchModel() = default;

void SearchModel::search(const QString &text, Order order)
{
    ++d->generation;
    d->text = text;
    d->fetching = false;
    d->complete = true; // the old hits stay, but no more of them come
    d->request = {.filter = parseFilter(text, FilterClock::system(), FilterTyping::AsYouType),
                  .order = order == Order::Newest ? SearchOrder::Newest : SearchOrder::Best,
                  .limit = pageSize};
    Q_EMIT problems(d->request.filter.problemMessages());
    d->busy = !d->request.filter.isEmpty();
    if (d->busy) {
        d->readFirst();
        return;
    }
    // Stops what runs: nobody waits for it any more.
    d->runner->post(
        Lane::Search, &d->searchSlot, [](Database &) {}, [](const Result<> &) {}, true);
    d->replace({});
    d->setTotal(0);
    Q_EMIT finished();
}

QString SearchModel::text() const
{
    return d->text;
}

bool SearchModel::isBusy() const
{
    return d->busy;
}

qint64 SearchModel::total() const
{
    return d->total;
}

int SearchModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(d->hits.size());
}

QVariant SearchModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const SearchHit &hit = d->hits.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return hit.snippet;
    case HitRole:
        return QVariant::fromValue(hit);
    case EventIdRole:
        return hit.eventId;
    case SessionIdRole:
        return hit.sessionId;
    case FirstOfSessionRole:
        return index.row() == 0 || d->hits.at(index.row() - 1).sessionId != hit.sessionId;
    default:
        return {};
    }
}

bool SearchModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !d->complete && !d->fetching;
}

void SearchModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        d->readMore();
}

} // namespace assay
