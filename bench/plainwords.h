// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Words that every tokeniser agrees on: ASCII letters only, standing between characters that are no part of a word.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace assay {

// Calls take with each such word of at least `shortest` and at most 40 letters, in lower case. Bytes above 0x7f count
// as parts of words, so that a word beside one is left out rather than cut.
void forEachPlainWord(std::string_view text, std::size_t shortest,
                      const std::function<void(const std::string &)> &take);

// splitmix64: the same choice for the same seed everywhere.
class BenchRandom final {
public:
    explicit BenchRandom(std::uint64_t seed)
        : m_state(seed)
    {
    }
    [[nodiscard]] std::uint64_t next();
    [[nodiscard]] std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }

private:
    std::uint64_t m_state;
};

} // namespace assay
