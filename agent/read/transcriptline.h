// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What is known of a line of a transcript as such: its key, its place, how lines are counted.

#include <array>
#include <cstdint>

namespace assay {

// The natural key of a line: the 16 bytes of its uuid, else (version nibble 0xF) a hash of the raw line.
using LineKey = std::array<std::uint8_t, 16>;

// Where a line lies. sourceOffset counts bytes of the file; rawPosition counts bytes of the redacted stream of that
// source, which is what raw blocks hold.
struct LinePlace {
    std::int64_t sourceOffset = 0;
    std::int64_t rawPosition = 0;
    std::int64_t rawLength = 0;
};

// Lines that carry no event but say something are decoded; lines that this version does not interpret are keptRaw.
struct LineCounts {
    std::int64_t lines = 0; // physical lines that are not blank
    std::int64_t decoded = 0;
    std::int64_t keptRaw = 0;
    std::int64_t broken = 0; // not JSON, even after mending; kept raw as well

    bool operator==(const LineCounts &) const = default;
};

} // namespace assay
