// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Texts by number, in the order in which they came; 0 is the empty text. One thread.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace assay {

class NameNumbers {
public:
    [[nodiscard]] std::uint32_t of(std::string_view text)
    {
        if (text.empty())
            return 0;
        if (const auto known = m_numbers.find(text); known != m_numbers.end())
            return known->second;
        const auto number = static_cast<std::uint32_t>(m_texts.size());
        m_numbers.emplace(text, number);
        m_texts.emplace_back(text);
        return number;
    }
    [[nodiscard]] const std::vector<std::string> &texts() const { return m_texts; }

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> m_numbers;
    std::vector<std::string> m_texts{{}};
};

} // namespace assay
