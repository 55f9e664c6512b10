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
// Events that hold the first words of a phrase: more are no narrower than the index.
constexpr qsizetype heldAtMost = 200'000;
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
        const HitIds ids = joinedIds(m_step.blob(0));
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
    return joinedIds(s.blob(0));
}

// Tells of events by their text whether the words are in it.
class TextReader {
public:
    TextReader(Database &db, const Filter &filter)
        : m_phrases(searchPhrases(filter))
        , m_body(db, u"SELECT text, input, output FROM body WHERE id = ?"_s)
    {
    }

    Result<bool> isHit(qint64 id)
    {
        m_body.bind(id);
        bool hit = false;
        if (m_body.next()) {
            QList<QString> parts{m_body.text(0), m_body.text(1), m_body.text(2)};
            blankEscapes(parts[1]);
            m_characters += parts[0].size() + parts[1].size() + parts[2].size();
            hit = matches(m_phrases, parts);
        }
        if (!m_body.ok())
            return tl::unexpected(m_body.error());
        m_body.finish();
        return hit;
    }

    [[nodiscard]] qsizetype characters() const { return m_characters; }

private:
    const QList<SearchPhrase> m_phrases;
    Statement m_body;
    qsizetype m_characters = 0;
};

// Nothing when the words are too rare among the newest events for this way.
Result<std::optional<HitIds>> newestByReading(Database &db, const Filter &filter, const FilterSql &sql,
                                              qsizetype wanted)
{
    NewestFirst events(db);
    TextReader text(db, filter);
    HitIds found;
    qsizetype read = 0;
    qsizetype walked = 0;
    for (int step = firstStep; walked < readFrom && text.characters() < readText; step = std::min(2 * step, walkStep)) {
        const auto ids = events.next(step);
        if (!ids)
            return tl::unexpected(ids.error());
        if (ids->isEmpty())
            return found;
        const auto candidates = newestOf(db, sql, *ids, step);
        if (!candidates)
            return tl::unexpected(candidates.error());
        for (const qint64 id : *candidates) {
            const auto hit = text.isHit(id);
            if (!hit)
                return tl::unexpected(hit.error());
            if (*hit)
                found.append(id);
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

// The filter without the word that is still typed at the end of a phrase; nothing when there is none.
std::optional<Filter> withoutTypedWord(Filter filter)
{
    bool changed = false;
    for (FilterTerm &term : filter.terms) {
        QStringList phrase = foldedWords(term.value);
        if (term.field != FilterField::Word || !term.prefix || term.negated || phrase.size() < 2)
            continue;
        phrase.removeLast();
        term.value = phrase.join(u' ');
        term.prefix = false;
        changed = true;
    }
    if (!changed)
        return {};
    return filter;
}

// Appends those that hold the words until there are enough. False when it would take too much text.
Result<bool> takeHits(TextReader &text, const HitIds &candidates, qsizetype wanted, HitIds &found)
{
    for (const qint64 id : candidates) {
        if (found.size() >= wanted)
            break;
        if (text.characters() >= readText)
            return false;
        const auto hit = text.isHit(id);
        if (!hit)
            return tl::unexpected(hit.error());
        if (*hit)
            found.append(id);
    }
    return true;
}

// The index asks for all words that begin with the letters typed last, and then for the phrase with each: half a second
// for one letter. Reading the events that hold the words before takes a tenth. Nothing when they are too many.
Result<std::optional<HitIds>> newestByFirstWords(Database &db, const Filter &filter, const FilterSql &sql,
                                                 qsizetype wanted)
{
    const auto before = withoutTypedWord(filter);
    if (!before)
        return std::optional<HitIds>();
    auto holding = matchingRows(db, compileForEvents(*before).match, heldAtMost + 1);
    if (!holding)
        return tl::unexpected(holding.error());
    if (holding->size() > heldAtMost)
        return std::optional<HitIds>();
    TextReader text(db, filter);
    HitIds found;
    const auto take = [&](const Result<HitIds> &candidates) -> Result<bool> {
        if (!candidates)
            return tl::unexpected(candidates.error());
        return takeHits(text, *candidates, wanted, found);
    };
    Result<bool> taken = true;
    if (holding->size() <= lookedUp) {
        taken = take(newestOf(db, sql, *holding, static_cast<int>(holding->size())));
    } else {
        std::sort(holding->begin(), holding->end());
        NewestFirst events(db);
        for (qsizetype walked = 0; taken && *taken && found.size() < wanted; walked += walkStep) {
            if (walked >= readFrom)
                return std::optional<HitIds>();
            auto ids = events.next(walkStep);
            if (!ids)
                return tl::unexpected(ids.error());
            if (ids->isEmpty())
                break;
            ids->removeIf([&](qint64 id) { return !std::binary_search(holding->cbegin(), holding->cend(), id); });
            taken = take(newestOf(db, sql, *ids, walkStep));
        }
    }
    if (!taken)
        return tl::unexpected(taken.error());
    return *taken ? std::optional(found) : std::nullopt;
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
    return readIds(s);
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
    const auto typing = newestByFirstWords(db, filter, sql, wanted);
    if (!typing)
        return tl::unexpected(typing.error());
    if (*typing)
        return page(**typing);
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
