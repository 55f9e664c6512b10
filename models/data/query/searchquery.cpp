// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/searchquery.h"

#include <algorithm>
#include <array>

#include "models/data/filter/filtersql.h"
#include "models/data/query/snippet.h"
#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

using Ids = QList<qint64>;

// Up to so many hits, looking up the time of each is the fastest way; with more, walking the events by time is.
constexpr qsizetype lookedUp = 4'000;
constexpr int walkStep = 8'192;

const QString joined = u" FROM event e JOIN session s ON s.id = e.session_id JOIN project p ON p.id = s.project_id"_s;
const QString visible = u"s.deleted_at IS NULL AND (%1)"_s;

// Ids travel as one text: a row each costs ten times as much on the way through the driver.
Ids idsOf(const QByteArray &list)
{
    Ids ids;
    if (list.isEmpty())
        return ids;
    ids.reserve(list.size() / 6);
    qint64 id = 0;
    for (const char c : list) {
        if (c == ',') {
            ids.append(id);
            id = 0;
        } else {
            id = id * 10 + (c - '0');
        }
    }
    ids.append(id);
    return ids;
}

QString jsonArray(const Ids &ids)
{
    QString list = u"["_s;
    list.reserve(ids.size() * 8);
    for (const qint64 id : ids) {
        if (list.size() > 1)
            list += u',';
        list += QString::number(id);
    }
    return list + u']';
}

Result<Ids> readIds(Statement &s)
{
    Ids ids;
    while (s.next())
        ids.append(s.integer(0));
    if (!s.ok())
        return tl::unexpected(s.error());
    return ids;
}

Result<Ids> matchingRows(Database &db, const QString &match)
{
    Statement s(db, u"SELECT CAST(group_concat(rowid) AS BLOB) FROM body_index WHERE body_index MATCH ?"_s);
    s.bind(match);
    if (!s.next())
        return tl::unexpected(s.error());
    return idsOf(s.blob(0));
}

// Those of the candidates that pass the filter, newest first.
Result<Ids> newestOf(Database &db, const FilterSql &filter, const Ids &candidates, int limit, int offset)
{
    Statement s(db, u"SELECT e.id"_s + joined + u" WHERE e.id IN (SELECT value FROM json_each(?)) AND "_s +
                        visible.arg(filter.where) + u" ORDER BY e.at DESC, e.id DESC LIMIT ? OFFSET ?"_s);
    s.bind(jsonArray(candidates));
    filter.bindTo(s);
    s.bind(limit).bind(offset);
    return readIds(s);
}

// Walks all events from the newest and picks those that match, until there are enough.
Result<Ids> newestByWalk(Database &db, const FilterSql &filter, const Ids &matching, qsizetype wanted)
{
    Ids sorted = matching;
    std::sort(sorted.begin(), sorted.end());
    Ids found;
    qint64 at = std::numeric_limits<qint64>::max();
    qint64 id = at;
    Statement step(db, u"SELECT CAST(group_concat(id) AS BLOB), min(at), count(*) FROM (SELECT id, at FROM event"
                       " WHERE (at, id) < (?, ?) ORDER BY at DESC, id DESC LIMIT ?)"_s);
    while (found.size() < wanted) {
        step.bind(at).bind(id).bind(walkStep);
        if (!step.next())
            return tl::unexpected(step.error());
        const Ids walked = idsOf(step.blob(0));
        const qint64 oldest = step.integer(1);
        step.finish();
        if (walked.isEmpty())
            break;
        Ids hits;
        for (const qint64 each : walked) {
            if (std::binary_search(sorted.cbegin(), sorted.cend(), each))
                hits.append(each);
        }
        const auto passing = newestOf(db, filter, hits, static_cast<int>(wanted - found.size()), 0);
        if (!passing)
            return passing;
        found += *passing;
        at = oldest;
        id = walked.last();
    }
    return found;
}

Result<Ids> newestIds(Database &db, const FilterSql &filter, int limit, int offset)
{
    if (filter.match.isEmpty()) {
        Statement s(db, u"SELECT e.id"_s + joined + u" WHERE "_s + visible.arg(filter.where) +
                            u" ORDER BY e.at DESC, e.id DESC LIMIT ? OFFSET ?"_s);
        filter.bindTo(s);
        s.bind(limit).bind(offset);
        return readIds(s);
    }
    const auto matching = matchingRows(db, filter.match);
    if (!matching)
        return matching;
    if (matching->size() <= lookedUp)
        return newestOf(db, filter, *matching, limit, offset);
    auto found = newestByWalk(db, filter, *matching, qsizetype{limit} + offset);
    if (found)
        found->remove(0, std::min<qsizetype>(offset, found->size()));
    return found;
}

Result<Ids> bestIds(Database &db, const FilterSql &filter, int limit, int offset)
{
    if (filter.match.isEmpty())
        return newestIds(db, filter, limit, offset);
    Statement s(
        db, u"SELECT CAST(group_concat(id) AS BLOB) FROM (SELECT id FROM (SELECT rowid AS id, bm25(body_index) AS score"
            " FROM body_index WHERE body_index MATCH ? ORDER BY rowid DESC LIMIT %1) ORDER BY score, id DESC)"_s.arg(
                searchRanked));
    s.bind(filter.match);
    if (!s.next())
        return tl::unexpected(s.error());
    const Ids ranked = idsOf(s.blob(0));
    s.finish();

    Ids found;
    const qsizetype wanted = qsizetype{limit} + offset;
    for (qsizetype at = 0; at < ranked.size() && found.size() < wanted; at += wanted) {
        const Ids candidates = ranked.mid(at, wanted);
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
        , m_bodies(db,
                   u"SELECT substr(text, 1, ?1), substr(input, 1, ?1), substr(output, 1, ?1) FROM body WHERE id = ?2"_s)
    {
    }

    Result<> fill(SearchHit &hit, qint64 longestPart)
    {
        // Characters of the first look, of the second, and all there is.
        constexpr std::array<qint64, 3> looks{16 * 1024, 256 * 1024, std::numeric_limits<int>::max()};
        std::array<QString, 3> parts;
        for (const qint64 look : looks) {
            m_bodies.bind(look).bind(hit.eventId);
            if (!m_bodies.next()) {
                if (!m_bodies.ok())
                    return tl::unexpected(m_bodies.error());
                return {};
            }
            for (int part = 0; part < 3; ++part) {
                parts[static_cast<size_t>(part)] = m_bodies.text(part);
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

Result<QList<SearchHit>> readHits(Database &db, const Filter &filter, const Ids &ids)
{
    QList<SearchHit> hits;
    Statement s(db, u"SELECT e.session_id, s.uuid, s.title, p.name, e.kind, e.tool, e.at,"
                    " max(e.text_bytes, e.input_bytes, e.output_bytes)"_s +
                        joined + u" WHERE e.id = ?"_s);
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

} // namespace

Result<QList<SearchHit>> searchEvents(Database &db, const SearchRequest &request)
{
    if (request.filter.isEmpty() || request.limit <= 0)
        return QList<SearchHit>{};
    const FilterSql filter = compileForEvents(request.filter);
    const auto ids = request.order == SearchOrder::Newest ? newestIds(db, filter, request.limit, request.offset)
                                                          : bestIds(db, filter, request.limit, request.offset);
    if (!ids)
        return tl::unexpected(ids.error());
    return readHits(db, request.filter, *ids);
}

Result<qint64> countHits(Database &db, const Filter &filter)
{
    if (filter.isEmpty())
        return 0;
    const FilterSql sql = compileForEvents(filter);
    const QString match =
        sql.match.isEmpty() ? QString() : u"e.id IN (SELECT rowid FROM body_index WHERE body_index MATCH ?) AND "_s;
    Statement s(db, u"SELECT count(*)"_s + joined + u" WHERE "_s + match + visible.arg(sql.where));
    if (!match.isEmpty())
        s.bind(sql.match);
    sql.bindTo(s);
    if (!s.next())
        return tl::unexpected(s.error());
    return s.integer(0);
}

} // namespace assay
