// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The laid-out rows, the least recently used forgotten first.

#include <functional>
#include <list>
#include <memory>
#include <unordered_map>

#include "views/transcript/transcriptblock.h"

namespace assay {

class BlockCache final {
public:
    static constexpr int usualCapacity = 48;

    // A tall window may show more rows than the usual capacity; they must all fit.
    void setCapacity(int rows);
    [[nodiscard]] TranscriptBlock *find(int row); // also counts as a use
    TranscriptBlock *insert(int row, std::unique_ptr<TranscriptBlock> block);
    void remove(int row);
    void each(const std::function<void(TranscriptBlock &)> &call);
    void clear();
    // Rows came at, or went from, `first`: the others keep their blocks under their new numbers.
    void insertRows(int first, int count);
    void removeRows(int first, int count);

    [[nodiscard]] int size() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] qint64 inserted() const { return m_inserted; }

private:
    void renumber(int first, int count);
    struct Entry {
        int row = 0;
        std::unique_ptr<TranscriptBlock> block;
    };
    std::list<Entry> m_order; // most recent first
    std::unordered_map<int, std::list<Entry>::iterator> m_rows;
    std::size_t m_capacity = usualCapacity;
    qint64 m_inserted = 0;
};

} // namespace assay
