// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Words of raw transcripts that occur in one kind of block only, found without the product: by another parser and by
// its own reading of what a prompt, a reply … is. In doubt a text counts as something else, which only makes the choice
// smaller.

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace assay {

enum class BlockKind : std::uint8_t { Prompt = 1, Reply = 2, Thinking = 4, Input = 8, Output = 16 };

class KindWords final {
public:
    void addLine(std::string_view line);
    // At most `count` words that occur in this kind and in no other text of any line, chosen by the seed.
    [[nodiscard]] std::vector<std::string> choose(BlockKind kind, std::size_t count, std::uint64_t seed) const;

private:
    // Repeats of what stands in a tool's input or output too: decides nothing.
    static constexpr std::uint8_t repeats = 32;
    static constexpr std::uint8_t other = 64;

    void mark(std::string_view text, std::uint8_t where);
    void markAll(const nlohmann::json &value, std::uint8_t where);
    void addUser(const nlohmann::json &line, const nlohmann::json &message);
    void addAssistant(const nlohmann::json &message);
    void addOutput(const nlohmann::json &content);

    std::unordered_map<std::string, std::uint8_t> m_words;
};

} // namespace assay
