// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A small random source of our own (splitmix64): the same numbers on every platform and standard library, which
// std::uniform_int_distribution does not promise.

#include <cstdint>
#include <string>

namespace assay {

class SampleRandom final {
public:
    explicit SampleRandom(std::uint64_t seed)
        : m_state(seed)
    {
    }

    [[nodiscard]] std::uint64_t next();
    [[nodiscard]] int between(int low, int high); // both ends included
    [[nodiscard]] bool chance(int percent);
    [[nodiscard]] std::string hex(int digits);
    [[nodiscard]] std::string base62(int characters);
    [[nodiscard]] std::string uuid(); // version 4

private:
    std::uint64_t m_state;
};

} // namespace assay
