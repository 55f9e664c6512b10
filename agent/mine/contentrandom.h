// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Chance that depends on content alone: the same session and replicate draw the same numbers on every machine and in
// every order of arrival, so the nulls of a store are sums over its sessions. Pure; any thread.

#include <cstdint>
#include <span>
#include <string_view>

namespace assay {

// 64 bits of FNV-1a, stirred; the same everywhere.
[[nodiscard]] std::uint64_t contentHash(std::string_view text, std::uint64_t salt = 0);

class ContentRandom {
public:
    ContentRandom(std::uint64_t key, std::uint64_t counter);

    [[nodiscard]] std::uint64_t next();
    // Below bound, which is > 0.
    [[nodiscard]] std::uint32_t below(std::uint32_t bound);
    void shuffle(std::span<std::uint32_t> items);

private:
    std::uint64_t m_state;
};

} // namespace assay
