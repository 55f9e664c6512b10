// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/items/searchmodel.h"

#include <QSet>

#include <algorithm>
#include <optional>

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

QString titleOf(const SearchHit &hit)
{
    return hit.sessionTitle.isEmpty() ? SearchModel::tr("(no prompt)") : hit.sessionTitle;
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
    void setCounts(std::optional<HitCounts> newCounts, bool stillCounting);
    [[nodiscard]] HitCounts countsOfHits() const;
    [[nodiscard]] QList<int> rowsOf(const QList<SearchHit> &newHits) const;
    [[nodiscard]] QVariant headData(int first, int role) const;
    void replace(const QList<SearchHit> &newHits);
    void noteRows(qsizetype from);
    void append(const QList<SearchHit> &more);
    [[nodiscard]] qint64 total() const { return counts ? counts->hits : -1; }
    [[nodiscard]] bool isRankLimited() const { return request.order == SearchOrder::Best && total() > searchRanked; }

    SearchModel *q;
    QueryRunner *runner;
    QObject slot; // one question at a time: a newer one stops the one that runs

    QString text;
    SearchRequest request;
    QList<SearchHit> hits;
    QList<int> rows;    // the number of a hit, or for a head: -1 - the number of the first below it
    QList<int> hitRows; // by the number of the hit
    QSet<qint64> shown; // ids of the events of the hits
    int readSoFar = 0;  // some of them twice, when new hits moved them back
    bool busy = false;
    bool fetching = false;
    bool complete = true; // no more pages
    std::optional<HitCounts> counts;
    bool counting = false;
};

void SearchModel::Private::setCounts(std::optional<HitCounts> newCounts, bool stillCounting)
{
    if (!counts && !newCounts && counting == stillCounting)
        return;
    counts = std::move(newCounts);
    counting = stillCounting;
    Q_EMIT q->totalChanged();
    if (!rows.isEmpty())
        Q_EMIT q->dataChanged(q->index(0), q->index(static_cast<int>(rows.size()) - 1), {SessionHitsRole});
}

HitCounts SearchModel::Private::countsOfHits() const
{
    HitCounts counted;
    counted.hits = hits.size();
    for (const SearchHit &hit : hits)
        ++counted.bySession[hit.sessionId];
    return counted;
}

// For hits that are to be appended: a head where the session changes.
QList<int> SearchModel::Private::rowsOf(const QList<SearchHit> &newHits) const
{
    QList<int> added;
    int number = static_cast<int>(hits.size());
    qint64 session = hits.isEmpty() ? 0 : hits.last().sessionId;
    for (const SearchHit &hit : newHits) {
        if (hit.sessionId != session)
            added.append(-1 - number);
        session = hit.sessionId;
        added.append(number++);
    }
    return added;
}

void SearchModel::Private::replace(const QList<SearchHit> &newHits)
{
    q->beginResetModel();
    hits.clear();
    const QList<SearchHit> ordered = grouped(newHits);
    rows = rowsOf(ordered);
    hits = ordered;
    noteRows(0);
    shown.clear();
    for (const SearchHit &hit : newHits)
        shown.insert(hit.eventId);
    readSoFar = static_cast<int>(newHits.size());
    complete = newHits.size() < pageSize;
    q->endResetModel();
}

void SearchModel::Private::noteRows(qsizetype from)
{
    hitRows.resize(hits.size());
    for (qsizetype row = from; row < rows.size(); ++row) {
        if (rows[row] >= 0)
            hitRows[rows[row]] = static_cast<int>(row);
    }
}

void SearchModel::Private::readFirst()
{
    ask<QList<SearchHit>>([asked = request](Database &db) { return searchEvents(db, asked); },
                          [this](const Result<QList<SearchHit>> &page) {
                              busy = false;
                              if (!page) {
                                  setCounts({}, false);
                                  Q_EMIT q->failed(page.error());
                                  return;
                              }
                              replace(*page);
                              if (complete)
                                  setCounts(countsOfHits(), false);
                              else
                                  count();
                              Q_EMIT q->finished();
                          });
}

void SearchModel::Private::count()
{
    setCounts({}, true);
    if (fetching) // that page comes first, and counts when it is in
        return;
    ask<HitCounts>([filter = request.filter](Database &db) { return countHitsBySession(db, filter); },
                   [this](const Result<HitCounts> &counted) {
                       setCounts(counted ? std::optional(*counted) : std::nullopt, false);
                   });
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
    const QList<SearchHit> ordered = grouped(added);
    const QList<int> addedRows = rowsOf(ordered);
    const qsizetype first = rows.size();
    q->beginInsertRows({}, static_cast<int>(first), static_cast<int>(first + addedRows.size()) - 1);
    hits += ordered;
    rows += addedRows;
    noteRows(first);
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
        d->setCounts({}, false); // that was of the old words
        d->readFirst();
        return;
    }
    // Stops what runs: nobody waits for it any more.
    d->ask<int>([](Database &) { return 0; }, [](const Result<int> &) {});
    d->replace({});
    d->setCounts(HitCounts{}, false);
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
    return d->total();
}

qint64 SearchModel::sessions() const
{
    return d->counts ? d->counts->bySession.size() : -1;
}

bool SearchModel::isCounting() const
{
    return d->counting;
}

bool SearchModel::isRankLimited() const
{
    return d->isRankLimited();
}

int SearchModel::hitCount() const
{
    return static_cast<int>(d->hits.size());
}

SearchHit SearchModel::hit(int number) const
{
    return d->hits.value(number);
}

int SearchModel::rowOfHit(int number) const
{
    return d->hitRows.value(number, -1);
}

int SearchModel::hitOfRow(int row) const
{
    return std::max(-1, d->rows.value(row, -1));
}

bool SearchModel::isFetching() const
{
    return d->fetching;
}

int SearchModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(d->rows.size());
}

QVariant SearchModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const int number = d->rows.at(index.row());
    if (number < 0)
        return d->headData(-1 - number, role);
    const SearchHit &hit = d->hits.at(number);
    switch (role) {
    case Qt::DisplayRole:
        return hit.snippet;
    case Qt::AccessibleTextRole:
        return tr("%1, in %2").arg(hit.snippet, titleOf(hit));
    case HitRole:
        return QVariant::fromValue(hit);
    case EventIdRole:
        return hit.eventId;
    case SessionIdRole:
        return hit.sessionId;
    case HeadRole:
        return false;
    default:
        return {};
    }
}

// `first`: the number of the hit below it.
QVariant SearchModel::Private::headData(int first, int role) const
{
    const SearchHit &hit = hits.at(first);
    const qint64 known = counts ? counts->bySession.value(hit.sessionId, -1) : -1;
    switch (role) {
    case Qt::DisplayRole:
        return titleOf(hit);
    case Qt::AccessibleTextRole:
        if (known < 0)
            return SearchModel::tr("Session %1").arg(titleOf(hit));
        return known == 1 ? SearchModel::tr("Session %1, 1 hit").arg(titleOf(hit))
                          : SearchModel::tr("Session %1, %2 hits").arg(titleOf(hit)).arg(known);
    case HitRole:
        return QVariant::fromValue(hit);
    case EventIdRole:
        return qint64{0};
    case SessionIdRole:
        return hit.sessionId;
    case HeadRole:
        return true;
    case ContinuedRole:
        return std::any_of(hits.cbegin(), hits.cbegin() + first,
                           [&hit](const SearchHit &above) { return above.sessionId == hit.sessionId; });
    case SessionHitsRole:
        return known;
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
