// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/searchquery.h"

#include <algorithm>
#include <array>
#include <limits>

#include "models/data/filter/filtersql.h"
#include "models/data/query/hitids.h"
#include "models/data/query/newesthits.h"
#include "models/data/query/snippet.h"
#include "models/data/store/database.h"
#include "models/data/store/jsonescapes.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// The beginning of a word is asked of thousands of words, and to rank what they find costs the index two passes over
// all of it. While a word is still short, its end will change the order anyway.
bool isWorthRanking(const Filter &filter)
{
    constexpr qsizetype shortest = 5;
    const QList<SearchPhrase> phrases = searchPhrases(filter);
    return std::all_of(phrases.begin(), phrases.end(), [](const SearchPhrase &phrase) {
        return !phrase.prefix || phrase.words.isEmpty() || phrase.words.last().size() >= shortest;
    });
}

Result<HitIds> bestHits(Database &db, const FilterSql &filter, int limit, int offset)
{
    Statement s(
        db, u"SELECT CAST(group_concat(id) AS BLOB) FROM (SELECT id FROM (SELECT rowid AS id, bm25(body_index) AS score"
            " FROM body_index WHERE body_index MATCH ? ORDER BY rowid DESC LIMIT %1) ORDER BY score, id DESC)"_s.arg(
                searchRanked));
    s.bind(filter.match);
    if (!s.next())
        return tl::unexpected(s.error());
    const HitIds ranked = joinedIds(s.blob(0));
    s.finish();

    HitIds found;
    const qsizetype wanted = qsizetype{limit} + offset;
    for (qsizetype at = 0; at < ranked.size() && found.size() < wanted; at += wanted) {
        const HitIds candidates = ranked.mid(at, wanted);
        const auto passing = newestOf(db, filter, candidates, static_cast<int>(wanted), 0);
        if (!passing)
            return passing;
        for (const qint64 id : candidates) {
            if (passing->contains(id) && found.size() < wanted)
                found.append(id);
        }
    }
    found.remove(0, std::min<qsizetype>(offset, found.size()));
    return found;
}

// Finds the match in the parts of a body, reading little of long ones first.
class HitReader {
public:
    HitReader(Database &db, const Filter &filter)
        : m_cutter(filter)
        , m_bodies(db, u"SELECT substr(text, 1, ?), substr(input, 1, ?), substr(output, 1, ?) FROM body WHERE id = ?"_s)
    {
    }

    Result<> fill(SearchHit &hit, qint64 longestPart)
    {
        // Characters of the first look, of the second, and all there is.
        constexpr std::array<qint64, 3> looks{16 * 1024, 256 * 1024, std::numeric_limits<int>::max()};
        std::array<QString, 3> parts;
        for (const qint64 look : looks) {
            m_bodies.bind(look).bind(look).bind(look).bind(hit.eventId);
            if (!m_bodies.next()) {
                if (!m_bodies.ok())
                    return tl::unexpected(m_bodies.error());
                return {};
            }
            for (int part = 0; part < 3; ++part) {
                parts[static_cast<size_t>(part)] = m_bodies.text(part);
                if (static_cast<BodyPart>(part) == BodyPart::Input)
                    blankEscapes(parts[static_cast<size_t>(part)]);
                if (const auto snippet = m_cutter.cut(parts[static_cast<size_t>(part)])) {
                    m_bodies.finish();
                    take(hit, *snippet, part);
                    return {};
                }
            }
            m_bodies.finish();
            if (longestPart <= look)
                break;
        }
        const auto filled =
            std::find_if(parts.begin(), parts.end(), [](const QString &part) { return !part.isEmpty(); });
        if (filled != parts.end())
            take(hit, SnippetCutter::beginning(*filled), static_cast<int>(filled - parts.begin()));
        return {};
    }

private:
    static void take(SearchHit &hit, const Snippet &snippet, int part)
    {
        hit.snippet = snippet.line;
        hit.marks = snippet.marks;
        hit.part = static_cast<BodyPart>(part);
    }

    SnippetCutter m_cutter;
    Statement m_bodies;
};

Result<QList<SearchHit>> readHits(Database &db, const Filter &filter, const HitIds &ids)
{
    QList<SearchHit> hits;
    Statement s(db, u"SELECT e.session_id, s.uuid, s.title, p.name, e.kind, e.tool, e.at,"
                    " max(e.text_bytes, e.input_bytes, e.output_bytes)"_s +
                        hitTables() + u" WHERE e.id = ?"_s);
    HitReader reader(db, filter);
    for (const qint64 id : ids) {
        s.bind(id);
        if (!s.next()) {
            if (!s.ok())
                return tl::unexpected(s.error());
            continue;
        }
        SearchHit hit;
        hit.eventId = id;
        hit.sessionId = s.integer(0);
        hit.sessionUuid = s.text(1);
        hit.sessionTitle = s.text(2);
        hit.projectName = s.text(3);
        hit.kind = static_cast<EventKind>(s.integer(4));
        hit.tool = s.text(5);
        hit.at = s.integer(6);
        const qint64 longest = s.integer(7);
        s.finish();
        if (auto filled = reader.fill(hit, longest); !filled)
            return tl::unexpected(filled.error());
        hits.append(hit);
    }
    return hits;
}

// All that may be shown, with the alias e.
QString allHits(const FilterSql &sql)
{
    const QString match =
        sql.match.isEmpty() ? QString() : u"e.id IN (SELECT rowid FROM body_index WHERE body_index MATCH ?) AND "_s;
    return hitTables() + u" WHERE "_s + match + visibleHits(sql);
}

void bindAllHits(Statement &s, const FilterSql &sql)
{
    if (!sql.match.isEmpty())
        s.bind(sql.match);
    sql.bindTo(s);
}

} // namespace

Result<QList<SearchHit>> searchEvents(Database &db, const SearchRequest &request)
{
    if (request.filter.isEmpty() || request.limit <= 0)
        return QList<SearchHit>{};
    const FilterSql filter = compileForEvents(request.filter);
    const bool ranked = request.order == SearchOrder::Best && !filter.match.isEmpty() && isWorthRanking(request.filter);
    const auto ids = ranked ? bestHits(db, filter, request.limit, request.offset)
                            : newestHits(db, request.filter, filter, request.limit, request.offset);
    if (!ids)
        return tl::unexpected(ids.error());
    return readHits(db, request.filter, *ids);
}

Result<qint64> countHits(Database &db, const Filter &filter)
{
    if (filter.isEmpty())
        return 0;
    const FilterSql sql = compileForEvents(filter);
    Statement s(db, u"SELECT count(*)"_s + allHits(sql));
    bindAllHits(s, sql);
    if (!s.next())
        return tl::unexpected(s.error());
    return s.integer(0);
}

Result<HitCounts> countHitsBySession(Database &db, const Filter &filter)
{
    HitCounts counts;
    if (filter.isEmpty())
        return counts;
    const FilterSql sql = compileForEvents(filter);
    // One row for all: a row for each session costs ten times as much on the way through the driver.
    Statement s(db, u"SELECT CAST(group_concat(session_id || ',' || hits) AS BLOB) FROM"
                    " (SELECT e.session_id, count(*) AS hits"_s +
                        allHits(sql) + u" GROUP BY e.session_id)"_s);
    bindAllHits(s, sql);
    if (!s.next())
        return tl::unexpected(s.error());
    const HitIds pairs = joinedIds(s.blob(0));
    for (qsizetype i = 0; i + 1 < pairs.size(); i += 2) {
        counts.bySession.insert(pairs[i], pairs[i + 1]);
        counts.hits += pairs[i + 1];
    }
    return counts;
}

} // namespace assay
