// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the status bar tells of the store that is open: a few indexed reads.

#include <QString>
#include <QtGlobal>

#include "models/data/error.h"

namespace assay {

class Database;

struct StoreGlance {
    qint64 sessions = 0;
    qint64 events = 0;
    qint64 newestAt = -1;     // ms since the epoch; -1 = no event has a time
    qint64 newestEvent = 0;   // its id
    qint64 newestSession = 0; // where it happened
    int schema = 0;
    qint64 bytes = 0; // of the file, with its log

    bool operator==(const StoreGlance &) const = default;
};

// `file` is where the store lies.
[[nodiscard]] Result<StoreGlance> readStoreGlance(Database &db, const QString &file);

} // namespace assay
