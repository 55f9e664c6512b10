// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/factreader.h"

#include <cstring>

#include "agent/facts/errorsign.h"
#include "agent/facts/factcorpusbuilder.h"
#include "agent/facts/refusaltext.h"
#include "agent/read/plaintext.h"
#include "agent/store/factrows.h"
#include "models/data/store/rowreader.h"

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

class FactReading {
public:
    FactReading(Database &db, FactsWanted wanted)
        : m_wanted(wanted)
        , m_counts(db, u"SELECT coalesce(sum(events_total), 0), coalesce(sum(turns), 0) FROM session WHERE %1 "
                       "deleted_at IS NULL"_s.arg(wanted.project == 0 ? QString() : u"project_id = ? AND"_s))
        , m_sessions(db,
                     u"SELECT session.id, uuid, lineage, project_id, key, cwd, started_at FROM session JOIN "
                     "fact_session ON fact_session.session_id = session.id JOIN project ON project.id = "
                     "project_id WHERE %1 fact_session.version = ? AND deleted_at IS NULL ORDER BY session.id"_s.arg(
                         wanted.project == 0 ? QString() : u"project_id = ? AND"_s))
        , m_episodes(db,
                     u"SELECT ordinal, natural, fact_episode.at, outcome, interruption, ask, ask_flags, "
                     "ask_bytes, CAST(language AS BLOB), simhash, minhash, CAST(words AS BLOB), CAST(skills AS BLOB), "
                     "(SELECT substr(CAST(text AS BLOB), 1, iif(ltrim(text, char(9, 10, 13, 32)) LIKE '<%', "
                     "length(CAST(text AS BLOB)), 801)) FROM "
                     "body WHERE body.id = ask) FROM fact_episode "
                     "WHERE session_id = ? ORDER BY ordinal"_s)
        , m_acts(db, u"SELECT ordinal, episode, event_id, at, duration_ms, head, form, file, error, kind, outcome, "
                     u"verifies, flags FROM fact_act WHERE session_id = ? ORDER BY ordinal"_s)
        , m_refusals(db, u"SELECT act, event_id, kind, (SELECT CAST(output AS BLOB) FROM body WHERE body.id = "
                         "event_id) FROM fact_refusal WHERE session_id = ? ORDER BY act"_s)
        , m_name(db, u"SELECT kind, CAST(text AS BLOB) FROM fact_name WHERE id = ?"_s)
        , m_error(db, u"SELECT CAST(tool AS BLOB), CAST(head AS BLOB), CAST(code AS BLOB), CAST(text AS BLOB), class "
                      "FROM fact_error WHERE id = ?"_s)
    {
    }

    Result<FactCorpus> run()
    {
        for (RowReader *each : {&m_counts, &m_sessions}) {
            if (m_wanted.project != 0)
                each->bind(m_wanted.project);
        }
        if (m_counts.next())
            m_builder.expect(static_cast<std::size_t>(m_counts.integer(0)),
                             static_cast<std::size_t>(m_counts.integer(1)));
        m_counts.finish();
        m_sessions.bind(factsVersion);
        while (m_sessions.next()) {
            if (m_wanted.cancel != nullptr && *m_wanted.cancel)
                return fail(Error::Code::Cancelled, u"Interrupted. Nothing was changed."_s);
            const RowReader &row = m_sessions;
            m_builder.beginSession({row.integer(0), std::string(row.bytes(1)), std::string(row.bytes(2)),
                                    row.integer(3), std::string(row.bytes(4)), std::string(row.bytes(5)),
                                    row.integer(6)});
            if (auto read = session(row.integer(0)); !read)
                return tl::unexpected(read.error());
        }
        if (!m_sessions.ok())
            return tl::unexpected(m_sessions.error());
        return m_builder.finish();
    }

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
            const auto table = kind == FactNameKind::Head   ? FactCorpusBuilder::Heads
                               : kind == FactNameKind::Form ? FactCorpusBuilder::Forms
                                                            : FactCorpusBuilder::Files;
            entry->second = m_builder.name(table, m_name.bytes(1));
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
            entry->second = m_builder.error(error);
        }
        m_error.finish();
        return entry->second;
    }

    std::vector<std::uint32_t> words(FactCorpusBuilder::Table table, std::string_view joined)
    {
        std::vector<std::uint32_t> ids;
        for (const std::string_view word : splitWords(joined))
            ids.push_back(m_builder.name(table, word));
        return ids;
    }

    Result<> session(qint64 id)
    {
        m_episodes.bind(id);
        m_acts.bind(id);
        m_refusals.bind(id);
        m_moreActs = m_acts.next();
        m_moreRefusals = m_refusals.next();
        while (m_episodes.next()) {
            const RowReader &row = m_episodes;
            FactEpisode episode;
            episode.at = row.integer(2);
            episode.outcome = static_cast<EpisodeOutcome>(row.integer(3));
            episode.interruption = row.integer(4);
            m_builder.beginEpisode(asUnsigned(row.integer(1)), episode,
                                   words(FactCorpusBuilder::Skills, row.bytes(12)));
            if (row.integer(5) != 0)
                ask(row);
            acts(row.integer(0));
        }
        for (RowReader *each : {&m_episodes, &m_acts, &m_refusals, &m_name, &m_error}) {
            each->finish();
            if (!each->ok())
                return tl::unexpected(each->error());
        }
        return {};
    }

    void ask(const RowReader &row)
    {
        FactAsk ask;
        ask.event = row.integer(5);
        ask.command = (row.integer(6) & 1) != 0;
        ask.queued = (row.integer(6) & 2) != 0;
        ask.bytes = static_cast<std::uint32_t>(row.integer(7));
        const std::string_view language = row.bytes(8);
        if (language.size() == 2)
            ask.language = {language[0], language[1]};
        ask.simhash = asUnsigned(row.integer(9));
        ask.minhash = numbersOf(row.bytes(10));
        ask.text = excerptOf(behindWrapper(row.bytes(13)));
        m_builder.setAsk(std::move(ask), words(FactCorpusBuilder::Words, row.bytes(11)));
    }

    void acts(qint64 episode)
    {
        qint64 first = -1;
        qint64 end = 0;
        for (; m_moreActs && m_acts.integer(1) == episode; m_moreActs = m_acts.next()) {
            const RowReader &row = m_acts;
            FactAct act;
            act.event = row.integer(2);
            act.at = row.integer(3);
            act.durationMs = static_cast<std::int32_t>(row.integer(4));
            act.head = name(row.integer(5));
            act.form = name(row.integer(6));
            act.file = name(row.integer(7));
            act.error = error(row.integer(8));
            act.kind = static_cast<ActKind>(row.integer(9));
            act.outcome = static_cast<ActOutcome>(row.integer(10));
            act.check = static_cast<CheckKind>(row.integer(11));
            act.flags = static_cast<std::uint8_t>(row.integer(12));
            first = first < 0 ? row.integer(0) : first;
            end = row.integer(0) + 1;
            m_builder.addAct(act);
        }
        for (; m_moreRefusals && m_refusals.integer(0) < end; m_moreRefusals = m_refusals.next()) {
            const std::string_view output = m_refusals.bytes(3);
            m_builder.addRefusal({m_refusals.integer(1), static_cast<std::uint32_t>(m_refusals.integer(0) - first),
                                  static_cast<RefusalKind>(m_refusals.integer(2)), excerptOf(refusalReason(output))});
        }
    }

    const FactsWanted m_wanted;
    FactCorpusBuilder m_builder;
    std::unordered_map<qint64, std::uint32_t> m_names;
    std::unordered_map<qint64, std::uint32_t> m_errors;
    RowReader m_counts; // as many acts and asks as there can be
    RowReader m_sessions;
    RowReader m_episodes;
    RowReader m_acts;
    RowReader m_refusals;
    RowReader m_name;
    RowReader m_error;
    bool m_moreActs = false;
    bool m_moreRefusals = false;
};

} // namespace

Result<FactCorpus> readFacts(Database &db, FactsWanted wanted)
{
    return FactReading(db, wanted).run();
}

} // namespace assay
