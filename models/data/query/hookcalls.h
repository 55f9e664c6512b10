// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What hooks told of a session, joined to what its transcript told: calls of tools by their id, prompts one after the
// other. Not joined = provisional: the transcript has not said it yet, or never will (a denied call, say).

#include "models/data/error.h"
#include "models/data/eventkind.h"

#include <QList>
#include <QString>

namespace assay {

class Database;

struct HookCall {
    qint64 id = 0;
    QString name; // SessionStart, PreToolUse …
    qint64 at = -1;
    QString tool;
    QString toolUseId;
    QString detail;
    Outcome outcome = Outcome::None;
    qint64 durationMs = -1;
    qint64 eventId = 0; // 0 = provisional
};

// In the order in which they happened.
[[nodiscard]] Result<QList<HookCall>> readHookCalls(Database &db, const QString &sessionUuid);

} // namespace assay
