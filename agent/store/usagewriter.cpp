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
                 u"output_lower_bound, run_id "
                 "FROM message WHERE message_id = CAST(? AS TEXT)"_s)
    , m_save(db,
             u"INSERT INTO message(message_id, session_id, model, at, input, output, cache_read, cache_write_5m, "
             "cache_write_1h, output_lower_bound, cost, run_id) VALUES(CAST(? AS TEXT), ?, CAST(? AS TEXT), ?, ?, ?, "
             "?, ?, "
             "?, ?, ?, ?) "
             "ON CONFLICT(message_id) DO UPDATE SET session_id = excluded.session_id, model = excluded.model, "
             "at = excluded.at, input = excluded.input, output = excluded.output, cache_read = excluded.cache_read, "
             "cache_write_5m = excluded.cache_write_5m, cache_write_1h = excluded.cache_write_1h, "
             "output_lower_bound = excluded.output_lower_bound, cost = excluded.cost, "
             "run_id = excluded.run_id"_s)
    , m_share(db,
              u"INSERT INTO message_share(message_id, session_id, run_id) VALUES(CAST(? AS TEXT), ?, ?) ON CONFLICT "
              "DO UPDATE SET run_id = excluded.run_id WHERE message_share.run_id = 0 AND excluded.run_id <> 0"_s)
    , m_account(db, u"UPDATE session SET tokens_input = tokens_input + ?, tokens_output = tokens_output + ?, "
                    "tokens_cache_read = tokens_cache_read + ?, tokens_cache_write = tokens_cache_write + ?, "
                    "cost_estimate = cost_estimate + ?, unpriced_messages = unpriced_messages + ?, "
                    "output_lower_bound = output_lower_bound + ? WHERE id = ?"_s)
    , m_older(
          db,
          u"SELECT (a.started_at, a.uuid) < (b.started_at, b.uuid) FROM session a, session b WHERE a.id = ? AND b.id = ?"_s)
    , m_run(db, u"SELECT id FROM run WHERE session_id = ? AND agent_id = CAST(? AS TEXT)"_s)
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
        row.run = m_find.integer(9);
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
    const auto run = runOf(sessionId, usage.agentId);
    if (!run)
        return tl::unexpected(run.error());
    if (!before->found) {
        account(sessionId, usage, 1);
        return save(sessionId, *run, usage);
    }
    qint64 owner = before->owner;
    // What a sub-agent wrote may stand among the lines of its parent too.
    qint64 ownersRun = before->run != 0 || owner != sessionId ? before->run : *run;
    if (owner != sessionId) {
        const auto older = isOlder(sessionId, owner);
        if (!older)
            return tl::unexpected(older.error());
        if (auto shared = share(usage.messageId, *older ? owner : sessionId, *older ? before->run : *run); !shared)
            return shared;
        owner = *older ? sessionId : owner;
        ownersRun = *older ? *run : before->run;
    }
    const bool larger = usage.output > before->usage.output;
    if (owner == before->owner && ownersRun == before->run && !larger)
        return {};
    const DecodedUsage &kept = larger ? usage : before->usage;
    account(before->owner, before->usage, -1);
    account(owner, kept, 1);
    return save(owner, ownersRun, kept);
}

Result<> UsageWriter::share(const std::string &messageId, qint64 sessionId, qint64 run)
{
    if (!m_share.bindUtf8(messageId).bind(sessionId).bind(run).run())
        return tl::unexpected(m_share.error());
    return {};
}

// 0 = main thread.
Result<qint64> UsageWriter::runOf(qint64 sessionId, const std::string &agentId)
{
    if (agentId.empty())
        return 0;
    m_run.bind(sessionId).bindUtf8(agentId);
    const qint64 run = m_run.next() ? m_run.integer(0) : 0;
    m_run.finish();
    if (!m_run.ok())
        return tl::unexpected(m_run.error());
    return run;
}

Result<> UsageWriter::release(qint64 sessionId)
{
    struct Heir {
        qint64 session;
        qint64 run;
        std::string messageId;
    };
    std::vector<Heir> heirs;
    Statement owned(
        m_db, u"SELECT owned.message_id, heir.session_id, heir.run_id FROM message AS owned JOIN message_share AS heir "
              "ON heir.message_id = owned.message_id AND heir.session_id = (SELECT share.session_id FROM message_share "
              "share JOIN session ON session.id = share.session_id WHERE share.message_id = owned.message_id AND "
              "share.session_id <> ? ORDER BY started_at, uuid LIMIT 1) WHERE owned.session_id = ?"_s);
    owned.bind(sessionId).bind(sessionId);
    while (owned.next())
        heirs.push_back({owned.integer(1), owned.integer(2), owned.text(0).toStdString()});
    owned.finish();
    for (const Heir &heir : heirs) {
        if (auto inherited = inherit(heir.session, heir.run, heir.messageId); !inherited)
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

Result<> UsageWriter::inherit(qint64 heir, qint64 run, const std::string &messageId)
{
    const auto message = stored(messageId);
    if (!message)
        return tl::unexpected(message.error());
    Statement drop(m_db, u"DELETE FROM message_share WHERE message_id = CAST(? AS TEXT) AND session_id = ?"_s);
    if (!drop.bindUtf8(messageId).bind(heir).run())
        return tl::unexpected(drop.error());
    account(heir, message->usage, 1);
    return save(heir, run, message->usage);
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

Result<> UsageWriter::save(qint64 owner, qint64 run, const DecodedUsage &usage)
{
    const auto cost = listPrice(usage);
    m_save.bindUtf8(usage.messageId).bind(owner).bindUtf8(usage.model).bind(qint64{usage.at}).bind(qint64{usage.input});
    m_save.bind(qint64{usage.output}).bind(qint64{usage.cacheRead}).bind(qint64{usage.cacheWrite5m});
    m_save.bind(qint64{usage.cacheWrite1h}).bind(usage.outputIsLowerBound ? 1 : 0);
    if (cost)
        m_save.bind(*cost);
    else
        m_save.bindNull();
    if (!m_save.bind(run).run())
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
