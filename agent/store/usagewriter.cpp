// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/usagewriter.h"

#include <unordered_map>

#include "agent/store/prices.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

UsageWriter::UsageWriter(Database &db)
    : m_db(db)
    , m_find(db, u"SELECT session_id, model, at, input, output, cache_read, cache_write_5m, cache_write_1h, "
                 u"output_lower_bound "
                 "FROM message WHERE message_id = CAST(? AS TEXT)"_s)
    , m_save(db,
             u"INSERT INTO message(message_id, session_id, model, at, input, output, cache_read, cache_write_5m, "
             "cache_write_1h, output_lower_bound, cost) VALUES(CAST(? AS TEXT), ?, CAST(? AS TEXT), ?, ?, ?, ?, ?, ?, "
             "?, ?) "
             "ON CONFLICT(message_id) DO UPDATE SET session_id = excluded.session_id, model = excluded.model, "
             "at = excluded.at, input = excluded.input, output = excluded.output, cache_read = excluded.cache_read, "
             "cache_write_5m = excluded.cache_write_5m, cache_write_1h = excluded.cache_write_1h, "
             "output_lower_bound = excluded.output_lower_bound, cost = excluded.cost"_s)
    , m_share(db, u"INSERT OR IGNORE INTO message_share(message_id, session_id) VALUES(CAST(? AS TEXT), ?)"_s)
    , m_account(db, u"UPDATE session SET tokens_input = tokens_input + ?, tokens_output = tokens_output + ?, "
                    "tokens_cache_read = tokens_cache_read + ?, tokens_cache_write = tokens_cache_write + ?, "
                    "cost_estimate = cost_estimate + ?, unpriced_messages = unpriced_messages + ?, "
                    "output_lower_bound = output_lower_bound + ? WHERE id = ?"_s)
    , m_older(
          db,
          u"SELECT (a.started_at, a.uuid) < (b.started_at, b.uuid) FROM session a, session b WHERE a.id = ? AND b.id = ?"_s)
{
}

Result<> UsageWriter::write(qint64 sessionId, const std::vector<DecodedUsage> &usages)
{
    std::unordered_map<std::string_view, const DecodedUsage *> largest;
    std::vector<const DecodedUsage *> order;
    for (const DecodedUsage &usage : usages) {
        const auto [entry, isNew] = largest.try_emplace(usage.messageId, &usage);
        if (isNew)
            order.push_back(&usage);
        else if (usage.output > entry->second->output)
            entry->second = &usage;
    }
    for (const DecodedUsage *first : order) {
        if (auto written = one(sessionId, *largest.at(first->messageId)); !written)
            return written;
    }
    return saveAccounts();
}

Result<UsageWriter::Stored> UsageWriter::stored(const std::string &messageId)
{
    Stored row;
    m_find.bindUtf8(messageId);
    if (m_find.next()) {
        row.found = true;
        row.owner = m_find.integer(0);
        row.usage.messageId = messageId;
        row.usage.model = m_find.text(1).toStdString();
        row.usage.at = m_find.integer(2);
        row.usage.input = m_find.integer(3);
        row.usage.output = m_find.integer(4);
        row.usage.cacheRead = m_find.integer(5);
        row.usage.cacheWrite5m = m_find.integer(6);
        row.usage.cacheWrite1h = m_find.integer(7);
        row.usage.outputIsLowerBound = m_find.integer(8) != 0;
    }
    m_find.finish();
    if (!m_find.ok())
        return tl::unexpected(m_find.error());
    return row;
}

Result<> UsageWriter::one(qint64 sessionId, const DecodedUsage &usage)
{
    const auto before = stored(usage.messageId);
    if (!before)
        return tl::unexpected(before.error());
    if (!before->found) {
        account(sessionId, usage, 1);
        return save(sessionId, usage);
    }
    qint64 owner = before->owner;
    if (owner != sessionId) {
        const auto older = isOlder(sessionId, owner);
        if (!older)
            return tl::unexpected(older.error());
        if (auto shared = share(usage.messageId, *older ? owner : sessionId); !shared)
            return shared;
        owner = *older ? sessionId : owner;
    }
    const bool larger = usage.output > before->usage.output;
    if (owner == before->owner && !larger)
        return {};
    const DecodedUsage &kept = larger ? usage : before->usage;
    account(before->owner, before->usage, -1);
    account(owner, kept, 1);
    return save(owner, kept);
}

Result<> UsageWriter::share(const std::string &messageId, qint64 sessionId)
{
    if (!m_share.bindUtf8(messageId).bind(sessionId).run())
        return tl::unexpected(m_share.error());
    return {};
}

Result<> UsageWriter::release(qint64 sessionId)
{
    QList<QPair<qint64, std::string>> heirs;
    Statement owned(
        m_db, u"SELECT message_id, (SELECT share.session_id FROM message_share share JOIN session ON session.id = "
              "share.session_id WHERE share.message_id = message.message_id AND share.session_id <> ? "
              "ORDER BY started_at, uuid LIMIT 1) AS heir FROM message WHERE session_id = ? AND heir IS NOT NULL"_s);
    owned.bind(sessionId).bind(sessionId);
    while (owned.next())
        heirs.append({owned.integer(1), owned.text(0).toStdString()});
    owned.finish();
    for (const auto &[heir, messageId] : heirs) {
        if (auto inherited = inherit(heir, messageId); !inherited)
            return inherited;
    }
    if (auto saved = saveAccounts(); !saved)
        return saved;
    for (const QString &sql :
         {u"DELETE FROM message_share WHERE session_id = ?"_s, u"DELETE FROM message WHERE session_id = ?"_s}) {
        Statement drop(m_db, sql);
        if (!drop.bind(sessionId).run())
            return tl::unexpected(drop.error());
    }
    return {};
}

Result<> UsageWriter::inherit(qint64 heir, const std::string &messageId)
{
    const auto message = stored(messageId);
    if (!message)
        return tl::unexpected(message.error());
    Statement drop(m_db, u"DELETE FROM message_share WHERE message_id = CAST(? AS TEXT) AND session_id = ?"_s);
    if (!drop.bindUtf8(messageId).bind(heir).run())
        return tl::unexpected(drop.error());
    account(heir, message->usage, 1);
    return save(heir, message->usage);
}

Result<bool> UsageWriter::isOlder(qint64 session, qint64 other)
{
    m_older.bind(session).bind(other);
    const bool older = m_older.next() && m_older.integer(0) != 0;
    m_older.finish();
    if (!m_older.ok())
        return tl::unexpected(m_older.error());
    return older;
}

Result<> UsageWriter::save(qint64 owner, const DecodedUsage &usage)
{
    const auto cost = listPrice(usage);
    m_save.bindUtf8(usage.messageId).bind(owner).bindUtf8(usage.model).bind(qint64{usage.at}).bind(qint64{usage.input});
    m_save.bind(qint64{usage.output}).bind(qint64{usage.cacheRead}).bind(qint64{usage.cacheWrite5m});
    m_save.bind(qint64{usage.cacheWrite1h}).bind(usage.outputIsLowerBound ? 1 : 0);
    if (cost)
        m_save.bind(*cost);
    else
        m_save.bindNull();
    if (!m_save.run())
        return tl::unexpected(m_save.error());
    return {};
}

void UsageWriter::account(qint64 owner, const DecodedUsage &usage, qint64 sign)
{
    const auto cost = listPrice(usage);
    Account &account = m_accounts[owner];
    account.input += sign * usage.input;
    account.output += sign * usage.output;
    account.cacheRead += sign * usage.cacheRead;
    account.cacheWrite += sign * (usage.cacheWrite5m + usage.cacheWrite1h);
    account.cost += static_cast<double>(sign) * cost.value_or(0);
    account.unpriced += cost ? 0 : sign;
    account.lowerBound += usage.outputIsLowerBound ? sign : 0;
}

Result<> UsageWriter::saveAccounts()
{
    for (auto each = m_accounts.cbegin(); each != m_accounts.cend(); ++each) {
        m_account.bind(each->input).bind(each->output).bind(each->cacheRead).bind(each->cacheWrite).bind(each->cost);
        if (!m_account.bind(each->unpriced).bind(each->lowerBound).bind(each.key()).run())
            return tl::unexpected(m_account.error());
    }
    m_accounts.clear();
    return {};
}

} // namespace assay
