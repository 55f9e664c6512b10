// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/sessionfacts.h"

#include <nlohmann/json.hpp>

#include "models/data/decoderversion.h"
#include "models/data/query/carequery.h"
#include "models/data/query/rawline.h"
#include "models/data/query/sessionquery.h"
#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 promptLineLimit = 1 << 18; // longer ones hold pictures
constexpr int relativesLimit = 20;
constexpr int bookmarksLimit = 500;

Result<> end(const Statement &s)
{
    if (!s.ok())
        return tl::unexpected(s.error());
    return {};
}

Result<> takeModels(Database &db, SessionFacts &facts)
{
    Statement s(db, u"SELECT model, count(*), sum(input), sum(output), sum(cache_read), sum(cache_write_5m) +"
                    " sum(cache_write_1h), sum(output_lower_bound), sum(cost), sum(cost IS NULL) FROM message"
                    " WHERE session_id = ? GROUP BY model ORDER BY 2 DESC, model"_s);
    s.bind(facts.session.id);
    while (s.next()) {
        ModelUse use{.model = s.text(0), .replies = s.smallInteger(1), .tokens = {}, .cost = {}};
        use.tokens = {s.integer(2), s.integer(3), s.integer(4), s.integer(5)};
        use.outputIsLowerBound = s.integer(6) > 0;
        const int unpriced = s.smallInteger(8);
        if (unpriced == 0)
            use.cost = s.real(7);
        facts.unpricedReplies += unpriced;
        facts.models.append(use);
    }
    if (auto read = end(s); !read)
        return read;
    Statement shared(db, u"SELECT count(*) FROM message_share WHERE session_id = ?"_s);
    shared.bind(facts.session.id);
    if (shared.next())
        facts.repliesCountedElsewhere = shared.smallInteger(0);
    return end(shared);
}

Result<> takeSkills(Database &db, SessionFacts &facts)
{
    Statement s(db, u"SELECT skill, uses, (SELECT count(*) FROM event e WHERE e.skill = k.skill COLLATE NOCASE AND"
                    " e.skill <> '' AND e.session_id = k.session_id) AS lines FROM session_skill k WHERE session_id = ?"
                    " ORDER BY uses DESC, lines DESC, skill"_s);
    s.bind(facts.session.id);
    while (s.next())
        facts.skills.append({s.text(0), s.smallInteger(1), s.smallInteger(2)});
    return end(s);
}

Result<> takeRelatives(Database &db, SessionFacts &facts)
{
    Statement s(db, u"SELECT s.id, s.title, s.started_at FROM (SELECT b AS id FROM lineage_edge WHERE a = ? UNION"
                    " SELECT a FROM lineage_edge WHERE b = ?) r JOIN session s ON s.id = r.id"
                    " WHERE s.deleted_at IS NULL ORDER BY s.started_at, s.id LIMIT ?"_s);
    s.bind(facts.session.id).bind(facts.session.id).bind(relativesLimit);
    while (s.next())
        facts.relatives.append({s.integer(0), s.text(1), s.integer(2)});
    return end(s);
}

Result<> takeSources(Database &db, SessionFacts &facts)
{
    Statement s(db,
                u"SELECT count(*), coalesce(sum(state = 'source_gone'), 0), (SELECT decoder_version < ? FROM session"
                " WHERE id = ?) FROM source WHERE session_id = ?"_s);
    s.bind(decoderVersion).bind(facts.session.id).bind(facts.session.id);
    if (s.next()) {
        facts.sources = s.smallInteger(0);
        facts.sourcesGone = s.smallInteger(1);
        facts.olderDecoder = s.integer(2) != 0;
    }
    return end(s);
}

// Not a column of the session: the raw line of the newest prompt has it, where the client wrote it.
Result<> takePermissionMode(Database &db, SessionFacts &facts)
{
    Statement s(db, u"SELECT source_id, raw_position, raw_length FROM event WHERE session_id = ? AND run_id = 0 AND"
                    " kind = 1 AND raw_length BETWEEN 1 AND ? ORDER BY position DESC, block DESC LIMIT 1"_s);
    s.bind(facts.session.id).bind(promptLineLimit);
    if (!s.next())
        return end(s);
    const auto raw = readRaw(db, s.integer(0), s.integer(1), s.integer(2));
    if (!raw)
        return {}; // a damaged line is the doctor's affair
    const auto line = nlohmann::json::parse(raw->cbegin(), raw->cend(), nullptr, false);
    if (!line.is_object())
        return {};
    const auto mode = line.find("permissionMode");
    if (mode != line.end() && mode->is_string())
        facts.permissionMode = QString::fromStdString(mode->get_ref<const std::string &>());
    return {};
}

Result<> takeCare(Database &db, SessionFacts &facts)
{
    auto tags = readTags(db, facts.session.id);
    if (!tags)
        return tl::unexpected(tags.error());
    facts.tags = std::move(*tags);
    auto note = readNote(db, facts.session.id);
    if (!note)
        return tl::unexpected(note.error());
    facts.note = std::move(*note);
    Statement marks(db, u"SELECT e.id, e.kind, e.tool, e.head, e.at FROM bookmark b JOIN event e ON e.id = b.event_id"
                        " WHERE b.session_id = ? ORDER BY e.at, e.position LIMIT ?"_s);
    marks.bind(facts.session.id).bind(bookmarksLimit);
    while (marks.next()) {
        facts.bookmarks.append({marks.integer(0), static_cast<EventKind>(marks.integer(1)), marks.text(2),
                                marks.text(3), marks.integer(4)});
    }
    return end(marks);
}

QString textOf(const QByteArray &line, bool &cut)
{
    QString text = QString::fromUtf8(line.left(rawEventLimit));
    cut = cut || line.size() > rawEventLimit;
    return text;
}

} // namespace

Result<SessionFacts> readSessionFacts(Database &db, qint64 sessionId)
{
    const auto session = readSession(db, sessionId);
    if (!session)
        return tl::unexpected(session.error());
    SessionFacts facts;
    facts.session = *session;
    for (const auto take : {takeModels, takeSkills, takeRelatives, takeSources, takePermissionMode, takeCare}) {
        if (const auto taken = take(db, facts); !taken)
            return tl::unexpected(taken.error());
    }
    return facts;
}

Result<RawEvent> readRawEvent(Database &db, qint64 eventId, bool withText)
{
    Statement s(db, u"SELECT e.kind, e.tool, e.source_id, e.raw_position, e.raw_length, e.result_source_id,"
                    " e.result_position, e.result_length FROM event e JOIN session s ON s.id = e.session_id"
                    " WHERE e.id = ? AND s.deleted_at IS NULL"_s);
    s.bind(eventId);
    if (!s.next()) {
        if (!s.ok())
            return tl::unexpected(s.error());
        return fail(Error::Code::NotFound, u"This event is not in the store. Its session may have been deleted."_s);
    }
    RawEvent raw{.eventId = eventId, .kind = static_cast<EventKind>(s.integer(0)), .tool = s.text(1)};
    raw.bytes = s.integer(4) + s.integer(7);
    if (!withText)
        return raw;
    const auto line = readRaw(db, s.integer(2), s.integer(3), s.integer(4));
    if (!line)
        return tl::unexpected(line.error());
    raw.line = textOf(*line, raw.cut);
    if (s.integer(7) == 0)
        return raw;
    const auto result = readRaw(db, s.integer(5), s.integer(6), s.integer(7));
    if (!result)
        return tl::unexpected(result.error());
    raw.resultLine = textOf(*result, raw.cut);
    return raw;
}

} // namespace assay
