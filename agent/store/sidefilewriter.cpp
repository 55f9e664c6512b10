// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/sidefilewriter.h"

#include "agent/read/plaintext.h"
#include "agent/store/plainfile.h"
#include "agent/store/rawblock.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

SideFileWriter::SideFileWriter(Database &db, const Redactor &redactor)
    : m_db(db)
    , m_redactor(redactor)
    , m_find(db, u"SELECT session.id, side_file.size, mtime_ns FROM session LEFT JOIN side_file ON session_id = "
                 "session.id AND name = ? WHERE agent = ? AND uuid = ?"_s)
    , m_save(db, u"INSERT INTO side_file(session_id, name, size, mtime_ns, kept, codec, data) VALUES(?, ?, ?, ?, ?, ?, "
                 "?) ON CONFLICT(session_id, name) DO UPDATE SET size = excluded.size, mtime_ns = excluded.mtime_ns, "
                 "kept = excluded.kept, codec = excluded.codec, data = excluded.data"_s)
{
}

Result<> SideFileWriter::copy(const SideFile &file, RedactionCounts &redactions)
{
    const QString name = pathText(file.path.substr(file.path.rfind('/') + 1));
    const auto before = known(file, name);
    if (!before)
        return tl::unexpected(before.error());
    const bool same = file.size == before->size && file.modifiedNs == before->modifiedNs;
    if (before->sessionId == 0 || same || file.size < before->size)
        return {};
    // A secret that the cut would go through is masked before it is made.
    constexpr qint64 beyond = 64 * 1024;
    const PlainFile opened(file.path);
    std::string text = opened.head(mostBytes + beyond);
    if (!opened.isOpen() || (text.empty() && file.size > 0))
        return {};
    RedactionCounts masked;
    m_redactor.redact({}, text, masked);
    text.resize(cutAtCodePoint(text, static_cast<std::size_t>(mostBytes)).size());
    Transaction transaction(m_db);
    auto saved = transaction.begin()
                     .and_then([&] { return save(file, name, before->sessionId, text); })
                     .and_then([&] { return count(before->sessionId, masked); })
                     .and_then([&] { return transaction.commit(); });
    if (saved) {
        for (const auto &[rule, times] : masked)
            redactions[rule] += times;
    }
    return saved;
}

Result<SideFileWriter::Known> SideFileWriter::known(const SideFile &file, const QString &name)
{
    m_find.bind(name).bind(u"claude"_s).bind(QString::fromStdString(file.sessionId));
    Known row;
    if (m_find.next())
        row = {m_find.integer(0), m_find.isNull(1) ? -1 : m_find.integer(1), m_find.integer(2)};
    m_find.finish();
    if (!m_find.ok())
        return tl::unexpected(m_find.error());
    return row;
}

Result<> SideFileWriter::save(const SideFile &file, const QString &name, qint64 sessionId, const std::string &text)
{
    const RawBlock block = sealedBlock(0, 0, text);
    m_save.bind(sessionId).bind(name).bind(file.size).bind(file.modifiedNs).bind(block.rawLength);
    if (!m_save.bind(static_cast<int>(block.codec)).bind(block.data).run())
        return tl::unexpected(m_save.error());
    return {};
}

// Counted with the session's first source: that is where they are looked for, and they go with it.
Result<> SideFileWriter::count(qint64 sessionId, const RedactionCounts &redactions)
{
    Statement add(m_db, u"INSERT INTO redaction(source_id, rule, count) SELECT min(id), ?, ? FROM source WHERE "
                        "session_id = ? HAVING min(id) IS NOT NULL ON CONFLICT(source_id, rule) DO UPDATE SET count = "
                        "redaction.count + excluded.count"_s);
    for (const auto &[rule, times] : redactions) {
        if (!add.bind(QString::fromStdString(rule)).bind(qint64{times}).bind(sessionId).run())
            return tl::unexpected(add.error());
    }
    return {};
}

} // namespace assay
