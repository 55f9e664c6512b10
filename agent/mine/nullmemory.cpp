// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/mine/nullmemory.h"

#include "agent/mine/contentrandom.h"

#include <algorithm>

namespace assay {

namespace {

// Of one count: replicates (1), count (1), ritual (8), little endian.
constexpr std::size_t countBytes = 10;

} // namespace

void NullMemory::load(std::uint64_t lineage, std::string_view bytes)
{
    Lineage &known = m_lineages[lineage];
    known.isStored = true;
    if (bytes.size() % countBytes != 0)
        return;
    known.stored = bytes;
    known.isUsed.resize(bytes.size() / countBytes);
}

NullMemory::Key NullMemory::keyAt(const std::string &stored, std::size_t index)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(stored[index * countBytes + i]); };
    std::uint64_t ritual = 0;
    for (std::size_t i = 0; i < 8; ++i)
        ritual |= std::uint64_t{byte(2 + i)} << (8 * i);
    return {byte(0), ritual};
}

// The first of the stored ones that is not below the key. Who asks in their order finds it next to the one before.
std::size_t NullMemory::placeOf(const Lineage &lineage, const Key &key)
{
    constexpr std::size_t neighbours = 4;
    const std::size_t count = lineage.isUsed.size();
    std::size_t from = 0;
    if (lineage.next < count && keyAt(lineage.stored, lineage.next) <= key) {
        from = lineage.next;
        const std::size_t stop = std::min(count, from + neighbours);
        while (from < stop && keyAt(lineage.stored, from) < key)
            ++from;
        if (from < stop)
            return from;
    }
    std::size_t end = count;
    while (from < end) {
        const std::size_t middle = from + (end - from) / 2;
        if (keyAt(lineage.stored, middle) < key)
            from = middle + 1;
        else
            end = middle;
    }
    return from;
}

NullMemory::Lineage *NullMemory::lineageOf(std::uint64_t hash)
{
    if (m_last == nullptr || m_hash != hash) {
        const auto known = m_lineages.find(hash);
        if (known == m_lineages.end())
            return nullptr;
        m_hash = hash;
        m_last = &known->second;
    }
    return m_last;
}

std::optional<std::uint32_t> NullMemory::find(std::uint64_t lineage, std::uint64_t ritual, std::uint32_t replicates)
{
    Lineage *known = lineageOf(lineage);
    if (known == nullptr)
        return std::nullopt;
    const Key key{replicates, ritual};
    const std::size_t place = placeOf(*known, key);
    if (place < known->isUsed.size() && keyAt(known->stored, place) == key) {
        known->next = place + 1;
        known->used += known->isUsed[place] ? 0 : 1;
        known->isUsed[place] = true;
        return static_cast<unsigned char>(known->stored[place * countBytes + 1]);
    }
    const auto found = known->fresh.find(key);
    return found == known->fresh.end() ? std::nullopt : std::optional<std::uint32_t>(found->second);
}

void NullMemory::put(std::uint64_t lineage, std::uint64_t ritual, std::uint32_t replicates, std::uint32_t count)
{
    ++m_drawn;
    if (replicates <= 0xFF && count <= 0xFF)
        m_lineages[lineage].fresh[{replicates, ritual}] = static_cast<std::uint8_t>(count);
}

NullMemory::Changes NullMemory::changes() const
{
    Changes changes;
    for (const auto &[hash, lineage] : m_lineages) {
        const std::size_t used = lineage.used + lineage.fresh.size();
        if (used == 0 && lineage.isStored)
            changes.gone.push_back(hash);
        // Counts that nobody asks for any more go when they are the larger part: to write each time costs more.
        if (used == 0 || (lineage.fresh.empty() && 2 * used >= lineage.isUsed.size()))
            continue;
        std::string bytes;
        bytes.reserve(used * countBytes);
        auto fresh = lineage.fresh.begin();
        const auto addFresh = [&] {
            bytes += static_cast<char>(fresh->first.first);
            bytes += static_cast<char>(fresh->second);
            for (unsigned shift = 0; shift < 64; shift += 8)
                bytes += static_cast<char>(fresh->first.second >> shift & 0xFFU);
            ++fresh;
        };
        for (std::size_t i = 0; i < lineage.isUsed.size(); ++i) {
            if (!lineage.isUsed[i])
                continue;
            const Key key = keyAt(lineage.stored, i);
            while (fresh != lineage.fresh.end() && fresh->first < key)
                addFresh();
            if (fresh == lineage.fresh.end() || fresh->first != key) // else it was no count, and was drawn again
                bytes.append(lineage.stored, i * countBytes, countBytes);
        }
        while (fresh != lineage.fresh.end())
            addFresh();
        changes.counts.emplace_back(hash, std::move(bytes));
    }
    std::ranges::sort(changes.counts);
    std::ranges::sort(changes.gone);
    return changes;
}

void NullMemory::setNames(std::span<const std::string> names)
{
    m_names.clear();
    for (const std::string &each : names)
        m_names.push_back(contentHash(each));
}

std::uint64_t NullMemory::hashOf(std::span<const std::uint32_t> items, std::uint64_t salt) const
{
    std::uint64_t hash = salt;
    for (const std::uint32_t item : items)
        hash = ContentRandom(hash, m_names[item]).next();
    return hash;
}

} // namespace assay
