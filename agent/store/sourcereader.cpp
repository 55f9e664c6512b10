// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/sourcereader.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <unordered_map>

#include <nlohmann/json.hpp>

#include "agent/read/isotime.h"
#include "agent/read/linefolder.h"
#include "agent/read/runmeta.h"
#include "agent/store/exclusions.h"
#include "agent/store/pausedlines.h"
#include "agent/store/plainfile.h"
#include "agent/store/wholelines.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// Joins the results of a piece to the calls in it; what is left waits for the writer to find its call in the store.
void joinResults(DecodedPiece &piece)
{
    if (piece.results.empty())
        return;
    std::unordered_map<std::string_view, DecodedEvent *> calls;
    for (DecodedEvent &event : piece.events) {
        if (event.kind == EventKind::ToolCall && !event.toolUseId.empty())
            calls.emplace(event.toolUseId, &event);
    }
    std::vector<DecodedResult> left;
    for (DecodedResult &result : piece.results) {
        const auto call = calls.find(result.toolUseId);
        if (call == calls.end() || call->second->resultPlace.rawLength != 0) {
            if (call == calls.end())
                left.push_back(std::move(result));
            continue;
        }
        DecodedEvent &event = *call->second;
        event.output = std::move(result.output);
        event.outcome = result.outcome;
        event.images += result.images;
        event.linesAdded = result.linesAdded;
        event.linesRemoved = result.linesRemoved;
        event.resultPlace = result.place;
        event.resultAt = result.at;
        event.durationMs = result.durationMs >= 0                                     ? result.durationMs
                           : result.at >= 0 && event.at >= 0 && result.at >= event.at ? result.at - event.at
                                                                                      : -1;
    }
    piece.results = std::move(left);
}

class Reading {
public:
    Reading(const Redactor &redactor, const Exclusions &exclusions, const ReadLimits &limits,
            std::shared_ptr<const PlannedSource> source)
        : m_redactor(redactor)
        , m_exclusions(exclusions)
        , m_limits(limits)
        , m_source(std::move(source))
        , m_file(m_source->file.path)
        , m_sessionUuid(m_source->state.sessionUuid.empty() ? m_source->file.fileSessionId
                                                            : m_source->state.sessionUuid)
        , m_paused(exclusions.pauses(),
                   m_source->startOffset() > 0 ? m_source->state.modifiedNs / 1'000'000 : qint64{-1},
                   m_source->file.modifiedNs / 1'000'000)
        , m_offset(m_source->startOffset())
        , m_rawEnd(m_source->state.rawEnd)
        , m_blockStart(m_rawEnd)
        , m_blockOffset(m_offset)
    {
        SourceContext context{m_source->file.layout, m_source->file.fileSessionId, m_source->file.agentId,
                              m_source->occurrences};
        m_reader = TranscriptReader::create(m_source->file.agent, redactor, std::move(context));
    }

    // What is behind it is not for this reading.
    bool isAtEnd() const { return m_limits.end >= 0 && m_offset >= m_limits.end; }

    Result<> open()
    {
        if (!m_file.isOpen())
            return failure(m_file.error());
        posix_fadvise(m_file.descriptor(), m_offset, 0, POSIX_FADV_SEQUENTIAL);
        return lookBack();
    }

    // Fills one batch; sets last at the end of the file.
    Result<> next(SourceBatch &batch)
    {
        batch.source = m_source;
        batch.first = m_first;
        batch.excluded = m_exclusions.excludesAll(m_sessionUuid);
        const qint64 from = m_offset;
        do {
            if (!m_more) {
                if (auto filled = fill(); !filled)
                    return filled;
            }
            takeLines(batch);
            if (m_unknown)
                return tl::unexpected(*m_unknown);
            batch.last = m_atEnd && !m_more;
            if (m_first && batch.first && m_sessionUuid.empty())
                m_sessionUuid = batch.piece.facts.sessionId;
        } while (!batch.last && m_offset - from < m_limits.pieceBytes && !hasEnough(batch) && !isAtEnd());
        if (batch.last)
            takeLastLine(batch);
        m_first = false;
        finish(batch, from);
        return {};
    }

private:
    Result<> failure(int error) const
    {
        return fail(
            Error::Code::Failed,
            u"This transcript could not be read (%1). What was stored from it before is kept; it is tried again at the "
            "next import."_s.arg(QString::fromLocal8Bit(std::strerror(error))),
            m_source->file.pathText());
    }

    // Reads more bytes behind what is left of the last piece; grows the buffer only while no newline is in it.
    Result<> fill()
    {
        if (m_begin > 0) {
            m_buffer.erase(0, m_begin);
            m_begin = 0;
        }
        const std::size_t had = m_buffer.size();
        // No more than the file is likely to hold: most are small, and each page of a buffer costs when it is touched.
        const qint64 left = std::max<qint64>(0, m_source->file.size - m_offset - static_cast<qint64>(had));
        const std::size_t most = std::max(static_cast<std::size_t>(m_limits.pieceBytes), had);
        const std::size_t wanted = std::min(most, static_cast<std::size_t>(left) + 4096);
        m_buffer.reserve(had + wanted + TranscriptReader::padding());
        m_buffer.resize(had + wanted);
        std::size_t got = 0;
        while (got < wanted) {
            const ssize_t n = ::pread(m_file.descriptor(), m_buffer.data() + had + got, wanted - got,
                                      m_offset + static_cast<qint64>(had + got));
            if (n < 0 && errno == EINTR)
                continue;
            if (n < 0)
                return failure(errno);
            if (n == 0)
                break;
            got += static_cast<std::size_t>(n);
        }
        m_buffer.resize(had + got);
        m_atEnd = got < wanted;
        return {};
    }

    // Short lines become values that are many times larger: a batch is bounded by their number, too.
    bool hasEnough(const SourceBatch &batch) const
    {
        return static_cast<qint64>(batch.piece.events.size() + batch.piece.results.size()) >= m_limits.pieceEvents;
    }

    void takeLines(SourceBatch &batch)
    {
        m_more = false;
        while (m_begin < m_buffer.size()) {
            const void *newline = std::memchr(m_buffer.data() + m_begin, '\n', m_buffer.size() - m_begin);
            if (!newline) {
                if (static_cast<qint64>(m_buffer.size() - m_begin) > m_limits.longestLine && !isAtEnd())
                    skipLongLine();
                return;
            }
            m_more = hasEnough(batch) || isAtEnd();
            if (m_more)
                return;
            const auto end = static_cast<std::size_t>(static_cast<const char *>(newline) - m_buffer.data());
            takeLine(batch, end, end + 1);
        }
    }

    // A line without a newline at the end is complete if it is JSON; else the client is still writing it, unless it has
    // not for so long that it never will.
    void takeLastLine(SourceBatch &batch)
    {
        const std::string_view rest = std::string_view(m_buffer).substr(m_begin);
        if (rest.empty() && !m_skipping)
            return;
        const bool complete =
            !m_limits.wholeLines && !m_skipping && rest.front() == '{' && nlohmann::json::accept(rest);
        if (complete || m_source->file.isSettled())
            takeLine(batch, m_buffer.size(), m_buffer.size());
    }

    void takeLine(SourceBatch &batch, std::size_t end, std::size_t next)
    {
        if (m_skipping) {
            countLongLine(batch);
        } else if (const std::string_view line(m_buffer.data() + m_begin, end - m_begin);
                   !batch.excluded && !leavesOut(line, next)) {
            m_reader->readLine(line, m_offset, m_blockStart, m_raw, batch.piece, batch.redactions);
        }
        m_offset += static_cast<qint64>(next - m_begin);
        m_begin = next;
        if (static_cast<qint64>(m_raw.size()) >= rawBlockBytes)
            sealBlock(batch, true);
    }

    bool leavesOut(std::string_view line, std::size_t next)
    {
        return isExcluded(line) || isCopiedFromRun(line) ||
               (m_paused.matters() && m_paused.leavesOut(line, std::string_view(m_buffer).substr(next)));
    }

    // Ranges of bytes are those of the transcript; a sub-agent's own file is judged by what its lines tell.
    bool isExcluded(std::string_view line)
    {
        if (m_askedFor != m_sessionUuid) { // many lines, one answer
            m_askedFor = m_sessionUuid;
            m_ofSession = m_exclusions.ofSession(m_sessionUuid);
        }
        if (m_source->file.layout == SourceContext::Layout::Session) {
            return std::any_of(m_ofSession.begin(), m_ofSession.end(),
                               [this](const Exclusion &each) { return each.covers(m_offset); });
        }
        if (!m_exclusions.hasRuns() || (!m_sessionUuid.empty() && m_ofSession.isEmpty()))
            return false;
        const auto told = nlohmann::json::parse(line, nullptr, false);
        const auto word = [&told](const char *key) {
            const auto found = told.is_object() ? told.find(key) : told.end();
            return found != told.end() && found->is_string() ? found->get<std::string>() : std::string();
        };
        const std::string session = m_sessionUuid.empty() ? word("sessionId") : m_sessionUuid;
        return m_exclusions.excludesRun(session, parseIsoTime(word("timestamp")));
    }

    // A fork copies the lines of its session with their uuids. What stands between copies and says no uuid came with
    // them.
    bool isCopiedFromRun(std::string_view line)
    {
        if (!m_exclusions.mayBeCopies())
            return false;
        static_cast<void>(m_said.of(line));
        if (m_said.uuid().empty())
            return m_amongCopies;
        const auto copy = m_exclusions.isCopy(m_said.uuid());
        if (!copy)
            m_unknown = copy.error(); // nothing of this batch is stored; it is read again
        m_judged = true;
        return m_amongCopies = copy.value_or(true);
    }

    // What an earlier reading took says whether the first lines without uuid are among copies.
    Result<> lookBack()
    {
        const auto own = m_exclusions.ofSession(m_sessionUuid);
        for (qint64 from = m_offset, far = 64 * 1024; from > 0 && m_exclusions.mayBeCopies() && !m_judged; far *= 16) {
            from = std::max<qint64>(0, m_offset - far);
            WholeLines before(m_source->file.path, from);
            std::string_view line;
            while (before.next(line) && before.offset() < m_offset) {
                // What the session's own opted-out runs wrote is no copy, and says nothing of what follows it.
                if (std::ranges::none_of(own, [&](const Exclusion &each) { return each.covers(before.offset()); }))
                    static_cast<void>(isCopiedFromRun(line));
            }
        }
        return m_unknown ? Result<>(tl::unexpected(*m_unknown)) : Result<>();
    }

    // The cursor waits before the line until its end was seen: a reading that goes on in its middle would take the rest
    // for another line.
    void skipLongLine()
    {
        if (!m_skipping)
            m_skippedFrom = m_offset;
        m_skipping = true;
        m_offset += static_cast<qint64>(m_buffer.size() - m_begin);
        m_begin = m_buffer.size();
    }

    void countLongLine(SourceBatch &batch)
    {
        m_skipping = false;
        ++batch.piece.counts.lines;
        ++batch.piece.counts.broken;
        batch.problems.append({Error::Code::Failed,
                               u"A line of more than %1 MB was skipped; the rest of the file was imported. The line is "
                               "still in the file."_s.arg(m_limits.longestLine / (1024 * 1024)),
                               m_source->file.pathText()});
    }

    void sealBlock(SourceBatch &batch, bool full)
    {
        if (!m_raw.empty()) {
            batch.blocks.push_back(full ? sealedBlock(m_blockStart, m_blockOffset, m_raw)
                                        : plainBlock(m_blockStart, m_blockOffset, m_raw));
            m_rawEnd += static_cast<qint64>(m_raw.size());
            m_raw.clear();
        }
        m_blockStart = m_rawEnd;
        m_blockOffset = m_offset;
    }

    void finish(SourceBatch &batch, qint64 from)
    {
        // Of a run that was left out line by line its description is left out too.
        const bool keepsLines = m_rawEnd > 0 || !m_raw.empty();
        if (batch.last && m_source->file.layout == SourceContext::Layout::SubagentFolder && keepsLines)
            readMeta(batch);
        // Every batch ends with its block: rows and raw lines must be committed together.
        sealBlock(batch, !batch.last || m_source->file.isSettled());
        joinResults(batch.piece);
        batch.occurrences = m_reader->takeOccurrences();
        batch.bytesRead = m_offset - from;
        batch.cursor = m_skipping ? m_skippedFrom : m_offset;
        batch.rawEnd = m_rawEnd;
        batch.headHash = headFingerprint(m_file.descriptor(), batch.cursor);
        batch.tailHash = tailFingerprint(m_file.descriptor(), batch.cursor);
    }

    void readMeta(SourceBatch &batch) const
    {
        constexpr std::size_t ending = sizeof ".jsonl" - 1;
        const std::string &path = m_source->file.path;
        constexpr qint64 most = 64 * 1024;
        const PlainFile file(path.substr(0, path.size() - ending) + ".meta.json");
        if (!file.isOpen() || file.size() > most)
            return;
        std::string meta = file.head(most);
        m_redactor.redactJsonLine(meta, batch.redactions);
        batch.piece.runs.push_back(readRunMeta(meta, m_source->file.agentId));
    }

    const Redactor &m_redactor;
    const Exclusions &m_exclusions;
    const ReadLimits m_limits;
    std::shared_ptr<const PlannedSource> m_source;
    PlainFile m_file;
    std::unique_ptr<TranscriptReader> m_reader;
    std::string m_sessionUuid;
    PausedLines m_paused;
    std::string m_askedFor; // the session of m_ofSession
    QList<Exclusion> m_ofSession;
    LineFolder m_said;
    bool m_amongCopies = false;
    bool m_judged = false; // a line with a uuid was seen
    std::optional<Error> m_unknown;
    std::string m_buffer; // unread bytes from m_begin on; m_offset is the file offset of m_begin
    std::size_t m_begin = 0;
    std::string m_raw;
    qint64 m_offset = 0;
    qint64 m_rawEnd = 0;
    qint64 m_blockStart = 0;
    qint64 m_blockOffset = 0;
    bool m_first = true;
    bool m_atEnd = false;
    bool m_more = false;     // whole lines are left in the buffer
    bool m_skipping = false; // within a line that is too long, which began at m_skippedFrom
    qint64 m_skippedFrom = 0;
};

} // namespace

Result<> SourceReader::read(const std::shared_ptr<const PlannedSource> &source, const Deliver &deliver) const
{
    Reading reading(m_redactor, m_exclusions, m_limits, source);
    if (auto opened = reading.open(); !opened)
        return opened;
    bool last = false;
    while (!last) {
        SourceBatch batch;
        if (auto filled = reading.next(batch); !filled)
            return filled;
        last = batch.last;
        if (!deliver(std::move(batch)) || reading.isAtEnd())
            return {};
    }
    return {};
}

} // namespace assay
