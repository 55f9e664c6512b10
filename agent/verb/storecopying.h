// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Copies a store into a file while the agent goes on capturing: on a thread and a connection of its own, so that the
// writer waits for nothing. One copy at a time; the next one waits.

#include "models/data/error.h"

#include <QThreadPool>

#include <functional>
#include <mutex>

namespace assay {

class DataDir;
class Database;

class StoreCopying {
public:
    StoreCopying();
    ~StoreCopying(); // stops a copy that runs, which leaves nothing behind

    // Bytes written; told on the copying thread.
    using Done = std::function<void(const Result<qint64> &)>;
    void start(const DataDir &dataDir, const QString &workspace, const QString &file, Done done);

private:
    [[nodiscard]] Result<qint64> copy(const QString &store, const QString &file);

    QThreadPool m_pool;
    std::mutex m_mutex;
    Database *m_source = nullptr; // of the copy that runs
    bool m_ends = false;
};

} // namespace assay
