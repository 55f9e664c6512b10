// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What hooks told, into hook_event and presence. A call that was stored before changes nothing. Inside the caller's
// transaction, on the thread that owns the connection.

#include "models/data/eventkind.h"
#include "models/data/store/statement.h"

#include <optional>

namespace assay {

// One call of the hook, checked and redacted.
struct HookEvent {
    QString spoolKey; // name of its spool file
    QString agent = QStringLiteral("claude");
    QString sessionUuid; // lower case
    QString name;        // hook_event_name
    qint64 at = 0;       // ms since epoch
    QString tool;
    QString toolUseId;
    QString promptId;
    QString agentId;
    QString agentType;
    QString detail;
    QString cwd;
    QString permissionMode;
    Outcome outcome = Outcome::None;
    qint64 durationMs = -1;
    qint64 spentUs = -1;
};

struct PresenceState {
    qint64 runStartedAt = -1;
    std::optional<qint64> endedAt;
    qint64 lastEventAt = -1;
    bool unpersisted = false;
};

class PresenceWriter {
public:
    explicit PresenceWriter(Database &db);

    // False: it is stored already.
    [[nodiscard]] Result<bool> store(const HookEvent &event);
    [[nodiscard]] Result<std::optional<PresenceState>> find(const QString &agent, const QString &sessionUuid);
    [[nodiscard]] Result<> setUnpersisted(const QString &agent, const QString &sessionUuid, bool unpersisted);

private:
    Statement m_insert;
    Statement m_tell;
    Statement m_find;
    Statement m_persisted;
};

} // namespace assay
