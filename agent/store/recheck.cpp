// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/recheck.h"

#include <QHash>
#include <QList>

#include <zstd.h>

#include "agent/store/eventtext.h"
#include "agent/store/rawblock.h"
#include "models/data/store/database.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// The redacted stream of one source, line by line, and what became of each line's place.
struct MovedLine {
    qint64 position = 0;
    qint64 length = 0; // with its newline
};

Result<QByteArray> unpacked(const QByteArray &data, int codec, qint64 length)
{
    if (codec == static_cast<int>(RawBlock::Codec::Plain))
        return data;
    QByteArray lines(length, Qt::Uninitialized);
    const std::size_t size = ZSTD_decompress(lines.data(), static_cast<std::size_t>(lines.size()), data.constData(),
                                             static_cast<std::size_t>(data.size()));
    if (ZSTD_isError(size) != 0 || size != static_cast<std::size_t>(length))
        return fail(Error::Code::Corrupt,
                    u"A block of raw lines is damaged. Run \"assay-agent doctor --repair\" first."_s);
    return lines;
}

class SourceRecheck {
public:
    SourceRecheck(Database &db, const Redactor &redactor, qint64 source, RecheckSummary &summary)
        : m_db(db)
        , m_redactor(redactor)
        , m_source(source)
        , m_summary(summary)
    {
    }

    Result<> run()
    {
        Statement blocks(
            m_db, u"SELECT raw_position, raw_length, first_offset, codec, data FROM raw_block WHERE source_id = ? "
                  "ORDER BY raw_position"_s);
        blocks.bind(m_source);
        while (blocks.next()) {
            const auto lines = unpacked(blocks.blob(4), static_cast<int>(blocks.integer(3)), blocks.integer(1));
            if (!lines)
                return tl::unexpected(lines.error());
            const std::string changed = mask(*lines, blocks.integer(0));
            const std::string_view view(changed);
            m_blocks.push_back(blocks.integer(3) == 0 ? plainBlock(m_end, blocks.integer(2), view)
                                                      : sealedBlock(m_end, blocks.integer(2), view));
            m_end += static_cast<qint64>(changed.size());
        }
        if (!blocks.ok())
            return tl::unexpected(blocks.error());
        blocks.finish();
        return m_changed ? replaceBlocks().and_then([this] { return moveEvents(); }) : Result<>{};
    }

private:
    std::string mask(const QByteArray &lines, qint64 position)
    {
        std::string out;
        out.reserve(static_cast<std::size_t>(lines.size()));
        for (qsizetype begin = 0; begin < lines.size();) {
            const qsizetype newline = lines.indexOf('\n', begin);
            const qsizetype end = newline < 0 ? lines.size() : newline;
            std::string line(lines.constData() + begin, static_cast<std::size_t>(end - begin));
            ++m_summary.linesScanned;
            if (m_redactor.redactJsonLine(line, m_summary.redactions)) {
                ++m_summary.linesChanged;
                m_changed = true;
            }
            line += '\n';
            m_moved.insert(position + begin,
                           {m_end + static_cast<qint64>(out.size()), static_cast<qint64>(line.size())});
            out += line;
            begin = end + 1;
        }
        return out;
    }

    Result<> replaceBlocks()
    {
        Statement drop(m_db, u"DELETE FROM raw_block WHERE source_id = ?"_s);
        if (!drop.bind(m_source).run())
            return tl::unexpected(drop.error());
        Statement insert(m_db, u"INSERT INTO raw_block(source_id, raw_position, raw_length, first_offset, codec, data) "
                               "VALUES(?, ?, ?, ?, ?, ?)"_s);
        for (const RawBlock &block : m_blocks) {
            insert.bind(m_source).bind(block.rawPosition).bind(block.rawLength).bind(block.firstOffset);
            if (!insert.bind(static_cast<int>(block.codec)).bind(block.data).run())
                return tl::unexpected(insert.error());
        }
        Statement end(m_db, u"UPDATE source SET raw_end = ? WHERE id = ?"_s);
        if (!end.bind(m_end).bind(m_source).run())
            return tl::unexpected(end.error());
        return {};
    }

    Result<> moveEvents()
    {
        return move(u"source_id"_s, u"raw_position"_s, u"raw_length"_s).and_then([this] {
            return move(u"result_source_id"_s, u"result_position"_s, u"result_length"_s);
        });
    }

    Result<> move(const QString &source, const QString &position, const QString &length)
    {
        QList<QPair<qint64, qint64>> places;
        Statement all(m_db, u"SELECT id, %1 FROM event WHERE %2 = ? AND %3 > 0"_s.arg(position, source, length));
        all.bind(m_source);
        while (all.next())
            places.append({all.integer(0), all.integer(1)});
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

    Database &m_db;
    const Redactor &m_redactor;
    const qint64 m_source;
    RecheckSummary &m_summary;
    std::vector<RawBlock> m_blocks;
    QHash<qint64, MovedLine> m_moved;
    qint64 m_end = 0;
    bool m_changed = false;
};

QList<qint64> ids(Database &db, const QString &sql, qint64 parameter)
{
    QList<qint64> all;
    Statement s(db, sql);
    s.bind(parameter);
    while (s.next())
        all.append(s.integer(0));
    return all;
}

Result<> recheckTexts(Database &db, EventText &text, const Redactor &redactor, qint64 session)
{
    Statement read(db, u"SELECT head, text, input, output FROM event JOIN body USING(id) WHERE id = ?"_s);
    Statement head(db, u"UPDATE event SET head = ? WHERE id = ?"_s);
    RedactionCounts ignored; // the raw lines were counted
    for (const qint64 id : ids(db, u"SELECT id FROM event WHERE session_id = ?"_s, session)) {
        read.bind(id);
        if (!read.next())
            continue;
        std::string parts[4];
        for (int i = 0; i < 4; ++i)
            parts[i] = read.text(i).toStdString();
        read.finish();
        if (redactor.redact({}, parts[0], ignored) && !head.bind(QString::fromStdString(parts[0])).bind(id).run())
            return tl::unexpected(head.error());
        bool changed = false;
        for (int i = 1; i < 4; ++i)
            changed = redactor.redact({}, parts[i], ignored) || changed;
        if (!changed)
            continue;
        if (auto replaced = text.replace(id, {parts[1], parts[2], parts[3]}); !replaced)
            return replaced;
    }
    return {};
}

Result<> recheckTitle(Database &db, const Redactor &redactor, qint64 session)
{
    Statement read(db, u"SELECT title FROM session WHERE id = ?"_s);
    read.bind(session);
    std::string title = read.next() ? read.text(0).toStdString() : std::string();
    read.finish();
    RedactionCounts ignored;
    redactor.redact({}, title, ignored);
    Statement save(db, u"UPDATE session SET title = ?, ruleset_version = ? WHERE id = ?"_s);
    if (!save.bind(QString::fromStdString(title)).bind(Redactor::ruleSetVersion()).bind(session).run())
        return tl::unexpected(save.error());
    return {};
}

} // namespace

Result<RecheckSummary> recheckStore(Database &db, const Redactor &redactor,
                                    const std::function<void(qint64 done, qint64 total)> &onProgress)
{
    RecheckSummary summary;
    EventText text(db);
    const QList<qint64> sessions = ids(db, u"SELECT id FROM session WHERE ? > 0 ORDER BY id"_s, 1);
    for (const qint64 session : sessions) {
        Transaction transaction(db);
        if (auto begun = transaction.begin(); !begun)
            return tl::unexpected(begun.error());
        for (const qint64 source : ids(db, u"SELECT id FROM source WHERE session_id = ?"_s, session)) {
            if (auto done = SourceRecheck(db, redactor, source, summary).run(); !done)
                return tl::unexpected(done.error());
        }
        auto done = recheckTexts(db, text, redactor, session)
                        .and_then([&] { return recheckTitle(db, redactor, session); })
                        .and_then([&] { return transaction.commit(); });
        if (!done)
            return tl::unexpected(done.error());
        ++summary.sessions;
        if (onProgress)
            onProgress(summary.sessions, sessions.size());
    }
    auto swept =
        db.execute(u"INSERT INTO body_index(body_index) VALUES('optimize'); PRAGMA wal_checkpoint(TRUNCATE)"_s);
    if (!swept)
        return tl::unexpected(swept.error());
    return summary;
}

} // namespace assay
