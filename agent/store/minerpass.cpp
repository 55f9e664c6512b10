// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/minerpass.h"

#include <QElapsedTimer>
#include <QSet>

#include <algorithm>

#include "agent/mine/contentrandom.h"
#include "agent/store/anchors.h"
#include "agent/store/factpass.h"
#include "agent/store/factreader.h"
#include "agent/store/factrows.h"
#include "agent/store/laundering.h"
#include "agent/store/miningmark.h"
#include "agent/store/nullrows.h"
#include "agent/store/projecttext.h"
#include "agent/store/twintransaction.h"
#include "models/data/store/database.h"
#include "models/data/store/rowreader.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// Of all that the miner looks at in a project.
QString fingerprintOf(const ProjectView &view)
{
    const FactCorpus &corpus = view.corpus();
    std::uint64_t hash = static_cast<std::uint64_t>(minerVersion);
    for (const std::uint32_t e : view.episodes()) {
        const FactEpisode &episode = view.episode(e);
        hash = contentHash(corpus.sessions[episode.session].uuid, hash ^ view.ordinalOf(e));
        for (const FactAct &act : corpus.actsOf(episode))
            hash = contentHash(corpus.templates[act.tmpl], hash ^ static_cast<std::uint64_t>(act.outcome));
        if (const FactAsk *ask = corpus.askOf(episode))
            hash = contentHash(ask->text, hash);
        hash ^= episode.refusals + 1;
    }
    return QString::number(hash, 16);
}

// All of the same moment.
struct ProjectFacts {
    FactCorpus corpus;
    QList<MiningMark> marks;
    NullMemory nulls;
    qint64 generation = 0;
};

struct Mined {
    const MiningResult &result;
    const QString &fingerprint;
    const QList<MiningMark> &marks;
    qint64 generation = 0;
    NullMemory::Changes nulls;
};

class MinerPass {
public:
    MinerPass(Database &reader, const WriteDoor &write, const MinerPassOptions &options, qint64 nowMs,
              const std::atomic<bool> &cancel)
        : m_reader(reader)
        , m_write(write)
        , m_options(options)
        , m_now(nowMs)
        , m_cancel(cancel)
    {
        m_clock.start();
    }

    [[nodiscard]] double seconds() const { return static_cast<double>(m_clock.elapsed()) / 1000.0; }

    Result<> run()
    {
        if (const auto made = bringFactsUpToDate(m_reader, m_write, m_cancel); !made)
            return tl::unexpected(made.error());
        const auto projects = projectsToMine(m_reader, m_options.full);
        if (!projects)
            return tl::unexpected(projects.error());
        for (const qint64 project : *projects) {
            if (m_cancel)
                break;
            if (auto mined = mine(project); !mined)
                return mined;
        }
        return settle(!projects->isEmpty());
    }

    MinerPassSummary summary;

private:
    Result<ProjectFacts> read(qint64 project)
    {
        TwinTransaction moment(m_reader);
        if (!moment.begun())
            return tl::unexpected(moment.begun().error());
        const FactsWanted wanted{project, &m_cancel};
        auto acts = moment.beside([wanted](Database &db) { return readActs(db, wanted); });
        auto marks = moment.beside([project](Database &db) { return marksOf(db, project); });
        auto nulls = moment.beside([project](Database &db) { return readNulls(db, project); });
        const auto generation = factsGeneration(m_reader);
        auto corpus = readFacts(m_reader, wanted, [&acts] { return acts.get(); });
        auto readMarks = marks.get();
        auto known = nulls.get();
        if (!generation || !corpus)
            return tl::unexpected(generation ? corpus.error() : generation.error());
        if (!readMarks || !known)
            return tl::unexpected(readMarks ? known.error() : readMarks.error());
        return ProjectFacts{std::move(*corpus), std::move(*readMarks), std::move(*known), *generation};
    }

    Result<> mine(qint64 project)
    {
        auto facts = read(project);
        if (!facts)
            return tl::unexpected(facts.error());
        if (facts->corpus.projects.empty()) // all its sessions are gone
            return m_write([&](Database &db) { return forget(db, project); });
        const ProjectView view(facts->corpus, 0);
        const QString fingerprint = fingerprintOf(view);
        const auto current = CandidateWriter(m_reader, m_now).isCurrent(project, fingerprint);
        if (!current)
            return tl::unexpected(current.error());
        if (*current && !m_options.full)
            return m_write([&](Database &db) { return markOnly(db, project, facts->marks); });
        const auto known = readKnownText(m_reader, view, m_options.claudeDir);
        if (!known)
            return tl::unexpected(known.error());
        NullMemory &nulls = facts->nulls;
        MinerBounds bounds;
        bounds.memory = &nulls;
        bounds.stop = &m_cancel;
        MiningResult result = mineProject(view, *known, bounds);
        if (m_cancel)
            return {};
        if (auto checked = flagLaundered(m_reader, result.candidates, m_cancel); !checked)
            return checked;
        flagMissingAnchors(view, result.candidates);
        summary.nullsDrawn += static_cast<qint64>(nulls.drawn());
        const Mined mined{result, fingerprint, facts->marks, facts->generation, nulls.changes()};
        return m_write([&](Database &db) { return store(db, view, mined); });
    }

    Result<> store(Database &db, const ProjectView &view, const Mined &mined)
    {
        const MiningResult &result = mined.result;
        const qint64 project = view.corpus().projects[view.project()].id;
        const auto now = sessionsOf(db, project);
        const auto generation = factsGeneration(db);
        if (!now || !generation)
            return tl::unexpected(now ? generation.error() : now.error());
        // What was deleted or masked meanwhile must not come back by words of it: the next pass mines what is left.
        const bool isThere = std::all_of(mined.marks.begin(), mined.marks.end(), [&now](const MiningMark &mark) {
            return now->contains({mark.agent, mark.session});
        });
        if (!isThere || *generation != mined.generation)
            return {};
        qint64 fresh = 0;
        const auto mark = [&](Database &inner) {
            return writeNulls(inner, project, mined.nulls)
                .and_then([&] { return setMarks(inner, project, mined.marks, m_now); })
                .map([&fresh](qint64 count) { fresh = count; });
        };
        CandidateWriter writer(db, m_now, m_options.limits);
        if (now->size() > mined.marks.size())
            writer.setIncomplete();
        const auto counts = writer.store(view, result, mined.fingerprint, mark);
        if (!counts)
            return tl::unexpected(counts.error());
        summary.sessionsConsidered += fresh;
        ++summary.projectsMined;
        summary.patternsTested += static_cast<qint64>(result.findings.size());
        summary.candidatesNew += counts->added;
        summary.candidatesChanged += counts->changed;
        summary.projectsTooSmall += result.tooFew ? 1 : 0;
        return {};
    }

    // Agent and uuid of those that are not deleted.
    static Result<QSet<QPair<QString, QString>>> sessionsOf(Database &db, qint64 project)
    {
        QSet<QPair<QString, QString>> sessions;
        RowReader rows(db, u"SELECT agent, uuid FROM session WHERE project_id = ? AND deleted_at IS NULL"_s);
        rows.bind(project);
        while (rows.next())
            sessions.insert({rows.text(0), rows.text(1)});
        if (!rows.ok())
            return tl::unexpected(rows.error());
        return sessions;
    }

    Result<> markOnly(Database &db, qint64 project, const QList<MiningMark> &marks)
    {
        Transaction transaction(db);
        auto done = transaction.begin();
        if (!done)
            return done;
        const auto fresh = setMarks(db, project, marks, m_now);
        if (!fresh)
            return tl::unexpected(fresh.error());
        summary.sessionsConsidered += *fresh;
        return transaction.commit();
    }

    Result<> forget(Database &db, qint64 project)
    {
        Transaction transaction(db);
        Statement stale(db, u"UPDATE candidate SET state = 'stale', changed_at = ? WHERE project_id = ? AND state IN "
                            "('watch', 'new')"_s);
        Statement patterns(db, u"DELETE FROM pattern WHERE project_id = ?"_s);
        Statement mark(db, u"DELETE FROM mined_project WHERE project_id = ?"_s);
        auto done = transaction.begin();
        if (done &&
            (!stale.bind(m_now).bind(project).run() || !patterns.bind(project).run() || !mark.bind(project).run()))
            done = tl::unexpected(!stale.ok() ? stale.error() : !patterns.ok() ? patterns.error() : mark.error());
        if (!done)
            return done;
        if (const auto marked = setMarks(db, project, {}, m_now); !marked)
            return tl::unexpected(marked.error());
        return transaction.commit();
    }

    // Cards whose day has come, and a note of the run. A run with nothing to do leaves no trace.
    Result<> settle(bool mined)
    {
        const auto due = CandidateQueue(m_reader, m_now, m_options.limits).isDue();
        if (!due)
            return tl::unexpected(due.error());
        if (m_cancel || (!mined && !*due && !m_options.full))
            return {};
        return m_write([this](Database &db) -> Result<> {
            Transaction transaction(db);
            if (auto begun = transaction.begin(); !begun)
                return begun;
            const auto moved = CandidateQueue(db, m_now, m_options.limits).settle();
            if (!moved)
                return tl::unexpected(moved.error());
            summary.candidatesChanged += *moved;
            summary.seconds = seconds();
            return noteRun(db).and_then([&transaction] { return transaction.commit(); });
        });
    }

    Result<> noteRun(Database &db)
    {
        Statement s(db, u"INSERT INTO miner_run(at, miner_version, sessions, patterns, candidates_new, "
                        "candidates_changed, ms) VALUES(?,?,?,?,?,?,?)"_s);
        s.bind(m_now).bind(minerVersion).bind(summary.sessionsConsidered).bind(summary.patternsTested);
        s.bind(summary.candidatesNew).bind(summary.candidatesChanged);
        if (!s.bind(static_cast<qint64>(summary.seconds * 1000.0)).run())
            return tl::unexpected(s.error());
        return {};
    }

    Database &m_reader;
    const WriteDoor &m_write;
    const MinerPassOptions &m_options;
    const qint64 m_now;
    const std::atomic<bool> &m_cancel;
    QElapsedTimer m_clock;
};

} // namespace

Result<MinerPassSummary> mineStore(Database &reader, const WriteDoor &write, const MinerPassOptions &options,
                                   qint64 nowMs, const std::atomic<bool> &cancel)
{
    MinerPass pass(reader, write, options, nowMs, cancel);
    const auto done = pass.run();
    if (!done && !(cancel && done.error().code == Error::Code::Cancelled))
        return tl::unexpected(done.error());
    pass.summary.seconds = pass.seconds();
    pass.summary.cancelled = cancel;
    return pass.summary;
}

Result<MinerPassSummary> mineStore(Database &db, const MinerPassOptions &options, qint64 nowMs,
                                   const std::atomic<bool> &cancel)
{
    return mineStore(
        db, [&db](const WritePiece &piece) { return piece(db); }, options, nowMs, cancel);
}

} // namespace assay
