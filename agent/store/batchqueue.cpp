// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/batchqueue.h"

namespace assay {

bool BatchQueue::push(SourceBatch &&batch)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_stopped || m_bytes < m_mostBytes; });
    if (m_stopped)
        return false;
    m_bytes += batch.weight();
    m_batches.push_back(std::move(batch));
    m_changed.notify_all();
    return true;
}

std::optional<SourceBatch> BatchQueue::pop()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_ended || !m_batches.empty(); });
    if (m_batches.empty())
        return std::nullopt;
    SourceBatch batch = std::move(m_batches.front());
    m_batches.pop_front();
    m_bytes -= batch.weight();
    m_changed.notify_all();
    return batch;
}

void BatchQueue::endOfInput()
{
    const std::lock_guard lock(m_mutex);
    m_ended = true;
    m_changed.notify_all();
}

void BatchQueue::stop()
{
    const std::lock_guard lock(m_mutex);
    m_stopped = true;
    m_changed.notify_all();
}

} // namespace assay
