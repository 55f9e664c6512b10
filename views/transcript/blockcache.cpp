// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/blockcache.h"

namespace assay {

void BlockCache::setCapacity(int rows)
{
    m_capacity = static_cast<std::size_t>(std::max(rows, usualCapacity));
}

TranscriptBlock *BlockCache::find(int row)
{
    const auto found = m_rows.find(row);
    if (found == m_rows.end())
        return nullptr;
    m_order.splice(m_order.begin(), m_order, found->second);
    return found->second->block.get();
}

TranscriptBlock *BlockCache::insert(int row, std::unique_ptr<TranscriptBlock> block)
{
    remove(row);
    m_order.push_front({row, std::move(block)});
    m_rows[row] = m_order.begin();
    ++m_inserted;
    while (m_rows.size() > m_capacity) {
        m_rows.erase(m_order.back().row);
        m_order.pop_back();
    }
    return m_order.front().block.get();
}

void BlockCache::remove(int row)
{
    const auto found = m_rows.find(row);
    if (found == m_rows.end())
        return;
    m_order.erase(found->second);
    m_rows.erase(found);
}

void BlockCache::renumber(int first, int count)
{
    m_rows.clear();
    for (auto entry = m_order.begin(); entry != m_order.end(); ++entry) {
        if (entry->row >= first)
            entry->row += count;
        m_rows[entry->row] = entry;
    }
}

void BlockCache::insertRows(int first, int count)
{
    renumber(first, count);
}

void BlockCache::removeRows(int first, int count)
{
    m_order.remove_if([=](const Entry &entry) { return entry.row >= first && entry.row < first + count; });
    renumber(first, -count);
}

void BlockCache::each(const std::function<void(TranscriptBlock &)> &call)
{
    for (const Entry &entry : m_order)
        call(*entry.block);
}

void BlockCache::clear()
{
    m_rows.clear();
    m_order.clear();
}

} // namespace assay
