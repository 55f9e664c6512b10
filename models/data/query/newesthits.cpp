// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/newesthits.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "models/data/query/phrases.h"
#include "models/data/store/database.h"
#include "models/data/store/jsonescapes.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// Up to so many hits, looking up the time of each is the fastest way.
constexpr qsizetype lookedUp = 4'000;
// Reading events themselves: so many, and characters of text, in all; picked from so many by the filter's other terms,
// in growing steps.
constexpr qsizetype readEvents = 1'024;
constexpr qsizetype readText = 4 << 20;
constexpr qsizetype readFrom = 16'384;
constexpr int firstStep = 128;
// Walking events by time: so many at a time.
constexpr int walkStep = 8'192;

// All events from the newest on.
class NewestFirst {
public:
    explicit NewestFirst(Database &db)
        : m_step(
              db,
              u"SELECT CAST(group_concat(id) AS BLOB), min(at) FROM (SELECT id, at FROM event WHERE (at, id) < (?, ?)"
              " ORDER BY at DESC, id DESC LIMIT ?)"_s)
    {
    }

    // Empty at the end.
    Result<HitIds> next(int count)
    {
        m_step.bind(m_at).bind(m_id).bind(count);
        if (!m_step.next())
            return tl::unexpected(m_step.error());
        const HitIds ids = hitIdsOf(m_step.blob(0));
        m_at = m_step.integer(1);
        m_step.finish();
        if (!ids.isEmpty())
            m_id = ids.last();
        return ids;
    }

private:
    Statement m_step;
    qint64 m_at = std::numeric_limits<qint64>::max();
    qint64 m_id = std::numeric_limits<qint64>::max();
};

Result<HitIds> matchingRows(Database &db, const QString &match, qint64 limit)
{
    const QString rows =
        limit < 0
            ? u"body_index WHERE body_index MATCH ?"_s
            : u"(SELECT rowid FROM body_index WHERE body_index MATCH ? ORDER BY rowid DESC LIMIT %1)"_s.arg(limit);
    Statement s(db, u"SELECT CAST(group_concat(rowid) AS BLOB) FROM "_s + rows);
    s.bind(match);
    if (!s.next())
        return tl::unexpected(s.error());
    return hitIdsOf(s.blob(0));
}

// Nothing when the words are too rare among the newest events for this way.
Result<std::optional<HitIds>> newestByReading(Database &db, const Filter &filter, const FilterSql &sql,
                                              qsizetype wanted)
{
    const QList<SearchPhrase> phrases = searchPhrases(filter);
    NewestFirst events(db);
    Statement body(db, u"SELECT text, input, output FROM body WHERE id = ?"_s);
    HitIds found;
    qsizetype read = 0;
    qsizetype characters = 0;
    qsizetype walked = 0;
    for (int step = firstStep; walked < readFrom && characters < readText; step = std::min(2 * step, walkStep)) {
        const auto ids = events.next(step);
        if (!ids)
            return tl::unexpected(ids.error());
        if (ids->isEmpty())
            return found;
        const auto candidates = newestOf(db, sql, *ids, step);
        if (!candidates)
            return tl::unexpected(candidates.error());
        for (const qint64 id : *candidates) {
            body.bind(id);
            if (body.next()) {
                QList<QString> parts{body.text(0), body.text(1), body.text(2)};
                blankEscapes(parts[1]);
                characters += parts[0].size() + parts[1].size() + parts[2].size();
                if (matches(phrases, parts))
                    found.append(id);
            }
            if (!body.ok())
                return tl::unexpected(body.error());
            body.finish();
            if (found.size() >= wanted)
                return found;
            // At this rate it would take too many.
            if (++read % firstStep == 0 && found.size() * readEvents < wanted * read)
                return std::optional<HitIds>();
        }
        walked += ids->size();
    }
    return std::optional<HitIds>();
}

// Nothing when the hits are too old for this way.
Result<std::optional<HitIds>> newestByWalking(Database &db, const FilterSql &sql, HitIds matching, qsizetype wanted)
{
    std::sort(matching.begin(), matching.end());
    const qsizetype longest = std::max<qsizetype>(2 * walkStep, matching.size() / 2);
    NewestFirst events(db);
    HitIds found;
    for (qsizetype walked = 0; found.size() < wanted; walked += walkStep) {
        if (walked >= longest)
            return std::optional<HitIds>();
        const auto ids = events.next(walkStep);
        if (!ids)
            return tl::unexpected(ids.error());
        if (ids->isEmpty())
            break;
        HitIds hits;
        for (const qint64 id : *ids) {
            if (std::binary_search(matching.cbegin(), matching.cend(), id))
                hits.append(id);
        }
        const auto passing = newestOf(db, sql, hits, static_cast<int>(wanted - found.size()));
        if (!passing)
            return tl::unexpected(passing.error());
        found += *passing;
    }
    return found;
}

Result<HitIds> withoutWords(Database &db, const FilterSql &sql, int limit, int offset)
{
    Statement s(db, u"SELECT e.id"_s + hitTables() + u" WHERE "_s + visibleHits(sql) +
                        u" ORDER BY e.at DESC, e.id DESC LIMIT ? OFFSET ?"_s);
    sql.bindTo(s);
    s.bind(limit).bind(offset);
    HitIds ids;
    while (s.next())
        ids.append(s.integer(0));
    if (!s.ok())
        return tl::unexpected(s.error());
    return ids;
}

} // namespace

Result<HitIds> newestHits(Database &db, const Filter &filter, const FilterSql &sql, int limit, int offset)
{
    if (sql.match.isEmpty())
        return withoutWords(db, sql, limit, offset);
    const qsizetype wanted = qsizetype{limit} + offset;
    const auto page = [&](const HitIds &found) { return found.mid(offset, limit); };

    // The index gathers all hits of a word's beginning before it gives the first: nothing to peek at.
    const bool prefix = std::any_of(filter.terms.begin(), filter.terms.end(), [](const FilterTerm &term) {
        return term.field == FilterField::Word && term.prefix;
    });
    if (!prefix) {
        const auto few = matchingRows(db, sql.match, lookedUp + 1);
        if (!few)
            return few;
        if (few->size() <= lookedUp)
            return newestOf(db, sql, *few, limit, offset);
    }
    const auto read = newestByReading(db, filter, sql, wanted);
    if (!read)
        return tl::unexpected(read.error());
    if (*read)
        return page(**read);
    const auto all = matchingRows(db, sql.match, -1);
    if (!all)
        return all;
    if (all->size() > lookedUp) {
        const auto walked = newestByWalking(db, sql, *all, wanted);
        if (!walked)
            return tl::unexpected(walked.error());
        if (*walked)
            return page(**walked);
    }
    return newestOf(db, sql, *all, limit, offset);
}

} // namespace assay
