// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The null of a ritual is a sum over lineages, and the draws of a lineage depend on its content alone: what was counted
// once is remembered, so that one more session costs its own draws and nothing else. A memory only saves work: the same
// comes out without it. One thread.

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace assay {

class NullMemory {
public:
    // Counts of a lineage as stored, by the hash of its content. What does not read as counts is forgotten.
    void load(std::uint64_t lineage, std::string_view bytes);

    // In how many of the first so many replicates the ritual stood in the lineage. Quickest by lineage, then by number
    // of replicates and ritual.
    [[nodiscard]] std::optional<std::uint32_t> find(std::uint64_t lineage, std::uint64_t ritual,
                                                    std::uint32_t replicates);
    void put(std::uint64_t lineage, std::uint64_t ritual, std::uint32_t replicates, std::uint32_t count);
    // How many counts had to be drawn, because they were not known.
    [[nodiscard]] std::size_t drawn() const { return m_drawn; }

    // What is to be stored anew, of the counts that were asked for or put; and what nothing asked for any more.
    struct Changes {
        std::vector<std::pair<std::uint64_t, std::string>> counts;
        std::vector<std::uint64_t> gone;
    };
    [[nodiscard]] Changes changes() const;

    // The names of the items of sequences, by which lineages and rituals are known.
    void setNames(std::span<const std::string> names);
    [[nodiscard]] std::uint64_t hashOf(std::span<const std::uint32_t> items, std::uint64_t salt) const;

private:
    using Key = std::pair<std::uint32_t, std::uint64_t>; // replicates, ritual
    struct Lineage {
        std::string stored;                // counts as loaded, by key
        std::vector<bool> isUsed;          // of each of them
        std::size_t used = 0;              // so many
        std::size_t next = 0;              // where the next one asked for is likely to stand
        std::map<Key, std::uint8_t> fresh; // put since
        bool isStored = false;
    };
    [[nodiscard]] static Key keyAt(const std::string &stored, std::size_t index);
    [[nodiscard]] static std::size_t placeOf(const Lineage &lineage, const Key &key);
    [[nodiscard]] Lineage *lineageOf(std::uint64_t hash);

    std::unordered_map<std::uint64_t, Lineage> m_lineages;
    std::uint64_t m_hash = 0; // of the lineage asked about last
    Lineage *m_last = nullptr;
    std::vector<std::uint64_t> m_names;
    std::size_t m_drawn = 0;
};

} // namespace assay
