// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// How much a workspace holds. A few indexed counts: milliseconds on any thread, with a connection of its own.

#include <QString>

#include <optional>

#include "models/data/error.h"

namespace assay {

class DataDir;

struct StoreFigures {
    QString path;
    qint64 bytes = 0; // with its log
    qint64 sessions = 0;
    qint64 events = 0;
    int schema = 0;
    qint64 newestEvent = -1; // ms since the epoch
};

// nullopt: the workspace has no store yet.
[[nodiscard]] Result<std::optional<StoreFigures>> readStoreFigures(const DataDir &dataDir, const QString &workspace);

} // namespace assay
