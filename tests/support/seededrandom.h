// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Random choices that are the same for a seed on every machine (the standard distributions are not).

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace assay::test {

class SeededRandom final {
public:
    explicit SeededRandom(std::uint64_t seed)
        : m_state(seed)
    {
    }

    [[nodiscard]] std::uint64_t next()
    {
        m_state += 0x9e3779b97f4a7c15ULL;
        std::uint64_t z = m_state;
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31U);
    }

    // 0 … bound - 1
    [[nodiscard]] std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }

    template<typename Range>
    [[nodiscard]] const auto &pick(const Range &range)
    {
        using Index = decltype(std::size(range)); // signed in Qt
        return range[static_cast<Index>(below(static_cast<std::size_t>(std::size(range))))];
    }

    [[nodiscard]] std::string chars(std::string_view alphabet, std::size_t count)
    {
        std::string text(count, ' ');
        for (char &c : text)
            c = alphabet[below(alphabet.size())];
        return text;
    }

private:
    std::uint64_t m_state;
};

inline constexpr std::string_view digits = "0123456789";
inline constexpr std::string_view hex = "0123456789abcdef";
inline constexpr std::string_view upperNumbers = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
inline constexpr std::string_view lowerNumbers = "abcdefghijklmnopqrstuvwxyz0123456789";
inline constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
inline constexpr std::string_view alphaNumbers = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
inline constexpr std::string_view base64 = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/";
inline constexpr std::string_view urlSafe = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";

} // namespace assay::test
