// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/items/searchmodel.h"

#include <QSet>

#include "models/data/filter/filter.h"
#include "models/data/query/searchquery.h"
#include "models/items/ask.h"

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

    template<typename Value>
    void ask(std::function<Result<Value>(Database &)> read, std::function<void(const Result<Value> &)> take)
    {
        assay::ask<Value>(*runner, Lane::Search, &slot, true, std::move(read), std::move(take));
    }
    void readFirst();
    void readMore();
    void count();
    void setTotal(qint64 hits, bool stillCounting);
    void replace(const QList<SearchHit> &newHits);
    void append(const QList<SearchHit> &more);
    [[nodiscard]] bool isRankLimited() const { return request.order == SearchOrder::Best && total > searchRanked; }

    SearchModel *q;
    QueryRunner *runner;
    QObject slot; // one question at a time: a newer one stops the one that runs

    QString text;
    SearchRequest request;
    QList<SearchHit> hits;
    QSet<qint64> shown; // ids of the events of the hits
    int readSoFar = 0;  // some of them twice, when new hits moved them back
    bool busy = false;
    bool fetching = false;
    bool complete = true; // no more pages
    qint64 total = -1;
    bool counting = false;
};

void SearchModel::Private::setTotal(qint64 newTotal, bool stillCounting)
{
    if (total == newTotal && counting == stillCounting)
        return;
    total = newTotal;
    counting = stillCounting;
    Q_EMIT q->totalChanged();
}

void SearchModel::Private::replace(const QList<SearchHit> &newHits)
{
    q->beginResetModel();
    hits = grouped(newHits);
    shown.clear();
    for (const SearchHit &hit : newHits)
        shown.insert(hit.eventId);
    readSoFar = static_cast<int>(newHits.size());
    complete = newHits.size() < pageSize;
    q->endResetModel();
}

void SearchModel::Private::readFirst()
{
    ask<QList<SearchHit>>([asked = request](Database &db) { return searchEvents(db, asked); },
                          [this](const Result<QList<SearchHit>> &page) {
                              busy = false;
                              if (!page) {
                                  setTotal(-1, false);
                                  Q_EMIT q->failed(page.error());
                                  return;
                              }
                              replace(*page);
                              if (complete)
                                  setTotal(hits.size(), false);
                              else
                                  count();
                              Q_EMIT q->finished();
                          });
}

void SearchModel::Private::count()
{
    setTotal(-1, true);
    if (fetching) // that page comes first, and counts when it is in
        return;
    ask<qint64>([filter = request.filter](Database &db) { return countHits(db, filter); },
                [this](const Result<qint64> &counted) { setTotal(counted ? *counted : -1, false); });
}

void SearchModel::Private::append(const QList<SearchHit> &more)
{
    QList<SearchHit> added;
    for (const SearchHit &hit : more) {
        if (!shown.contains(hit.eventId))
            added.append(hit);
        shown.insert(hit.eventId);
    }
    readSoFar += static_cast<int>(more.size());
    complete = more.size() < pageSize;
    if (added.isEmpty())
        return;
    const int first = static_cast<int>(hits.size());
    q->beginInsertRows({}, first, first + static_cast<int>(added.size()) - 1);
    hits += grouped(added);
    q->endInsertRows();
}

// Stops a count that runs; it begins again behind the page.
void SearchModel::Private::readMore()
{
    fetching = true;
    SearchRequest next = request;
    next.offset = readSoFar;
    ask<QList<SearchHit>>([next](Database &db) { return searchEvents(db, next); },
                          [this](const Result<QList<SearchHit>> &page) {
                              if (page)
                                  append(*page);
                              else
                                  complete = true;
                              fetching = false; // not earlier: who hears of the new rows may ask for more at once
                              if (!page)
                                  Q_EMIT q->failed(page.error());
                              if (counting && !busy && !fetching)
                                  count();
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
    d->text = text;
    d->fetching = false;
    d->complete = true; // the old hits stay, but no more of them come
    d->request = {.filter = parseFilter(text, FilterClock::system(), FilterTyping::AsYouType),
                  .order = order == Order::Newest ? SearchOrder::Newest : SearchOrder::Best,
                  .limit = pageSize};
    Q_EMIT problems(d->request.filter.problems);
    d->busy = !d->request.filter.isEmpty();
    if (d->busy) {
        d->setTotal(-1, false); // that was of the old words
        d->readFirst();
        return;
    }
    // Stops what runs: nobody waits for it any more.
    d->ask<int>([](Database &) { return 0; }, [](const Result<int> &) {});
    d->replace({});
    d->setTotal(0, false);
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

bool SearchModel::isCounting() const
{
    return d->counting;
}

bool SearchModel::isRankLimited() const
{
    return d->isRankLimited();
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
    case Qt::AccessibleTextRole:
        return tr("%1, in %2").arg(hit.snippet, hit.sessionTitle.isEmpty() ? tr("(no prompt)") : hit.sessionTitle);
    case HitRole:
        return QVariant::fromValue(hit);
    case EventIdRole:
        return hit.eventId;
    case SessionIdRole:
        return hit.sessionId;
    case FirstOfSessionRole:
        return index.row() == 0 || d->hits.at(index.row() - 1).sessionId != hit.sessionId;
    case ContinuedRole:
        return std::any_of(d->hits.cbegin(), d->hits.cbegin() + index.row(),
                           [&hit](const SearchHit &above) { return above.sessionId == hit.sessionId; });
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
