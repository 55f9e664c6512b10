// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The lock by which only one process at a time writes to a data directory. Held by flock on <data-dir>/agent.lock, so
// it is gone when the process is. The file holds the pid of the last holder, for messages only.

#include "models/data/error.h"

namespace assay {

class DataDir;

class WriterLock {
public:
    // Busy when another process holds it.
    [[nodiscard]] static Result<WriterLock> take(const DataDir &dataDir);

    WriterLock(WriterLock &&other) noexcept;
    WriterLock &operator=(WriterLock &&other) noexcept;
    WriterLock(const WriterLock &) = delete;
    WriterLock &operator=(const WriterLock &) = delete;
    ~WriterLock();

private:
    explicit WriterLock(int descriptor)
        : m_descriptor(descriptor)
    {
    }
    int m_descriptor = -1;
};

} // namespace assay
