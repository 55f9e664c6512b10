// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/importer.h"

#include <mutex>
#include <thread>

#include <QElapsedTimer>

#include "agent/store/batchqueue.h"
#include "agent/store/exclusions.h"
#include "agent/store/sidefilewriter.h"
#include "agent/store/sourcereader.h"
#include "agent/store/writer.h"
#include "models/data/store/datadir.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 queueBytes = 24LL * 1024 * 1024;

// From this much on the index is told to leave its segments alone until the end.
constexpr qint64 bulkBytes = 64LL * 1024 * 1024;

// Problems of the reading thread, taken over by the writing thread at the end.
struct ReaderProblems {
    std::mutex mutex;
    QList<Error> list;

    void add(Error error)
    {
        const std::lock_guard lock(mutex);
        list.append(std::move(error));
    }
};

using Plan = std::vector<std::shared_ptr<const PlannedSource>>;

void readAll(const Plan &plan, const SourceReader &reader, BatchQueue &queue, ReaderProblems &problems)
{
    bool going = true;
    for (const auto &source : plan) {
        if (!going)
            break;
        const auto done =
            reader.read(source, [&](SourceBatch &&batch) { return going = queue.push(std::move(batch)); });
        if (!done)
            problems.add(done.error());
    }
    queue.endOfInput();
}

qint64 rowsChanged(Database &db)
{
    Statement s(db, u"SELECT total_changes()"_s);
    return s.next() ? s.integer(0) : 0;
}

qint64 total(Database &db, const QString &name)
{
    Statement s(db, u"SELECT value FROM total WHERE name = ?"_s);
    s.bind(name);
    return s.next() ? s.integer(0) : 0;
}

// A large import leaves the merging of index segments to later writes, holds pages in memory until the commit and
// checkpoints rarely, so that each is written once instead of several times. What was set ends with this object, also
// after an error; what a kill left in the store is found by the next import, of any size.
class IndexMode {
public:
    explicit IndexMode(Database &db)
        : m_db(db)
    {
    }
    ~IndexMode()
    {
        if (m_bulk)
            static_cast<void>(
                m_db.execute(u"PRAGMA cache_size=-16000; PRAGMA wal_autocheckpoint=2000; PRAGMA shrink_memory"_s));
        if (mergingIsOff())
            static_cast<void>(setMerging(4));
    }
    IndexMode(const IndexMode &) = delete;
    IndexMode &operator=(const IndexMode &) = delete;

    Result<> setBulk()
    {
        m_bulk = true;
        return m_db.execute(u"PRAGMA cache_size=-98304; PRAGMA wal_autocheckpoint=12000"_s).and_then([&] {
            return setMerging(0);
        });
    }

private:
    Result<> setMerging(int segments)
    {
        return m_db.execute(u"INSERT INTO body_index(body_index, rank) VALUES('automerge', %1)"_s.arg(segments));
    }
    bool mergingIsOff()
    {
        Statement s(m_db, u"SELECT v = 0 FROM body_index_config WHERE k = 'automerge'"_s);
        return s.next() && s.integer(0) != 0;
    }

    Database &m_db;
    bool m_bulk = false;
};

// One run of the importer: its state, so that each step is a function of its own.
class Run {
public:
    Run(Database &db, Exclusions &exclusions, const Importer::OnProgress &onProgress)
        : m_db(db)
        , m_exclusions(exclusions)
        , m_writer(db, exclusions)
        , m_onProgress(onProgress)
    {
        m_clock.start();
    }

    Result<Plan> plan(const ImportOptions &options)
    {
        auto aliases = ProjectAliases::load(options.projectAliasesFile);
        if (!aliases)
            return tl::unexpected(aliases.error());
        m_writer.setAliases(*aliases);
        QStringList unreadable;
        const auto files = findSourceFiles(options.claudeDirs, &unreadable, &m_sideFiles);
        for (const QString &folder : unreadable)
            m_summary.problems.append(
                {Error::Code::ReadOnly, u"This folder cannot be read; it was skipped."_s, folder});
        auto catalog = SourceCatalog::load(m_db);
        if (!catalog)
            return tl::unexpected(catalog.error());
        for (const SourceFile &file : files) {
            const bool isSession = file.layout == SourceContext::Layout::Session;
            const auto noted = isSession ? m_exclusions.noteLines(file.path, file.fileSessionId) : Result<>();
            if (!noted)
                return tl::unexpected(noted.error());
        }
        if (auto known = m_exclusions.knowCopies(); !known)
            return tl::unexpected(known.error());
        Plan plan;
        for (const SourceFile &file : files) {
            auto planned = catalog->plan(file);
            if (!planned || m_exclusions.excludesAll(file.fileSessionId))
                continue;
            if (auto loaded = loadOccurrences(m_db, *planned); !loaded)
                return tl::unexpected(loaded.error());
            m_progress.bytesTotal += file.size - std::min(file.size, planned->startOffset());
            plan.push_back(std::make_shared<const PlannedSource>(std::move(*planned)));
        }
        m_progress.filesSeen = m_summary.filesSeen = static_cast<qint64>(files.size());
        m_progress.filesDone = m_summary.filesUnchanged = m_summary.filesSeen - static_cast<qint64>(plan.size());
        auto marked = m_writer.mark(catalog->goneBelow(options.claudeDirs), u"source_gone"_s).and_then([&] {
            return m_writer.mark(catalog->returned(), u"ok"_s);
        });
        if (!marked)
            return tl::unexpected(marked.error());
        return plan;
    }

    bool isBulk() const { return m_progress.bytesTotal >= bulkBytes; }
    Result<> take(const SourceBatch &batch)
    {
        auto applied = m_writer.apply(batch);
        if (!applied)
            return applied;
        m_summary.bytes += batch.bytesRead;
        m_summary.lines += batch.piece.counts.lines;
        m_summary.linesKeptRaw += batch.piece.counts.keptRaw;
        m_summary.linesBroken += batch.piece.counts.broken;
        m_summary.problems.append(batch.problems);
        for (const auto &[rule, count] : batch.redactions)
            m_summary.redactions[rule] += count;
        m_summary.filesParsed += batch.last ? 1 : 0;
        m_progress.filesDone += batch.last ? 1 : 0;
        m_progress.bytesDone += batch.bytesRead;
        tell(false);
        return {};
    }

    // When the transcripts are stored, so that their sessions are known.
    Result<> copySideFiles(const Redactor &redactor, const std::atomic<bool> &cancel)
    {
        SideFileWriter writer(m_db, redactor);
        for (const SideFile &file : m_sideFiles) {
            if (cancel)
                break;
            if (m_exclusions.excludesSideFile(file.sessionId, file.modifiedNs / 1'000'000))
                continue;
            if (auto copied = writer.copy(file, m_summary.redactions); !copied)
                return copied;
        }
        return {};
    }

    void tell(bool always)
    {
        constexpr qint64 interval = 100;
        const qint64 now = m_clock.elapsed();
        if (!m_onProgress || (!always && m_toldAt >= 0 && now - m_toldAt < interval))
            return;
        m_toldAt = now;
        m_progress.eventsAdded = m_writer.eventsAdded();
        m_progress.linesKeptRaw = m_summary.linesKeptRaw;
        m_progress.bytesPerSecond =
            now > 0 ? static_cast<double>(m_progress.bytesDone) * 1000.0 / static_cast<double>(now) : 0;
        const double left = static_cast<double>(std::max<qint64>(0, m_progress.bytesTotal - m_progress.bytesDone));
        m_progress.secondsLeft = m_progress.bytesPerSecond > 0 ? left / m_progress.bytesPerSecond : -1;
        m_onProgress(m_progress);
    }

    Writer &writer() { return m_writer; }
    ImportSummary &summary() { return m_summary; }
    double seconds() const { return static_cast<double>(m_clock.elapsed()) / 1000.0; }

private:
    Database &m_db;
    Exclusions &m_exclusions;
    Writer m_writer;
    const Importer::OnProgress &m_onProgress;
    ImportProgress m_progress;
    ImportSummary m_summary;
    std::vector<SideFile> m_sideFiles;
    QElapsedTimer m_clock;
    qint64 m_toldAt = -1; // not yet
};

} // namespace

Importer::Importer(Database &db, const DataDir &dataDir, std::shared_ptr<const Redactor> redactor)
    : m_db(db)
    , m_dataDir(dataDir)
    , m_redactor(std::move(redactor))
{
}

Result<ImportSummary> Importer::run(const ImportOptions &options, const OnProgress &onProgress,
                                    const std::atomic<bool> &cancel)
{
    if (options.agent != u"auto"_s && options.agent != u"claude"_s)
        return fail(Error::Code::Unsupported,
                    u"This version of Assay reads sessions of Claude Code only; nothing of \"%1\" was imported. Use "
                    "--agent claude."_s.arg(options.agent));
    auto exclusions = Exclusions::open(m_dataDir);
    if (!exclusions)
        return tl::unexpected(exclusions.error());
    const qint64 changedBefore = rowsChanged(m_db);
    IndexMode index(m_db); // outlives the run, whose end rolls back what was not committed
    Run run(m_db, *exclusions, onProgress);
    const auto plan = run.plan(options);
    if (!plan)
        return tl::unexpected(plan.error());

    Result<> outcome = run.isBulk() ? index.setBulk() : Result<>{};
    ReaderProblems problems;
    BatchQueue queue(queueBytes);
    {
        const SourceReader reader(*m_redactor, *exclusions);
        const std::jthread reading([&] { readAll(*plan, reader, queue, problems); });
        while (auto batch = queue.pop()) {
            if (outcome && !cancel)
                outcome = run.take(*batch);
            if (!outcome || cancel)
                queue.stop();
        }
    }
    if (outcome)
        outcome = run.writer().finish().and_then([&] { return run.copySideFiles(*m_redactor, cancel); });
    if (outcome && !options.projectAliasesFile.isEmpty())
        outcome = run.writer().applyAliases().and_then([&] { return run.writer().commit(); });
    if (!outcome)
        return tl::unexpected(outcome.error());
    ImportSummary &summary = run.summary();
    summary.problems.append(problems.list);
    summary.cancelled = cancel;
    summary.eventsAdded = run.writer().eventsAdded();
    summary.eventsTotal = total(m_db, u"events"_s);
    summary.sessionsTotal = total(m_db, u"sessions"_s);
    summary.rowsWritten = rowsChanged(m_db) - changedBefore;
    summary.seconds = run.seconds();
    run.tell(true);
    return summary;
}

QList<FoundTranscripts> findTranscripts(const ImportOptions &options)
{
    QList<FoundTranscripts> found;
    for (const QString &folder : options.claudeDirs) {
        FoundTranscripts here{folder, 0, 0, -1};
        for (const SourceFile &file : findSourceFiles({folder})) {
            ++here.files;
            here.bytes += file.size;
            const qint64 modified = file.modifiedNs / 1'000'000;
            here.oldestModified = here.oldestModified < 0 ? modified : std::min(here.oldestModified, modified);
        }
        found.append(here);
    }
    return found;
}

} // namespace assay
