// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/factreader.h"

#include "agent/facts/errorsign.h"
#include "agent/facts/factcorpusbuilder.h"
#include "agent/facts/refusaltext.h"
#include "agent/read/plaintext.h"
#include "agent/store/factrows.h"
#include "models/data/store/rowreader.h"

#include <cstring>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

std::uint64_t asUnsigned(qint64 value)
{
    std::uint64_t number = 0;
    std::memcpy(&number, &value, sizeof number);
    return number;
}

std::array<std::uint32_t, 64> numbersOf(std::string_view bytes)
{
    std::array<std::uint32_t, 64> numbers{};
    for (std::size_t i = 0; i < numbers.size() && i * 4 + 4 <= bytes.size(); ++i) {
        const auto byte = [&](std::size_t n) { return std::uint32_t{static_cast<unsigned char>(bytes[i * 4 + n])}; };
        numbers[i] = byte(0) | byte(1) << 8U | byte(2) << 16U | byte(3) << 24U;
    }
    return numbers;
}

// Of the sessions wanted: their condition, with the project bound to it where there is one.
QString whichSessions(const FactsWanted &wanted)
{
    return wanted.project == 0 ? u"deleted_at IS NULL"_s : u"project_id = ? AND deleted_at IS NULL"_s;
}

// So many of it there can be.
Result<qint64> atMost(Database &db, const QString &column, const FactsWanted &wanted)
{
    RowReader row(db, u"SELECT coalesce(sum(%1), 0) FROM session WHERE %2"_s.arg(column, whichSessions(wanted)));
    if (wanted.project != 0)
        row.bind(wanted.project);
    const qint64 count = row.next() ? row.integer(0) : 0;
    if (!row.ok())
        return tl::unexpected(row.error());
    return count;
}

// Sessions by number, each handed on while its row is read.
class WantedSessions {
public:
    WantedSessions(Database &db, const FactsWanted &wanted)
        : m_wanted(wanted)
        , m_rows(db,
                 u"SELECT session.id, uuid, lineage, project_id, key, cwd, started_at FROM session JOIN "
                 "fact_session ON fact_session.session_id = session.id JOIN project ON project.id = "
                 "project_id WHERE %1 AND fact_session.version = ? ORDER BY session.id"_s.arg(whichSessions(wanted)))
    {
        if (wanted.project != 0)
            m_rows.bind(wanted.project);
        m_rows.bind(factsVersion);
    }

    template<typename Take>
    Result<> each(const Take &take)
    {
        while (m_rows.next()) {
            if (m_wanted.cancel != nullptr && *m_wanted.cancel)
                return fail(Error::Code::Cancelled, u"Interrupted. Nothing was changed."_s);
            if (auto taken = take(m_rows); !taken)
                return taken;
        }
        if (!m_rows.ok())
            return tl::unexpected(m_rows.error());
        return {};
    }

private:
    const FactsWanted m_wanted;
    RowReader m_rows;
};

class ActReading {
public:
    explicit ActReading(Database &db)
        : m_rows(db, u"SELECT ordinal, episode, event_id, at, duration_ms, head, form, file, error, kind, outcome, "
                     "verifies, flags FROM fact_act WHERE session_id = ? ORDER BY ordinal"_s)
        , m_refusals(db, u"SELECT act, event_id, kind, (SELECT CAST(output AS BLOB) FROM body WHERE body.id = "
                         "event_id) FROM fact_refusal WHERE session_id = ? ORDER BY act"_s)
        , m_name(db, u"SELECT kind, CAST(text AS BLOB) FROM fact_name WHERE id = ?"_s)
        , m_error(db, u"SELECT CAST(tool AS BLOB), CAST(head AS BLOB), CAST(code AS BLOB), CAST(text AS BLOB), class "
                      "FROM fact_error WHERE id = ?"_s)
    {
    }

    void expect(qint64 acts) { m_acts.expect(static_cast<std::size_t>(acts)); }

    Result<> session(qint64 id)
    {
        m_acts.beginSession(id);
        m_rows.bind(id);
        m_refusals.bind(id);
        m_moreActs = m_rows.next();
        m_moreRefusals = m_refusals.next();
        while (m_moreActs)
            episode(m_rows.integer(1));
        for (RowReader *each : {&m_rows, &m_refusals, &m_name, &m_error}) {
            each->finish();
            if (!each->ok())
                return tl::unexpected(each->error());
        }
        return {};
    }

    FactActs take() { return std::move(m_acts); }

private:
    // 0 = none. Looked up when it is first met: one project uses few of all names.
    std::uint32_t name(qint64 id)
    {
        if (id == 0)
            return 0;
        const auto [entry, isNew] = m_names.try_emplace(id, 0);
        if (!isNew)
            return entry->second;
        m_name.bind(id);
        if (m_name.next()) {
            const auto kind = static_cast<FactNameKind>(m_name.integer(0));
            const auto table = kind == FactNameKind::Head   ? FactActs::Heads
                               : kind == FactNameKind::Form ? FactActs::Forms
                                                            : FactActs::Files;
            entry->second = m_acts.name(table, m_name.bytes(1));
        }
        m_name.finish();
        return entry->second;
    }

    std::uint32_t error(qint64 id)
    {
        if (id == 0)
            return 0;
        const auto [entry, isNew] = m_errors.try_emplace(id, 0);
        if (!isNew)
            return entry->second;
        m_error.bind(id);
        if (m_error.next()) {
            FactError error;
            error.tool = m_error.bytes(0);
            error.head = m_error.bytes(1);
            error.code = m_error.bytes(2);
            error.text = m_error.bytes(3);
            error.kind = static_cast<ErrorClass>(m_error.integer(4));
            error.key = errorKey(error);
            entry->second = m_acts.error(error);
        }
        m_error.finish();
        return entry->second;
    }

    void episode(qint64 ordinal)
    {
        m_acts.beginEpisode(static_cast<std::uint32_t>(ordinal));
        const qint64 first = m_rows.integer(0);
        qint64 end = first;
        for (; m_moreActs && m_rows.integer(1) == ordinal; m_moreActs = m_rows.next()) {
            end = m_rows.integer(0) + 1;
            m_acts.addAct(act());
        }
        for (; m_moreRefusals && m_refusals.integer(0) < end; m_moreRefusals = m_refusals.next()) {
            const std::string_view output = m_refusals.bytes(3);
            m_acts.addRefusal({m_refusals.integer(1), static_cast<std::uint32_t>(m_refusals.integer(0) - first),
                               static_cast<RefusalKind>(m_refusals.integer(2)), excerptOf(refusalReason(output))});
        }
    }

    FactAct act()
    {
        FactAct act;
        act.event = m_rows.integer(2);
        act.at = m_rows.integer(3);
        act.durationMs = static_cast<std::int32_t>(m_rows.integer(4));
        act.head = name(m_rows.integer(5));
        act.form = name(m_rows.integer(6));
        act.file = name(m_rows.integer(7));
        act.error = error(m_rows.integer(8));
        act.kind = static_cast<ActKind>(m_rows.integer(9));
        act.outcome = static_cast<ActOutcome>(m_rows.integer(10));
        act.check = static_cast<CheckKind>(m_rows.integer(11));
        act.flags = static_cast<std::uint8_t>(m_rows.integer(12));
        return act;
    }

    FactActs m_acts;
    std::unordered_map<qint64, std::uint32_t> m_names;
    std::unordered_map<qint64, std::uint32_t> m_errors;
    RowReader m_rows;
    RowReader m_refusals;
    RowReader m_name;
    RowReader m_error;
    bool m_moreActs = false;
    bool m_moreRefusals = false;
};

// Sessions, their episodes and what was asked in them.
class EpisodeReading {
public:
    explicit EpisodeReading(Database &db)
        : m_rows(db, u"SELECT ordinal, natural, fact_episode.at, outcome, interruption, ask, ask_flags, "
                     "ask_bytes, CAST(language AS BLOB), simhash, minhash, CAST(words AS BLOB), CAST(skills AS BLOB), "
                     "(SELECT substr(CAST(text AS BLOB), 1, iif(ltrim(text, char(9, 10, 13, 32)) LIKE '<%', "
                     "length(CAST(text AS BLOB)), 801)) FROM "
                     "body WHERE body.id = ask) FROM fact_episode "
                     "WHERE session_id = ? ORDER BY ordinal"_s)
    {
    }

    void expect(qint64 asks) { m_builder.expect(static_cast<std::size_t>(asks)); }

    Result<> session(const RowReader &row)
    {
        m_builder.beginSession({row.integer(0), std::string(row.bytes(1)), std::string(row.bytes(2)), row.integer(3),
                                std::string(row.bytes(4)), std::string(row.bytes(5)), row.integer(6)});
        m_rows.bind(row.integer(0));
        while (m_rows.next()) {
            FactEpisode episode;
            episode.at = m_rows.integer(2);
            episode.outcome = static_cast<EpisodeOutcome>(m_rows.integer(3));
            episode.interruption = m_rows.integer(4);
            m_builder.beginEpisode({static_cast<std::uint32_t>(m_rows.integer(0)), asUnsigned(m_rows.integer(1))},
                                   episode, words(FactCorpusBuilder::Skills, m_rows.bytes(12)));
            if (m_rows.integer(5) != 0)
                ask();
        }
        m_rows.finish();
        if (!m_rows.ok())
            return tl::unexpected(m_rows.error());
        return {};
    }

    FactCorpus finish(FactActs acts) { return m_builder.finish(std::move(acts)); }

private:
    std::span<const std::uint32_t> words(FactCorpusBuilder::Table table, std::string_view joined)
    {
        m_numbers.clear();
        for (const std::string_view word : splitWords(joined))
            m_numbers.push_back(m_builder.name(table, word));
        return m_numbers;
    }

    void ask()
    {
        FactAsk ask;
        ask.event = m_rows.integer(5);
        ask.command = (m_rows.integer(6) & 1) != 0;
        ask.queued = (m_rows.integer(6) & 2) != 0;
        ask.bytes = static_cast<std::uint32_t>(m_rows.integer(7));
        const std::string_view language = m_rows.bytes(8);
        if (language.size() == 2)
            ask.language = {language[0], language[1]};
        ask.simhash = asUnsigned(m_rows.integer(9));
        ask.minhash = numbersOf(m_rows.bytes(10));
        ask.text = excerptOf(behindWrapper(m_rows.bytes(13)));
        m_builder.setAsk(std::move(ask), words(FactCorpusBuilder::Words, m_rows.bytes(11)));
    }

    FactCorpusBuilder m_builder;
    RowReader m_rows;
    std::vector<std::uint32_t> m_numbers;
};

} // namespace

Result<FactActs> readActs(Database &db, FactsWanted wanted)
{
    const auto most = atMost(db, u"events_total"_s, wanted);
    if (!most)
        return tl::unexpected(most.error());
    ActReading acts(db);
    acts.expect(*most);
    return WantedSessions(db, wanted)
        .each([&acts](const RowReader &row) { return acts.session(row.integer(0)); })
        .map([&acts] { return acts.take(); });
}

Result<FactCorpus> readFacts(Database &db, FactsWanted wanted, const ActsElsewhere &acts)
{
    const auto most = atMost(db, u"turns"_s, wanted);
    if (!most)
        return tl::unexpected(most.error());
    EpisodeReading episodes(db);
    episodes.expect(*most);
    return WantedSessions(db, wanted)
        .each([&episodes](const RowReader &row) { return episodes.session(row); })
        .and_then(acts)
        .map([&episodes](FactActs &&done) { return episodes.finish(std::move(done)); });
}

Result<FactCorpus> readFacts(Database &db, FactsWanted wanted)
{
    return readFacts(db, wanted, [&db, wanted] { return readActs(db, wanted); });
}

} // namespace assay
