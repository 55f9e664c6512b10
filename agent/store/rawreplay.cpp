// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/rawreplay.h"

#include <algorithm>

#include "models/data/query/rawline.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// Between two lines whose place in the file is known, a line lies about as far from the first as it does here:
// masking changes lengths, but never the order.
qint64 offsetOf(const QMap<qint64, qint64> &offsets, qint64 position)
{
    auto next = offsets.lowerBound(position);
    if (next != offsets.end() && next.key() == position)
        return next.value();
    if (next == offsets.begin())
        return position;
    const auto before = std::prev(next);
    const qint64 offset = before.value() + (position - before.key());
    const bool bounded = next != offsets.end() && next.value() > before.value();
    return bounded ? std::min(offset, next.value() - 1) : offset;
}

} // namespace

Result<bool> RawReplay::isWhole(const StoredSource &source)
{
    Statement s(m_db, u"SELECT raw_position, raw_length, codec, data FROM raw_block WHERE source_id = ? "
                      "ORDER BY raw_position"_s);
    s.bind(source.id);
    qint64 end = 0;
    while (s.next()) {
        if (s.integer(0) != end || !unpackedBlock(s.integer(2), s.blob(3), s.integer(1)))
            return false;
        end += s.integer(1);
    }
    if (!s.ok())
        return tl::unexpected(s.error());
    return end == source.rawEnd;
}

Result<RawReplay::Told> RawReplay::told(const StoredSource &source)
{
    Told told;
    const QString lines =
        u"SELECT raw_position, position, block, key_is_uuid, line_key FROM %1 WHERE source_id = ? AND raw_length > 0"_s;
    const QString kept = m_keptEvents.isEmpty() ? QString() : u" UNION ALL "_s + lines.arg(m_keptEvents);
    Statement s(m_db, lines.arg(u"event"_s) + kept);
    s.bind(source.id);
    if (!kept.isEmpty())
        s.bind(source.id);
    while (s.next()) {
        told.offsets.insert(s.integer(0), s.integer(1) - source.positionBase);
        const QByteArray bytes = s.blob(4);
        LineKey key{};
        if (s.integer(3) != 0 || bytes.size() != qsizetype(key.size()))
            continue;
        std::copy(bytes.begin(), bytes.end(), key.begin());
        told.madeKeys.insert({s.integer(0), static_cast<int>(s.integer(2))}, key);
    }
    if (!s.ok())
        return tl::unexpected(s.error());
    return told;
}

Result<LineCounts> RawReplay::run(const StoredSource &source, const Deliver &deliver)
{
    LineCounts counts;
    m_occurrences.clear();
    const auto reader = TranscriptReader::create(source.agent.toStdString(), m_redactor, contextOf(source));
    if (!reader)
        return counts;
    auto known = told(source);
    if (!known)
        return tl::unexpected(known.error());
    Statement s(m_db, u"SELECT raw_position, first_offset, codec, raw_length, data FROM raw_block WHERE source_id = ? "
                      "ORDER BY raw_position"_s);
    s.bind(source.id);
    while (s.next()) {
        const auto lines = unpackedBlock(s.integer(2), s.blob(4), s.integer(3));
        if (!lines)
            continue;
        if (!known->offsets.contains(s.integer(0)))
            known->offsets.insert(s.integer(0), s.integer(1));
        DecodedPiece piece;
        readBlock(*reader, *lines, s.integer(0), s.integer(1), *known, piece);
        counts.lines += piece.counts.lines;
        counts.decoded += piece.counts.decoded;
        counts.keptRaw += piece.counts.keptRaw;
        counts.broken += piece.counts.broken;
        if (auto delivered = deliver(piece); !delivered)
            return tl::unexpected(delivered.error());
    }
    if (!s.ok())
        return tl::unexpected(s.error());
    m_occurrences = reader->takeOccurrences();
    return counts;
}

void RawReplay::readBlock(TranscriptReader &reader, const QByteArray &lines, qint64 position, qint64 firstOffset,
                          const Told &told, DecodedPiece &piece)
{
    RedactionCounts again; // of lines that were counted when they were stored
    std::string padded;
    std::string raw;
    for (qsizetype begin = 0; begin < lines.size();) {
        const qsizetype newline = lines.indexOf('\n', begin);
        const qsizetype end = newline < 0 ? lines.size() : newline;
        const auto length = static_cast<std::size_t>(end - begin);
        padded.reserve(length + TranscriptReader::padding());
        padded.assign(lines.constData() + begin, length);
        const qint64 rawPosition = position + begin;
        const qint64 offset = std::max(firstOffset, offsetOf(told.offsets, rawPosition));
        const LinePlace place{offset, rawPosition, end - begin};
        const std::size_t events = piece.events.size();
        const std::size_t results = piece.results.size();
        raw.clear();
        reader.readLine(padded, offset, rawPosition, raw, piece, again);
        for (std::size_t i = events; i < piece.events.size(); ++i) {
            DecodedEvent &event = piece.events[i];
            event.place = place;
            if (!event.keyIsUuid)
                event.key = told.madeKeys.value({rawPosition, event.block}, event.key);
        }
        for (std::size_t i = results; i < piece.results.size(); ++i) {
            DecodedResult &result = piece.results[i];
            result.place = place;
            if (!result.orphanIsUuid)
                result.orphan = told.madeKeys.value({rawPosition, result.orphanBlock}, result.orphan);
        }
        begin = end + 1;
    }
}

} // namespace assay
