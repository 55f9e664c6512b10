// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/items/sessionfind.h"

#include <algorithm>

#include "models/items/ask.h"

namespace assay {

void SessionFind::stop()
{
    ++m_question;
    m_running = m_isFurther = m_grewMeanwhile = false;
    m_what.words.clear();
    m_told = {};
    m_reach = {};
}

void SessionFind::start(QueryRunner &runner, qint64 session, const QString &words, Qt::CaseSensitivity caseSensitivity,
                        qint64 origin)
{
    stop();
    m_what = {words, caseSensitivity, origin};
    if (words.isEmpty() || session == 0) {
        m_what.words.clear();
        Q_EMIT progressed();
        return;
    }
    m_told.fromOrigin = origin == 0 ? 0 : -1;
    m_running = true;
    ask<FindPiece>(runner, [session, what = m_what](Database &db) -> Result<FindPiece> {
        const auto plan = planFind(db, session);
        if (!plan)
            return tl::unexpected(plan.error());
        return findNext(db, *plan, what, charactersPerPiece);
    });
}

void SessionFind::lookFurther(QueryRunner &runner, qint64 origin)
{
    if (m_what.words.isEmpty())
        return;
    if (m_running) {
        m_grewMeanwhile =
            true; // one after the other: a session that grows steadily is searched to its end all the same
        return;
    }
    if (m_reach.session == 0)
        return; // the search failed
    m_what.origin = origin;
    m_running = m_isFurther = true;
    askNews(runner);
}

template<typename Value>
void SessionFind::ask(QueryRunner &runner, std::function<Result<Value>(Database &)> read)
{
    assay::ask<Value>(runner, QueryRunner::Lane::Search, this, true, std::move(read),
                      [this, &runner, question = m_question](const Result<Value> &answer) {
                          if (question != m_question)
                              return;
                          if (answer) {
                              take(runner, *answer);
                              return;
                          }
                          m_running = m_isFurther = m_grewMeanwhile = false;
                          Q_EMIT failed(answer.error().what);
                      });
}

void SessionFind::take(QueryRunner &runner, const FindPiece &piece)
{
    if (piece.beforeOrigin >= 0)
        m_told.fromOrigin = static_cast<int>(m_told.found.size()) + piece.beforeOrigin;
    m_told.found.append(piece.found);
    for (const FoundEvent &event : piece.found)
        m_told.hits += event.count;
    m_told.seen += piece.seen;
    m_told.events = piece.rest.events;
    if (!piece.rest.left.isEmpty()) {
        ask<FindPiece>(runner, [rest = piece.rest, what = m_what](Database &db) {
            return findNext(db, rest, what, charactersPerPiece);
        });
        Q_EMIT progressed();
        return;
    }
    m_reach = piece.rest.reach;
    done(runner);
}

void SessionFind::askNews(QueryRunner &runner)
{
    ask<FindNews>(runner, [reach = m_reach, what = m_what](Database &db) {
        return findNews(db, reach, what, charactersPerPiece);
    });
}

void SessionFind::take(QueryRunner &runner, const FindNews &news)
{
    merge(news);
    if (news.more)
        askNews(runner);
    else
        done(runner);
}

void SessionFind::merge(const FindNews &news)
{
    const FindOrder &order = news.reach.order;
    const auto isBefore = [&order](const FoundEvent &one, const FoundEvent &other) {
        return order.isBefore(one.spot, other.spot);
    };
    QList<FoundEvent> &found = m_told.found;
    if (!order.keeps(m_reach.order))
        std::stable_sort(found.begin(), found.end(), isBefore);
    m_reach = news.reach;
    QList<FoundEvent> added;
    for (const FoundEvent &event : news.looked) {
        const auto it = std::lower_bound(found.begin(), found.end(), event, isBefore);
        const bool isKnown = it != found.end() && it->event == event.event;
        m_told.hits += event.count - (isKnown ? it->count : 0);
        if (isKnown && event.count > 0)
            *it = event;
        else if (isKnown)
            found.erase(it);
        else if (event.count > 0)
            added.append(event);
    }
    std::sort(added.begin(), added.end(), isBefore);
    const qsizetype before = found.size();
    found.append(added);
    if (before > 0 && before < found.size() && isBefore(found.at(before), found.at(before - 1)))
        std::inplace_merge(found.begin(), found.begin() + before, found.end(), isBefore);
    const auto isBeforeSpot = [&order](const FoundEvent &one, const FindSpot &spot) {
        return order.isBefore(one.spot, spot);
    };
    if (news.origin)
        m_told.fromOrigin = static_cast<int>(
            std::lower_bound(found.cbegin(), found.cend(), *news.origin, isBeforeSpot) - found.cbegin());
}

void SessionFind::done(QueryRunner &runner)
{
    m_running = m_isFurther = false;
    if (std::exchange(m_grewMeanwhile, false))
        lookFurther(runner, m_what.origin);
    Q_EMIT progressed();
}

int SessionFind::percent() const
{
    return m_told.events > 0 ? static_cast<int>(std::min<qint64>(100, m_told.seen * 100 / m_told.events)) : 0;
}

} // namespace assay
