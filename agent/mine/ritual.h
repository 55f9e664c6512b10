// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Rituals: sequences of acts that come back with at most a few acts between two steps. Pure; any thread.

#include "agent/mine/sequence.h"

#include <atomic>
#include <cstddef>
#include <span>

namespace assay {

struct RitualBounds {
    std::uint32_t maxGap = 2; // acts between two steps
    std::size_t minLength = 2;
    std::size_t maxLength = 6;
    std::uint32_t minLineages = 3;
    std::uint32_t minDays = 2;
    std::size_t mostNodes = 200'000;         // beyond it the search starts again and asks for a quarter more lineages
    const std::atomic<bool> *stop = nullptr; // true: leave at once; what is returned then is of no use
};

struct Ritual {
    std::vector<std::uint32_t> items;     // no item twice
    std::vector<std::uint32_t> sequences; // indices of those that hold it, ascending
    std::uint32_t lineages = 0;
    std::uint32_t days = 0;
};

// Every ritual within the bounds that is closed (no longer one has the same lineages), sorted by items. With a bounded
// gap a ritual may be rarer than another that leaves out an inner step, so only beginnings are pruned.
[[nodiscard]] std::vector<Ritual> growRituals(const MinedSequences &sequences, const RitualBounds &bounds);

// Where rituals end in sequences. Keeps its memory from one question to the next: they are asked by the ten thousand.
class RitualEnds {
public:
    // When the first step is at each place it can be: places of last steps, ascending, until the next question. Empty:
    // it does not occur.
    [[nodiscard]] const std::vector<std::uint32_t> &of(std::span<const std::uint32_t> ritual,
                                                       std::span<const std::uint32_t> items, std::uint32_t maxGap);

private:
    std::vector<std::uint32_t> m_ends;
    std::vector<std::uint32_t> m_next;
};
// Places of the steps of the first occurrence whose places are all free; empty: none.
[[nodiscard]] std::vector<std::uint32_t> ritualPlaces(std::span<const std::uint32_t> ritual,
                                                      std::span<const std::uint32_t> items, std::uint32_t maxGap,
                                                      const std::vector<bool> &taken);

// Numbers of different lineages and days.
struct RitualSupport {
    std::uint32_t lineages = 0;
    std::uint32_t days = 0;
};
[[nodiscard]] RitualSupport supportOf(const MinedSequences &sequences, std::span<const std::uint32_t> indices);

} // namespace assay
