// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// One very long session, for measuring: some thousand turns with tool outputs of up to 1 MB.

#include "models/data/error.h"

#include <QString>

namespace assay {

struct LargeSessionSummary {
    QString sessionId;
    qint64 bytes = 0;
    qint64 lines = 0;
    int turns = 0;
    qint64 longestLine = 0;
    qint64 mostHeld = 0; // bytes of finished lines held in memory at once
};

// Writes whole turns to `file` until it has at least `bytes`, holding one turn at a time. The session id is the file's
// base name when that is a UUID, else made from the seed; the same seed, size and name give the same bytes. Makes the
// folder. Replaces the file; an error leaves it as it was.
[[nodiscard]] Result<LargeSessionSummary> writeLargeSession(const QString &file, qint64 bytes, quint32 seed);

} // namespace assay
