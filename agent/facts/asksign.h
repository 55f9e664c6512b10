// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What makes two asks alike: their words, as a set and as hashes that near equals share. Pure; the same on every
// machine and in every locale.

#include "agent/facts/facts.h"

#include <string>
#include <string_view>
#include <vector>

namespace assay {

struct AskSign {
    std::array<char, 2> language{};
    std::vector<std::string> words; // sorted, each once; of scripts without blanks between words pairs of characters
    std::uint64_t simhash = 0;
    std::array<std::uint32_t, 64> minhash{};
};

// Of the first 4 000 bytes. Code, paths, links, numbers and pasted lines are no words.
[[nodiscard]] AskSign askSign(std::string_view text);

// The hashes of a set of words: any order, the same result.
[[nodiscard]] std::uint64_t simhashOf(const std::vector<std::string> &words);
[[nodiscard]] std::array<std::uint32_t, 64> minhashOf(const std::vector<std::string> &words);

// At most `bytes` of the text, cut between characters, names of home folders replaced.
[[nodiscard]] std::string excerptOf(std::string_view text, std::size_t bytes = 400);

} // namespace assay
