// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Hands batches from the reading thread to the writing thread; bounded by the memory they take, so that a fast reader
// waits for the writer.

#include "agent/store/sourcebatch.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>

namespace assay {

class BatchQueue {
public:
    explicit BatchQueue(qint64 mostBytes)
        : m_mostBytes(mostBytes)
    {
    }

    // Waits for room. False = the other side has stopped.
    bool push(SourceBatch &&batch);
    // Waits for a batch. Empty = the reader has ended and everything was taken.
    std::optional<SourceBatch> pop();
    void endOfInput(); // by the reader
    void stop();       // by the writer: push() returns false from now on

private:
    const qint64 m_mostBytes;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<SourceBatch> m_batches;
    qint64 m_bytes = 0;
    bool m_ended = false;
    bool m_stopped = false;
};

} // namespace assay
