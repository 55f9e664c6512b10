// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/capture/transcriptdrain.h"

#include <QDateTime>

#include "agent/capture/changefinder.h"
#include "agent/capture/sidefiles.h"
#include "agent/capture/spooldrain.h"
#include "agent/store/deletion.h"
#include "agent/store/exclusions.h"
#include "agent/store/sourcereader.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 commitEvents = 200;
constexpr qint64 commitMs = 50;
constexpr qint64 backlogBytes = 4LL * 1024 * 1024;
constexpr qint64 backlogEvents = 5000;
constexpr qint64 backlogMs = 500;
// Lines wait so long for the marker of their run.
constexpr auto markerWait = std::chrono::milliseconds(1000);
// A run that was heard of since is known; its markers came before its lines.
constexpr qint64 runIsKnownMs = 10LL * 60 * 1000;

constexpr std::string_view transcriptEnding = ".jsonl";
constexpr std::string_view metaEnding = ".meta.json";

qint64 nowMs()
{
    return QDateTime::currentMSecsSinceEpoch();
}

} // namespace

struct TranscriptDrain::Pieces {
    std::vector<SourceFile> files;
    FilePaths again; // of these, what stands beside the transcript changed
    FilePaths gone;
};

TranscriptDrain::TranscriptDrain(CaptureTools &tools, CaptureMemory &memory, SpoolDrain &spool)
    : m_tools(tools)
    , m_memory(memory)
    , m_spool(spool)
{
    m_sinceCommit.start();
}

void TranscriptDrain::addSession(Pieces &pieces, const std::string &path, bool again)
{
    ++m_memory.figures.filesLookedAt;
    if (again)
        pieces.again.insert(path);
    if (auto file = sourceFileAt(path))
        pieces.files.push_back(std::move(*file));
    else
        pieces.gone.insert(path);
}

void TranscriptDrain::sortOut(Pieces &pieces)
{
    for (auto &[path, since] : m_memory.held)
        m_memory.pending.insert(path);
    for (auto &[path, since] : m_memory.folderless)
        m_memory.pending.insert(path);
    for (auto &[workspace, paths] : std::exchange(m_memory.stuck, {}))
        m_memory.pending.insert(paths.begin(), paths.end());
    for (const std::string &path : m_memory.pending) {
        if (path.ends_with(metaEnding)) {
            const std::string transcript = path.substr(0, path.size() - metaEnding.size()).append(transcriptEnding);
            if (!m_memory.pending.contains(transcript) && sourceFileAt(transcript))
                addSession(pieces, transcript, true);
            pieces.again.insert(transcript);
        } else if (path.ends_with(transcriptEnding)) {
            addSession(pieces, path, false);
        } else if (auto side = sideFileAt(path)) {
            m_memory.sideFiles.insert_or_assign(path, std::move(*side));
        }
    }
}

Result<bool> TranscriptDrain::run()
{
    Pieces pieces;
    sortOut(pieces);
    std::map<QString, std::vector<DueFile>> byWorkspace;
    Result<> done = noteLinesOfRuns(pieces);
    for (const SourceFile &file : pieces.files) {
        const auto may = std::as_const(done).and_then([&] { return mayRead(file); });
        if (!may)
            return tl::unexpected(may.error());
        const auto place = *may ? placeOf(file) : Result<Place>(Place());
        if (!place)
            return tl::unexpected(place.error());
        if (*may && place->hasNothing() && file.size > 0)
            m_memory.pending.erase(file.path);
        if (!*may || (place->hasNothing() && file.size > 0))
            continue;
        done = leaveOut(file, *place);
        if (!done)
            return tl::unexpected(done.error());
        // Read on where the transcript was begun before, so that its cursor passes what is left out.
        const bool isSession = file.layout == SourceContext::Layout::Session;
        if (place->collect || (place->isKnown && isSession))
            byWorkspace[place->workspace].push_back({file, place->end, place->goesOn});
        else if (isSession && place->goesOn)
            m_cut = true;
        else
            m_memory.pending.erase(file.path);
    }
    for (const auto &[workspace, files] : byWorkspace) {
        done = follow(workspace, files, pieces.again);
        if (!done || m_optedOut)
            break;
    }
    if (done && !m_optedOut)
        done = markGone(pieces.gone).and_then([this] { return commit(); });
    if (done && !m_optedOut && !m_tools.cancel) {
        done = copySideFiles(m_tools, m_memory);
        std::erase_if(m_memory.pending, [&](const std::string &path) { return !path.ends_with(transcriptEnding); });
    }
    if (!done || m_optedOut) {
        m_tools.lanes.rollBack();
        m_memory.pending.merge(m_uncommitted);
        m_uncommitted.clear();
    }
    if (!done)
        return tl::unexpected(done.error());
    return !std::exchange(m_optedOut, false) && !std::exchange(m_cut, false);
}

// Of runs that are opted out, before anything is read that may hold copies of theirs.
Result<> TranscriptDrain::noteLinesOfRuns(const Pieces &pieces)
{
    for (const SourceFile &file : pieces.files) {
        const bool isSession = file.layout == SourceContext::Layout::Session;
        const auto noted = isSession ? m_tools.exclusions.noteLines(file.path, file.fileSessionId) : Result<>();
        if (!noted)
            return noted;
    }
    return {};
}

// Of what may be read now; what waits for a line that says its folder is noted.
Result<Place> TranscriptDrain::placeOf(const SourceFile &file)
{
    const auto now = CaptureMemory::Clock::now();
    const auto [waiting, isNew] = m_memory.folderless.try_emplace(file.path, now);
    const auto due = waiting->second + m_tools.folderWait;
    auto place = Placement(m_tools, m_memory).placeOf(file, now >= due);
    if (!place || !place->waits)
        m_memory.folderless.erase(waiting);
    else if (now < due)
        m_memory.wakeAt = std::min(m_memory.wakeAt, due);
    return place;
}

// Not while the marker of its run may still come (decision by what hooks told; without hooks nothing waits).
Result<bool> TranscriptDrain::mayRead(const SourceFile &file)
{
    if (m_tools.exclusions.excludesForGood(file.fileSessionId)) {
        m_memory.pending.erase(file.path);
        m_memory.held.erase(file.path);
        return false;
    }
    if (!m_tools.hooksWired)
        return true;
    const std::string &session = file.fileSessionId;
    const auto now = CaptureMemory::Clock::now();
    bool known = false;
    for (const QString &workspace : m_tools.lanes.workspaces()) {
        const auto lane = m_tools.lanes.existing(workspace);
        if (!lane || !*lane)
            continue;
        const auto presence =
            (*lane)->presence.find(QString::fromStdString(file.agent), QString::fromStdString(session));
        if (!presence)
            return tl::unexpected(presence.error());
        known = known || (*presence && !(*presence)->endedAt && nowMs() - (*presence)->lastEventAt < runIsKnownMs);
    }
    const auto released = m_memory.released.find(session);
    const bool wasReleased =
        released != m_memory.released.end() && now - released->second < std::chrono::milliseconds(runIsKnownMs);
    const auto [waiting, isNew] = m_memory.held.try_emplace(file.path, now);
    if (known || wasReleased || now - waiting->second >= markerWait) {
        if (!known)
            m_memory.released[session] = now;
        m_memory.held.erase(file.path);
        return true;
    }
    m_memory.wakeAt = std::min(m_memory.wakeAt, waiting->second + markerWait);
    m_memory.pending.erase(file.path);
    return false;
}

// A stretch that a gate keeps out.
Result<> TranscriptDrain::leaveOut(const SourceFile &file, const Place &place)
{
    if (file.fileSessionId.empty() || file.layout != SourceContext::Layout::Session)
        return {};
    Exclusions &exclusions = m_tools.exclusions;
    if (place.collect)
        return exclusions.endGates(file.fileSessionId, place.from, place.startedAt);
    if (place.end <= place.from)
        return {};
    // Noted as far as it was judged: what is written from here on is judged when it comes.
    const Exclusion range{0, {}, place.from, place.end, place.reason, place.startedAt, place.endedAt};
    return exclusions.gateRange(file.fileSessionId, range).and_then([&] {
        return exclusions.endGates(file.fileSessionId, place.end, place.endedAt);
    });
}

// Of another workspace than the agent's own: its files wait, and nobody else does.
Result<bool> TranscriptDrain::isWritable(const QString &workspace, const std::vector<DueFile> &files)
{
    const auto lane = m_tools.lanes.writing(workspace);
    if (lane || workspace == m_tools.workspace)
        return lane.map([](Lane *) { return true; });
    m_memory.note(lane.error().path.toStdString(), lane.error());
    for (const DueFile &each : files) {
        m_memory.pending.erase(each.file.path);
        m_memory.stuck[workspace].insert(each.file.path);
    }
    return false;
}

Result<> TranscriptDrain::follow(const QString &workspace, const std::vector<DueFile> &files, const FilePaths &again)
{
    if (const auto may = isWritable(workspace, files); !may || !*may)
        return may.map([](bool) {});
    std::vector<std::string> paths;
    for (const DueFile &each : files)
        paths.push_back(each.file.path);
    auto lane = m_tools.lanes.writing(workspace);
    if (!lane)
        return tl::unexpected(lane.error());
    auto catalog = SourceCatalog::load((*lane)->database, paths);
    if (!catalog)
        return tl::unexpected(catalog.error());
    for (const DueFile &due : files) {
        const SourceFile &file = due.file;
        if (m_tools.cancel || m_optedOut)
            return {};
        if (m_tools.exclusions.excludesAll(file.fileSessionId)) {
            m_memory.pending.erase(file.path);
            continue;
        }
        auto planned = catalog->plan(file);
        const SourceState *known = catalog->find(file.path);
        if (!planned && known && again.contains(file.path))
            planned = PlannedSource{file, *known, PlannedSource::Change::Grown, {}};
        if (!planned) {
            m_memory.pending.erase(file.path);
            m_memory.problems.erase(file.path);
            continue;
        }
        if (auto read = readFile(workspace, std::move(*planned), due); !read)
            return read;
    }
    return markSources(m_tools.lanes, workspace, *catalog, {});
}

Result<> TranscriptDrain::readFile(const QString &workspace, PlannedSource planned, const DueFile &due)
{
    if (auto made = makeRoom(workspace, planned.file); !made || m_optedOut)
        return made;
    auto lane = m_tools.lanes.writing(workspace);
    if (!lane)
        return tl::unexpected(lane.error());
    if (auto loaded = loadOccurrences((*lane)->database, planned); !loaded)
        return loaded;
    const std::string path = planned.file.path;
    const bool goesOn = due.goesOn && planned.file.layout == SourceContext::Layout::Session;
    const bool backlog = planned.file.size - planned.startOffset() > backlogBytes;
    ReadLimits limits;
    limits.pieceBytes = 1024LL * 1024;
    limits.pieceEvents = backlog ? backlogEvents : commitEvents;
    limits.wholeLines = true;
    limits.end = due.end;
    ++m_memory.figures.filesRead;
    m_uncommitted.insert(path);
    m_memory.pending.erase(path);
    bool isRead = false;
    Result<> outcome;
    const auto done = SourceReader(m_tools.redactor, m_tools.exclusions, limits)
                          .read(std::make_shared<const PlannedSource>(std::move(planned)), [&](SourceBatch &&batch) {
                              isRead = batch.last || (batch.cursor >= due.end && !due.goesOn);
                              outcome = takeBatch(workspace, batch);
                              const bool enough = m_openEvents >= limits.pieceEvents ||
                                                  m_sinceCommit.elapsed() >= (backlog ? backlogMs : commitMs);
                              if (outcome && enough)
                                  outcome = commit();
                              return outcome && !m_tools.cancel && !m_optedOut;
                          });
    if (!outcome)
        return outcome;
    if (!done)
        m_memory.note(path, done.error());
    else
        m_memory.problems.erase(path);
    m_cut = m_cut || (done && goesOn);
    if (done && !isRead)
        m_memory.pending.insert(path);
    return {};
}

Result<> TranscriptDrain::takeBatch(const QString &workspace, const SourceBatch &batch)
{
    const auto lane = m_tools.lanes.writing(workspace);
    if (!lane)
        return tl::unexpected(lane.error());
    m_memory.figures.bytesRead += batch.bytesRead;
    const auto events = static_cast<qint64>(batch.piece.events.size() + batch.piece.results.size());
    m_memory.figures.events += static_cast<qint64>(batch.piece.events.size());
    m_openEvents += events;
    const std::string &named = batch.source->file.fileSessionId;
    m_sessions.insert(QString::fromStdString(named.empty() ? batch.piece.facts.sessionId : named));
    for (const Error &problem : batch.problems)
        m_memory.note(batch.source->file.path, problem);
    return (*lane)->writer.apply(batch);
}

// A transcript of a session that was taken for one without: what was made of its hooks goes first.
Result<> TranscriptDrain::makeRoom(const QString &workspace, const SourceFile &file)
{
    const auto lane = m_tools.lanes.existing(workspace);
    if (!lane || !*lane)
        return {};
    const QString session = QString::fromStdString(file.fileSessionId);
    const auto presence = (*lane)->presence.find(QString::fromStdString(file.agent), session);
    if (!presence || !*presence || !(*presence)->unpersisted)
        return {};
    Database &db = (*lane)->database;
    Statement find(db, u"SELECT session_id FROM source WHERE path = ? AND session_id IS NOT NULL"_s);
    const qint64 id = find.bind(u"hooks:"_s + session).next() ? find.integer(0) : 0;
    find.finish();
    if (id == 0)
        return {};
    if (auto committed = commit(); !committed || m_optedOut)
        return committed;
    return Deletion(db, m_tools.dataDir).purgeButCalls(id).and_then([&] {
        return (*lane)->presence.setUnpersisted(QString::fromStdString(file.agent), session, false);
    });
}

Result<> TranscriptDrain::markGone(const FilePaths &gone)
{
    for (const QString &workspace : gone.empty() ? QStringList() : m_tools.lanes.workspaces()) {
        const auto lane = m_tools.lanes.existing(workspace);
        if (!lane || !*lane)
            continue;
        auto catalog = SourceCatalog::load((*lane)->database, {gone.begin(), gone.end()});
        if (!catalog)
            return tl::unexpected(catalog.error());
        QList<qint64> sources;
        for (const std::string &path : gone) {
            // Made again meanwhile: then that is told too.
            const SourceState *known = catalog->find(path);
            if (known && !known->gone && !sourceFileAt(path))
                sources.append(known->id);
        }
        if (sources.isEmpty())
            continue;
        auto marked = m_tools.lanes.writing(workspace).and_then(
            [&](Lane *each) { return each->writer.mark(sources, u"source_gone"_s); });
        if (!marked)
            return marked;
    }
    for (const std::string &path : gone) {
        m_memory.pending.erase(path);
        m_memory.held.erase(path);
        m_memory.folderless.erase(path);
        m_memory.problems.erase(path);
        m_uncommitted.insert(path);
    }
    return {};
}

Result<> TranscriptDrain::commit()
{
    // A marker that came while lines were read stands before them: they were of the run that it opts out.
    if (m_tools.hooksWired && !m_sessions.isEmpty() && m_spool.lateOptOuts().intersects(m_sessions)) {
        m_optedOut = true;
        return {};
    }
    m_sessions.clear();
    m_openEvents = 0;
    m_sinceCommit.restart();
    auto committed = m_tools.lanes.commit();
    if (committed)
        m_uncommitted.clear();
    return committed;
}

} // namespace assay
