// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/sourcerecheck.h"

#include "models/data/query/rawline.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

SourceRecheck::SourceRecheck(Database &db, const Redactor &redactor, const StoredSource &source,
                             RecheckSummary &summary)
    : m_db(db)
    , m_redactor(redactor)
    , m_source(source)
    , m_summary(summary)
{
}

Result<> SourceRecheck::run()
{
    Statement blocks(m_db, u"SELECT raw_position, raw_length, first_offset, codec, data FROM raw_block WHERE "
                           "source_id = ? ORDER BY raw_position"_s);
    blocks.bind(m_source.id);
    while (blocks.next()) {
        const auto lines = unpackedBlock(blocks.integer(3), blocks.blob(4), blocks.integer(1));
        if (!lines) {
            return fail(Error::Code::Corrupt,
                        u"A block of raw lines is damaged. The sessions before it were checked. Run \"assay-agent "
                        "doctor --repair\", then check again."_s,
                        m_db.file());
        }
        const std::string masked = mask(*lines, blocks.integer(0));
        const bool plain = blocks.integer(3) == static_cast<int>(RawBlock::Codec::Plain);
        m_blocks.push_back(plain ? plainBlock(m_end, blocks.integer(2), masked)
                                 : sealedBlock(m_end, blocks.integer(2), masked));
        m_end += static_cast<qint64>(masked.size());
    }
    if (!blocks.ok())
        return tl::unexpected(blocks.error());
    blocks.finish();
    if (m_changed.isEmpty())
        return {};
    auto done = replaceBlocks()
                    .and_then([&] { return move(u"source_id"_s, u"raw_position"_s, u"raw_length"_s); })
                    .and_then([&] { return move(u"result_source_id"_s, u"result_position"_s, u"result_length"_s); })
                    .and_then([&] { return countMasked(); });
    for (const auto &[position, line] : m_changed) {
        if (done)
            done = tellAnew(position, line);
    }
    return done;
}

std::string SourceRecheck::mask(const QByteArray &lines, qint64 position)
{
    std::string out;
    out.reserve(static_cast<std::size_t>(lines.size()));
    for (qsizetype begin = 0; begin < lines.size();) {
        const qsizetype newline = lines.indexOf('\n', begin);
        const qsizetype end = newline < 0 ? lines.size() : newline;
        std::string line(lines.constData() + begin, static_cast<std::size_t>(end - begin));
        ++m_summary.linesScanned;
        const qint64 to = m_end + static_cast<qint64>(out.size());
        if (m_redactor.redactJsonLine(line, m_masked)) {
            ++m_summary.linesChanged;
            m_changed.append({to, line});
        }
        m_moved.insert(position + begin, {to, static_cast<qint64>(line.size())});
        out += line;
        out += '\n';
        begin = end + 1;
    }
    return out;
}

Result<> SourceRecheck::replaceBlocks()
{
    Statement drop(m_db, u"DELETE FROM raw_block WHERE source_id = ?"_s);
    if (!drop.bind(m_source.id).run())
        return tl::unexpected(drop.error());
    Statement insert(m_db, u"INSERT INTO raw_block(source_id, raw_position, raw_length, first_offset, codec, data) "
                           "VALUES(?, ?, ?, ?, ?, ?)"_s);
    for (const RawBlock &block : m_blocks) {
        insert.bind(m_source.id).bind(block.rawPosition).bind(block.rawLength).bind(block.firstOffset);
        if (!insert.bind(static_cast<int>(block.codec)).bind(block.data).run())
            return tl::unexpected(insert.error());
    }
    Statement end(m_db, u"UPDATE source SET raw_end = ? WHERE id = ?"_s);
    if (!end.bind(m_end).bind(m_source.id).run())
        return tl::unexpected(end.error());
    return {};
}

Result<> SourceRecheck::move(const QString &source, const QString &position, const QString &length)
{
    QList<QPair<qint64, qint64>> places;
    Statement all(
        m_db, u"SELECT id, %1 FROM event WHERE session_id = ? AND %2 = ? AND %3 > 0"_s.arg(position, source, length));
    all.bind(m_source.sessionId).bind(m_source.id);
    while (all.next())
        places.append({all.integer(0), all.integer(1)});
    if (!all.ok())
        return tl::unexpected(all.error());
    all.finish();
    Statement update(m_db, u"UPDATE event SET %1 = ?, %2 = ? WHERE id = ?"_s.arg(position, length));
    for (const auto &[id, old] : places) {
        const auto moved = m_moved.constFind(old);
        if (moved == m_moved.constEnd())
            continue;
        if (!update.bind(moved->position).bind(moved->length).bind(id).run())
            return tl::unexpected(update.error());
    }
    return {};
}

Result<> SourceRecheck::tellAnew(qint64 position, const std::string &line)
{
    // One for each line: it offers a title for every prompt then, not only for the first.
    const auto reader = TranscriptReader::create(m_source.agent.toStdString(), m_redactor, contextOf(m_source));
    if (!reader)
        return {};
    std::string padded = line;
    padded.reserve(line.size() + TranscriptReader::padding());
    std::string raw;
    DecodedPiece piece;
    RedactionCounts again;
    reader->readLine(std::string_view(padded).substr(0, line.size()), 1, position, raw, piece, again);
    QString oldHead;
    Statement find(m_db,
                   u"SELECT id, head, kind FROM event WHERE session_id = ? AND source_id = ? AND raw_position = ? "
                   "AND raw_length > 0 AND block = ?"_s);
    Statement save(m_db, u"UPDATE event SET head = ? WHERE id = ?"_s);
    for (const DecodedEvent &event : piece.events) {
        find.bind(m_source.sessionId).bind(m_source.id).bind(position).bind(event.block);
        const qint64 id = find.next() ? find.integer(0) : 0;
        const bool typed = id != 0 && (find.integer(2) == static_cast<int>(EventKind::Prompt) ||
                                       find.integer(2) == static_cast<int>(EventKind::Command));
        if (typed && oldHead.isEmpty())
            oldHead = find.text(1);
        find.finish();
        if (id != 0 && !save.bind(QString::fromStdString(event.head)).bind(id).run())
            return tl::unexpected(save.error());
    }
    for (const DecodedTitle &title : piece.titles) {
        if (auto told = tellTitle(title, oldHead); !told)
            return told;
    }
    return {};
}

// Replaces the title that came from this line: the first prompt's is the beginning of that prompt's first line, another
// one begins as the masked one does up to its mask.
Result<> SourceRecheck::tellTitle(const DecodedTitle &title, const QString &oldHead)
{
    const QString text = QString::fromStdString(title.text);
    const QByteArray leaf(reinterpret_cast<const char *>(title.leaf.data()), qsizetype(title.leaf.size()));
    const bool ofLeaf = title.kind == DecodedTitle::Kind::LeafSummary;
    const bool ofPrompt = title.kind == DecodedTitle::Kind::FirstPrompt;
    Statement find(m_db, ofLeaf ? u"SELECT id, title FROM session WHERE id IN (SELECT session_id FROM event WHERE "
                                  "line_key = ?) AND title_kind = ?"_s
                                : u"SELECT id, title FROM session WHERE id = ? AND title_kind = ?"_s);
    (ofLeaf ? find.bind(leaf) : find.bind(m_source.sessionId)).bind(static_cast<int>(title.kind));
    const QString unmasked = text.left(text.indexOf(u"[redacted:"_s));
    Statement save(m_db, u"UPDATE session SET title = ? WHERE id = ?"_s);
    while (find.next()) {
        const QString old = find.text(1);
        const bool same = ofPrompt ? !oldHead.isEmpty() && oldHead.startsWith(old) : old.startsWith(unmasked);
        if (same && !save.bind(text).bind(find.integer(0)).run())
            return tl::unexpected(save.error());
    }
    if (!ofLeaf)
        return {};
    Statement pending(m_db, u"UPDATE pending_title SET title = ? WHERE leaf = ?"_s);
    if (!pending.bind(text).bind(leaf).run())
        return tl::unexpected(pending.error());
    return {};
}

Result<> SourceRecheck::countMasked()
{
    Statement add(m_db,
                  u"INSERT INTO redaction(source_id, rule, count) VALUES(?, ?, ?) ON CONFLICT(source_id, rule) DO "
                  "UPDATE SET count = redaction.count + excluded.count"_s);
    for (const auto &[rule, times] : m_masked) {
        m_summary.redactions[rule] += times;
        if (!add.bind(m_source.id).bind(QString::fromStdString(rule)).bind(qint64{times}).run())
            return tl::unexpected(add.error());
    }
    return {};
}

} // namespace assay
