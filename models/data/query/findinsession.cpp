// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/findinsession.h"

#include <algorithm>

#include <QStringMatcher>

#include "models/data/eventkind.h"
#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

int occurrences(const QStringMatcher &matcher, const QString &text)
{
    int count = 0;
    const qsizetype length = matcher.pattern().size();
    for (qsizetype at = matcher.indexIn(text); at >= 0; at = matcher.indexIn(text, at + length))
        ++count;
    return count;
}

// Of every statement here: id, thread, place, outcome and texts of an event. The body is looked up, never walked.
const QString selectEvents = u"SELECT e.id, e.run_id, e.position, e.block, e.outcome, b.text, b.input, b.output"
                             " FROM event e CROSS JOIN body b ON b.id = e.id WHERE "_s;

struct LookedEvent {
    FoundEvent found; // count 0 = nothing
    bool waits = false;
    qint64 characters = 0;
};

LookedEvent lookAt(const Statement &s, const QStringMatcher &matcher)
{
    LookedEvent event;
    event.found = {s.integer(0), 0, {s.integer(1), s.integer(2), s.integer(3)}};
    event.waits = s.integer(4) == static_cast<int>(Outcome::Pending);
    for (const int column : {5, 6, 7}) {
        const QString text = s.text(column);
        event.characters += text.size();
        event.found.count += occurrences(matcher, column == 6 ? withoutEscapes(text) : text);
    }
    return event;
}

Result<qint64> newestEvent(Database &db)
{
    Statement s(db, u"SELECT max(id) FROM event"_s);
    if (!s.next())
        return tl::unexpected(s.error());
    return s.integer(0);
}

// Calls that have their result now.
Result<> lookAtWaiting(Database &db, const QStringMatcher &matcher, FindNews &news)
{
    QStringList ids;
    for (const qint64 id : std::as_const(news.reach.waiting))
        ids.append(QString::number(id));
    Statement s(db, selectEvents + u"e.id IN (%1) AND e.outcome <> ?"_s.arg(ids.join(u',')));
    s.bind(static_cast<int>(Outcome::Pending));
    while (s.next()) {
        news.looked.append(lookAt(s, matcher).found);
        news.reach.waiting.removeOne(news.looked.last().event);
    }
    if (!s.ok())
        return tl::unexpected(s.error());
    return {};
}

// Goes by id, so that nothing is looked at but what is new; that may be of other sessions.
Result<> lookAtNewer(Database &db, const QStringMatcher &matcher, FindNews &news, qint64 characters)
{
    const auto newest = newestEvent(db);
    if (!newest)
        return tl::unexpected(newest.error());
    Statement s(db, selectEvents + u"+e.session_id = ? AND e.id > ? ORDER BY e.id"_s);
    s.bind(news.reach.session).bind(news.reach.lastEvent);
    qint64 read = 0;
    while (s.next()) {
        const LookedEvent event = lookAt(s, matcher);
        news.looked.append(event.found);
        news.reach.lastEvent = event.found.event;
        if (event.waits)
            news.reach.waiting.append(event.found.event);
        read += event.characters;
        news.more = read >= characters;
        if (news.more)
            return {};
    }
    if (!s.ok())
        return tl::unexpected(s.error());
    news.reach.lastEvent = std::max(news.reach.lastEvent, *newest);
    return {};
}

Result<std::optional<FindSpot>> spotOf(Database &db, qint64 session, qint64 event)
{
    Statement s(db, u"SELECT run_id, position, block FROM event WHERE id = ? AND session_id = ?"_s);
    s.bind(event).bind(session);
    if (s.next())
        return FindSpot{s.integer(0), s.integer(1), s.integer(2)};
    if (!s.ok())
        return tl::unexpected(s.error());
    return std::nullopt;
}

} // namespace

QString withoutEscapes(const QString &json)
{
    qsizetype slash = json.indexOf(u'\\');
    if (slash < 0)
        return json;
    QString plain;
    plain.reserve(json.size());
    qsizetype from = 0;
    for (; slash >= 0 && slash + 1 < json.size(); slash = json.indexOf(u'\\', from)) {
        plain.append(QStringView(json).mid(from, slash - from));
        const QChar c = json.at(slash + 1);
        from = slash + 2;
        if (c == u'u' && slash + 6 <= json.size()) {
            plain.append(QChar(QStringView(json).mid(from, 4).toUShort(nullptr, 16)));
            from += 4;
            continue;
        }
        const qsizetype known = QStringView(u"ntrbf").indexOf(c);
        plain.append(known >= 0 ? QChar(u"\n\t\r\b\f"[known]) : c);
    }
    return plain.append(QStringView(json).mid(from));
}

Result<FindPlan> planFind(Database &db, qint64 session)
{
    FindPlan plan;
    plan.reach.session = session;
    const auto newest = newestEvent(db);
    if (!newest)
        return tl::unexpected(newest.error());
    plan.reach.lastEvent = *newest;
    auto order = FindOrder::read(db, session);
    if (!order)
        return tl::unexpected(order.error());
    plan.left = order->stretches();
    plan.reach.order = *std::move(order);
    Statement s(db, u"SELECT count(*) FROM event WHERE session_id = ?"_s);
    s.bind(session);
    if (!s.next())
        return tl::unexpected(s.error());
    plan.events = s.integer(0);
    return plan;
}

Result<FindPiece> findNext(Database &db, const FindPlan &plan, const FindWords &what, qint64 characters)
{
    const QStringMatcher matcher(what.words, what.caseSensitivity);
    FindPiece piece;
    piece.rest = plan;
    Statement s(db, selectEvents + u"e.session_id = ? AND e.run_id = ? AND (e.position, e.block) > (?, ?)"
                                   " AND (e.position, e.block) <= (?, ?) ORDER BY e.position, e.block"_s);
    qint64 read = 0;
    while (!piece.rest.left.isEmpty()) {
        FindStretch &stretch = piece.rest.left.first();
        s.bind(plan.reach.session).bind(stretch.run).bind(stretch.position).bind(stretch.block);
        s.bind(stretch.endPosition).bind(stretch.endBlock);
        while (s.next()) {
            ++piece.seen;
            const LookedEvent event = lookAt(s, matcher);
            if (event.found.event == what.origin)
                piece.beforeOrigin = static_cast<int>(piece.found.size());
            if (event.found.count > 0)
                piece.found.append(event.found);
            if (event.waits)
                piece.rest.reach.waiting.append(event.found.event);
            stretch.position = event.found.spot.position;
            stretch.block = event.found.spot.block;
            read += event.characters;
            if (read >= characters)
                return piece;
        }
        if (!s.ok())
            return tl::unexpected(s.error());
        s.finish();
        piece.rest.left.removeFirst();
    }
    return piece;
}

Result<FindNews> findNews(Database &db, const FindReach &reach, const FindWords &what, qint64 characters)
{
    const QStringMatcher matcher(what.words, what.caseSensitivity);
    FindNews news;
    news.reach = reach;
    if (const auto looked = lookAtWaiting(db, matcher, news); !looked)
        return tl::unexpected(looked.error());
    if (const auto looked = lookAtNewer(db, matcher, news, characters); !looked)
        return tl::unexpected(looked.error());
    // Read last, so that it knows the threads of all that was found.
    auto order = FindOrder::read(db, reach.session);
    if (!order)
        return tl::unexpected(order.error());
    news.reach.order = *std::move(order);
    const auto origin = spotOf(db, reach.session, what.origin);
    if (!origin)
        return tl::unexpected(origin.error());
    news.origin = *origin;
    return news;
}

Result<qint64> firstEventFrom(Database &db, qint64 session, qint64 run, qint64 at)
{
    Statement s(db, u"SELECT id FROM event WHERE session_id = ? AND run_id = ? AND at >= ?"
                    " ORDER BY position, block LIMIT 1"_s);
    s.bind(session).bind(run).bind(at);
    if (s.next())
        return s.integer(0);
    if (!s.ok())
        return tl::unexpected(s.error());
    return 0;
}

} // namespace assay
