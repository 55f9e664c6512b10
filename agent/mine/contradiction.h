// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A habit that of late went the other way is one of the past. Pure; any thread.

#include <cstdint>
#include <vector>

namespace assay {

// Once that a rule or a remedy was put to the test.
struct Trial {
    std::int32_t day = 0; // since the epoch, UTC
    std::uint32_t episode = 0;
    bool against = false; // the person said the opposite; the remedy did not help
    auto operator<=>(const Trial &) const = default;
};

// Two of the last five, or more, went against it.
[[nodiscard]] bool isContradicted(std::vector<Trial> trials);

} // namespace assay
