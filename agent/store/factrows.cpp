// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/factrows.h"

#include "agent/store/memorypass.h"

#include <cstring>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// More names than one session is likely to have; they are few against what is read.
constexpr std::size_t mostKnown = 200'000;

QByteArray littleEndian(const std::array<std::uint32_t, 64> &numbers)
{
    QByteArray bytes;
    bytes.reserve(static_cast<qsizetype>(numbers.size() * 4));
    for (const std::uint32_t number : numbers) {
        for (unsigned shift = 0; shift < 32; shift += 8)
            bytes.append(static_cast<char>(number >> shift & 0xFFU));
    }
    return bytes;
}

qint64 asSigned(std::uint64_t value)
{
    qint64 number = 0;
    std::memcpy(&number, &value, sizeof number);
    return number;
}

} // namespace

FactRows::FactRows(Database &db)
    : m_findName(db, u"SELECT id FROM fact_name WHERE kind = ? AND text = CAST(? AS TEXT)"_s)
    , m_addName(db, u"INSERT INTO fact_name(kind, text) VALUES(?, CAST(? AS TEXT))"_s)
    , m_findError(db, u"SELECT id FROM fact_error WHERE tool = CAST(? AS TEXT) AND head = CAST(? AS TEXT) AND code = "
                      "CAST(? AS TEXT) AND text = CAST(? AS TEXT)"_s)
    , m_addError(db, u"INSERT INTO fact_error(tool, head, code, text, class) VALUES(CAST(? AS TEXT), CAST(? AS TEXT), "
                     "CAST(? AS TEXT), CAST(? AS TEXT), ?)"_s)
    , m_addEpisode(db,
                   u"INSERT INTO fact_episode(session_id, ordinal, natural, at, outcome, interruption, ask, ask_flags, "
                   "ask_bytes, language, simhash, minhash, words, skills) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS "
                   "TEXT), ?, ?, CAST(? AS TEXT), CAST(? AS TEXT))"_s)
    , m_addAct(
          db, u"INSERT INTO fact_act(session_id, ordinal, episode, event_id, at, duration_ms, head, form, file, error, "
              "kind, outcome, verifies, flags) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s)
    , m_addRefusal(db, u"INSERT INTO fact_refusal(session_id, act, event_id, kind) VALUES(?, ?, ?, ?)"_s)
    , m_addSession(db, u"INSERT OR REPLACE INTO fact_session(session_id, version) VALUES(?, ?)"_s)
    , m_forget{Statement(db, u"DELETE FROM fact_act WHERE session_id = ?"_s),
               Statement(db, u"DELETE FROM fact_episode WHERE session_id = ?"_s),
               Statement(db, u"DELETE FROM fact_refusal WHERE session_id = ?"_s),
               Statement(db, u"DELETE FROM fact_session WHERE session_id = ?"_s)}
{
}

Result<> FactRows::forget(qint64 sessionId)
{
    for (Statement &statement : m_forget) {
        statement.bind(sessionId);
        if (auto gone = ran(statement); !gone)
            return gone;
    }
    return {};
}

Result<qint64> FactRows::name(FactNameKind kind, const std::string &text)
{
    if (text.empty())
        return 0;
    const int number = static_cast<int>(kind);
    std::string key(1, static_cast<char>('0' + number));
    key += text;
    if (const auto known = m_known.find(key); known != m_known.end())
        return known->second;
    m_findName.bind(number).bindUtf8(text);
    qint64 id = m_findName.next() ? m_findName.integer(0) : 0;
    m_findName.finish();
    if (!m_findName.ok())
        return tl::unexpected(m_findName.error());
    if (id == 0) {
        m_addName.bind(number).bindUtf8(text);
        if (auto added = ran(m_addName); !added)
            return tl::unexpected(added.error());
        id = m_addName.lastInsertId();
    }
    if (m_known.size() >= mostKnown)
        m_known.clear();
    m_known.emplace(std::move(key), id);
    return id;
}

Result<qint64> FactRows::error(const FactError &error)
{
    m_findError.bindUtf8(error.tool).bindUtf8(error.head).bindUtf8(error.code).bindUtf8(error.text);
    const qint64 id = m_findError.next() ? m_findError.integer(0) : 0;
    m_findError.finish();
    if (!m_findError.ok())
        return tl::unexpected(m_findError.error());
    if (id != 0)
        return id;
    m_addError.bindUtf8(error.tool).bindUtf8(error.head).bindUtf8(error.code).bindUtf8(error.text);
    m_addError.bind(static_cast<int>(error.kind));
    if (auto added = ran(m_addError); !added)
        return tl::unexpected(added.error());
    return m_addError.lastInsertId();
}

Result<> FactRows::replace(qint64 sessionId, const FactsOfSession &facts)
{
    if (auto gone = forget(sessionId); !gone)
        return gone;
    qint64 ordinal = 0;
    for (const EpisodeOfSession &each : facts.episodes) {
        if (auto written = episode(sessionId, ordinal, each); !written)
            return written;
        for (std::uint32_t i = each.firstAct; i < each.firstAct + each.acts; ++i) {
            if (auto written = act(sessionId, i, ordinal, facts.acts[i]); !written)
                return written;
        }
        ++ordinal;
    }
    for (const RefusalOfSession &each : facts.refusals) {
        m_addRefusal.bind(sessionId).bind(qint64{each.act}).bind(qint64{each.event}).bind(static_cast<int>(each.kind));
        if (auto written = ran(m_addRefusal); !written)
            return written;
    }
    m_addSession.bind(sessionId).bind(factsVersion);
    return ran(m_addSession);
}

Result<> FactRows::episode(qint64 sessionId, qint64 ordinal, const EpisodeOfSession &episode)
{
    const std::string language(episode.sign.language.data(), episode.sign.language[0] == 0 ? 0 : 2);
    const std::string words = joinedWords(episode.sign.words);
    const std::string skills = joinedWords(episode.skills);
    m_addEpisode.bind(sessionId).bind(ordinal).bind(asSigned(episode.key)).bind(qint64{episode.at});
    m_addEpisode.bind(static_cast<int>(episode.outcome)).bind(qint64{episode.interruption}).bind(qint64{episode.ask});
    m_addEpisode.bind((episode.command ? 1 : 0) + (episode.queued ? 2 : 0))
        .bind(qint64{episode.askBytes})
        .bindUtf8(language);
    m_addEpisode.bind(asSigned(episode.sign.simhash));
    m_addEpisode.bind(episode.ask == 0 ? QByteArray("") : littleEndian(episode.sign.minhash));
    m_addEpisode.bindUtf8(words).bindUtf8(skills);
    return ran(m_addEpisode);
}

Result<> FactRows::act(qint64 sessionId, qint64 ordinal, qint64 episode, const ActOfSession &act)
{
    const auto head = name(FactNameKind::Head, act.head);
    const auto form = name(FactNameKind::Form, act.form);
    const auto file = name(FactNameKind::File, act.file);
    const auto failure = act.error ? error(*act.error) : Result<qint64>(0);
    for (const auto *each : {&head, &form, &file, &failure}) {
        if (!*each)
            return tl::unexpected(each->error());
    }
    m_addAct.bind(sessionId).bind(ordinal).bind(episode).bind(qint64{act.act.event}).bind(qint64{act.act.at});
    m_addAct.bind(int{act.act.durationMs}).bind(*head).bind(*form).bind(*file).bind(*failure);
    m_addAct.bind(static_cast<int>(act.act.kind)).bind(static_cast<int>(act.act.outcome));
    m_addAct.bind(static_cast<int>(act.act.check)).bind(int{act.act.flags});
    return ran(m_addAct);
}

Result<> forgetFacts(Database &db, qint64 sessionId)
{
    for (const QString &table : {u"fact_act"_s, u"fact_episode"_s, u"fact_refusal"_s, u"fact_session"_s}) {
        Statement statement(db, u"DELETE FROM %1 WHERE session_id = ?"_s.arg(table));
        statement.bind(sessionId);
        if (auto gone = ran(statement); !gone)
            return gone;
    }
    return dropUnusedFactNames(db);
}

Result<> forgetAllFacts(Database &db)
{
    return db
        .execute(u"DELETE FROM fact_act; DELETE FROM fact_episode; DELETE FROM fact_refusal; DELETE FROM fact_session; "
                 "DELETE FROM fact_name; DELETE FROM fact_error; DELETE FROM mined_session; "
                 "DELETE FROM mined_project; DELETE FROM pattern;"
                 "INSERT INTO meta(key, value) VALUES('facts_generation', '1') ON CONFLICT DO UPDATE SET value = "
                 "CAST(value + 1 AS TEXT);"_s)
        .and_then([&] { return forgetMemory(db); });
}

Result<qint64> factsGeneration(Database &db)
{
    Statement s(db, u"SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'facts_generation'"_s);
    const qint64 generation = s.next() ? s.integer(0) : 0;
    if (!s.ok())
        return tl::unexpected(s.error());
    return generation;
}

Result<> dropUnusedFactNames(Database &db)
{
    return db.execute(
        u"DELETE FROM fact_name WHERE id NOT IN (SELECT head FROM fact_act UNION SELECT form FROM fact_act "
        "UNION SELECT file FROM fact_act);"
        "DELETE FROM fact_error WHERE id NOT IN (SELECT error FROM fact_act WHERE error <> 0);"_s);
}

std::string joinedWords(const std::vector<std::string> &words)
{
    std::string joined;
    for (const std::string &word : words) {
        joined += joined.empty() ? "" : " ";
        joined += word;
    }
    return joined;
}

std::vector<std::string_view> splitWords(std::string_view joined)
{
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at < joined.size();) {
        const std::size_t end = std::min(joined.find(' ', at), joined.size());
        words.push_back(joined.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

} // namespace assay
