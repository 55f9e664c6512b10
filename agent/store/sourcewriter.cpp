// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/sourcewriter.h"

#include <algorithm>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// Files of one session stand in the order of their first events, whichever was read first: a base is that time (ms),
// and behind each leaves room for a MB of the file. A sub-agent's own file stands before the copies of its lines within
// the parent's.
constexpr int byteBits = 20;
constexpr int timeBits = 62;

qint64 firstTime(const DecodedPiece &piece)
{
    constexpr qint64 last = (1LL << (timeBits - byteBits)) - 1; // in the year 2109
    const auto isDated = [](const auto &each) { return each.at >= 0; };
    const auto event = std::find_if(piece.events.begin(), piece.events.end(), isDated);
    const auto result = std::find_if(piece.results.begin(), piece.results.end(), isDated);
    if (event == piece.events.end() && result == piece.results.end())
        return 0;
    // A result without its call may stand first, in however small pieces the file is read.
    const bool isResult = event == piece.events.end() ||
                          (result != piece.results.end() && result->place.rawPosition < event->place.rawPosition);
    return std::min<qint64>(isResult ? result->at : event->at, last);
}

qint64 baseOf(const SourceBatch &batch)
{
    const qint64 main = batch.source->file.agentId.empty() ? 1LL << timeBits : 0;
    return main + (firstTime(batch.piece) << byteBits);
}

} // namespace

SourceWriter::SourceWriter(Database &db)
    : m_db(db)
    , m_insertBlock(db, u"INSERT INTO raw_block(source_id, raw_position, raw_length, first_offset, codec, data) "
                        "VALUES(?, ?, ?, ?, ?, ?)"_s)
    , m_cursor(
          db,
          u"UPDATE source SET device = ?, inode = ?, size = ?, mtime_ns = ?, head_hash = ?, tail_hash = ?, cursor = ?, "
          "raw_end = ?, lines = lines + ?, lines_decoded = lines_decoded + ?, lines_raw = lines_raw + ?, "
          "lines_broken = lines_broken + ?, state = CASE WHEN ? THEN 'source_changed' "
          "WHEN state = 'source_gone' THEN 'ok' ELSE state END WHERE id = ?"_s)
{
}

Result<qint64> SourceWriter::open(const SourceBatch &batch, qint64 nowMs)
{
    const PlannedSource &planned = *batch.source;
    const QString path = planned.file.pathText();
    if (planned.state.id != 0) {
        if (planned.change != PlannedSource::Change::Renamed || !batch.first)
            return planned.state.id;
        Statement rename(m_db, u"UPDATE source SET path = ? WHERE id = ?"_s);
        rename.bind(path).bind(planned.state.id);
        return ran(rename).map([&] { return planned.state.id; });
    }
    Statement find(m_db, u"SELECT id FROM source WHERE path = ?"_s);
    find.bind(path);
    if (find.next())
        return find.integer(0);
    find.finish();
    Statement insert(
        m_db, u"INSERT INTO source(agent, path, run_agent_id, device, inode, size, mtime_ns, head_hash, tail_hash, "
              "first_seen_at) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    insert.bind(QString::fromStdString(planned.file.agent))
        .bind(path)
        .bind(QString::fromStdString(planned.file.agentId));
    insert.bind(planned.file.device).bind(planned.file.inode).bind(0).bind(0).bind(batch.headHash).bind(batch.tailHash);
    insert.bind(nowMs);
    return ran(insert).map([&] { return insert.lastInsertId(); });
}

Result<qint64> SourceWriter::positionBase(qint64 sourceId, qint64 sessionId, const SourceBatch &batch)
{
    const qint64 told = baseOf(batch);
    qint64 base = told;
    Statement own(m_db, u"SELECT pos_base, session_id FROM source WHERE id = ?"_s);
    own.bind(sourceId);
    if (own.next() && !own.isNull(1)) {
        const qint64 before = own.integer(0);
        const bool replaced = batch.first && batch.source->change == PlannedSource::Change::Replaced;
        if (!replaced && before % (1LL << timeBits) != 0)
            return before;
        // What was written over the same beginning stands behind what stood there.
        constexpr qint64 second = 1000LL << byteBits;
        if (replaced && before >= told && before - told < second)
            base = before + batch.source->state.cursor + 1;
    }
    own.finish();
    Statement save(m_db, u"UPDATE source SET pos_base = ?, session_id = ? WHERE id = ?"_s);
    save.bind(base).bind(sessionId).bind(sourceId);
    return ran(save).map([base] { return base; });
}

Result<> SourceWriter::store(qint64 sourceId, const SourceBatch &batch)
{
    return blocks(sourceId, batch.blocks)
        .and_then([&] { return cursor(sourceId, batch); })
        .and_then([&] { return occurrences(sourceId, batch); })
        .and_then([&] { return redactions(sourceId, batch); });
}

Result<> SourceWriter::blocks(qint64 sourceId, const std::vector<RawBlock> &blocks)
{
    bool plain = false;
    for (const RawBlock &block : blocks) {
        m_insertBlock.bind(sourceId).bind(block.rawPosition).bind(block.rawLength).bind(block.firstOffset);
        m_insertBlock.bind(static_cast<int>(block.codec)).bind(block.data);
        if (auto inserted = ran(m_insertBlock); !inserted)
            return inserted;
        plain = plain || block.codec == RawBlock::Codec::Plain;
    }
    return plain ? sealTail(sourceId) : Result<>{};
}

// Plain rows of a growing file become one block once they are worth it.
Result<> SourceWriter::sealTail(qint64 sourceId)
{
    Statement size(m_db, u"SELECT coalesce(sum(raw_length), 0) FROM raw_block WHERE source_id = ? AND codec = 0"_s);
    size.bind(sourceId);
    if (!size.next() || size.integer(0) < rawBlockBytes)
        return {};
    size.finish();
    // Plain rows that a sealed block follows (it did not shrink) stay as they are; the tail is the run at the end.
    Statement tail(m_db,
                   u"SELECT raw_position, first_offset, data FROM raw_block WHERE source_id = ? AND codec = 0 ORDER BY "
                   "raw_position"_s);
    tail.bind(sourceId);
    QByteArray lines;
    qint64 position = -1;
    qint64 offset = 0;
    while (tail.next()) {
        if (position < 0 || tail.integer(0) != position + lines.size()) {
            position = tail.integer(0);
            offset = tail.integer(1);
            lines.clear();
        }
        lines += tail.blob(2);
    }
    tail.finish();
    if (lines.size() < rawBlockBytes)
        return {};
    Statement drop(m_db, u"DELETE FROM raw_block WHERE source_id = ? AND raw_position >= ? AND codec = 0"_s);
    if (auto dropped = ran(drop.bind(sourceId).bind(position)); !dropped)
        return dropped;
    const RawBlock sealed =
        sealedBlock(position, offset, std::string_view(lines.constData(), static_cast<size_t>(lines.size())));
    m_insertBlock.bind(sourceId).bind(sealed.rawPosition).bind(sealed.rawLength).bind(sealed.firstOffset);
    m_insertBlock.bind(static_cast<int>(sealed.codec)).bind(sealed.data);
    return ran(m_insertBlock);
}

Result<> SourceWriter::cursor(qint64 sourceId, const SourceBatch &batch)
{
    const SourceFile &file = batch.source->file;
    const LineCounts &counts = batch.piece.counts;
    // Until the last batch the size stays 0, so that an interrupted reading is seen as unfinished.
    m_cursor.bind(file.device).bind(file.inode).bind(batch.last ? file.size : 0).bind(batch.last ? file.modifiedNs : 0);
    m_cursor.bind(batch.headHash).bind(batch.tailHash).bind(batch.cursor).bind(batch.rawEnd).bind(qint64{counts.lines});
    m_cursor.bind(qint64{counts.decoded}).bind(qint64{counts.keptRaw}).bind(qint64{counts.broken});
    m_cursor.bind(batch.source->change == PlannedSource::Change::Replaced ? 1 : 0).bind(sourceId);
    return ran(m_cursor);
}

Result<> SourceWriter::occurrences(qint64 sourceId, const SourceBatch &batch)
{
    if (batch.occurrences.empty())
        return {};
    Statement save(m_db, u"INSERT INTO repeated_line(source_id, line_hash, occurrences) VALUES(?, ?, ?) "
                         "ON CONFLICT(source_id, line_hash) DO UPDATE SET occurrences = excluded.occurrences"_s);
    for (const auto &[key, count] : batch.occurrences) {
        save.bind(sourceId).bindUtf8({reinterpret_cast<const char *>(key.data()), key.size()}).bind(count);
        if (auto saved = ran(save); !saved)
            return saved;
    }
    return {};
}

Result<> SourceWriter::redactions(qint64 sourceId, const SourceBatch &batch)
{
    if (batch.redactions.empty())
        return {};
    Statement save(
        m_db, u"INSERT INTO redaction(source_id, rule, count) VALUES(?, ?, ?) ON CONFLICT(source_id, rule) DO UPDATE "
              "SET count = redaction.count + excluded.count"_s);
    for (const auto &[rule, count] : batch.redactions) {
        if (auto saved = ran(save.bind(sourceId).bind(QString::fromStdString(rule)).bind(qint64{count})); !saved)
            return saved;
    }
    return {};
}

Result<> SourceWriter::mark(const QList<qint64> &sources, const QString &state)
{
    Statement update(m_db, u"UPDATE source SET state = ? WHERE id = ? AND state <> ?"_s);
    for (const qint64 id : sources) {
        if (auto updated = ran(update.bind(state).bind(id).bind(state)); !updated)
            return updated;
    }
    return {};
}

} // namespace assay
