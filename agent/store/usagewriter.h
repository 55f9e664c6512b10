// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Tokens, once per API message over all files, owned by the oldest session that shows it, so that resumes and
// copies do not count them again. Each change moves the figures of the owning session by the difference.

#include <QMap>

#include "agent/read/transcript.h"
#include "models/data/store/statement.h"

namespace assay {

class UsageWriter {
public:
    explicit UsageWriter(Database &db);

    // The session's started_at and its runs must be written before.
    [[nodiscard]] Result<> write(qint64 sessionId, const std::vector<DecodedUsage> &usages);
    // Before a session goes: its messages pass to the oldest other session that shows them, or go too.
    [[nodiscard]] Result<> release(qint64 sessionId);

private:
    struct Stored {
        bool found = false;
        qint64 owner = 0;
        qint64 run = 0; // within the owner
        DecodedUsage usage;
    };
    [[nodiscard]] Result<Stored> stored(const std::string &messageId);
    [[nodiscard]] Result<> share(const std::string &messageId, qint64 sessionId, qint64 run);
    [[nodiscard]] Result<> inherit(qint64 heir, qint64 run, const std::string &messageId);
    [[nodiscard]] Result<qint64> runOf(qint64 sessionId, const std::string &agentId);
    [[nodiscard]] Result<> one(qint64 sessionId, const DecodedUsage &usage);
    [[nodiscard]] Result<bool> isOlder(qint64 session, qint64 other);
    [[nodiscard]] Result<> save(qint64 owner, qint64 run, const DecodedUsage &usage);
    void account(qint64 owner, const DecodedUsage &usage, qint64 sign);
    [[nodiscard]] Result<> saveAccounts();

    // What a session gains or loses; written once per call from outside, not per message.
    struct Account {
        qint64 input = 0;
        qint64 output = 0;
        qint64 cacheRead = 0;
        qint64 cacheWrite = 0;
        double cost = 0;
        qint64 unpriced = 0;
        qint64 lowerBound = 0;
    };

    Database &m_db;
    Statement m_find;
    Statement m_save;
    Statement m_share;
    Statement m_account;
    Statement m_older;
    Statement m_run;
    QMap<qint64, Account> m_accounts; // by session
};

} // namespace assay
