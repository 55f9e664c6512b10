// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/plainwords.h"

#include <cctype>

namespace assay {

namespace {

constexpr std::size_t longest = 40;

bool isPartOfWord(unsigned char c)
{
    return c >= 0x80 || std::isalnum(c) != 0;
}

} // namespace

void forEachPlainWord(std::string_view text, std::size_t shortest, const std::function<void(const std::string &)> &take)
{
    std::string word;
    for (std::size_t at = 0; at < text.size();) {
        word.clear();
        bool plain = true;
        for (; at < text.size() && isPartOfWord(static_cast<unsigned char>(text[at])); ++at) {
            const auto c = static_cast<unsigned char>(text[at]);
            plain = plain && c < 0x80 && std::isalpha(c) != 0 && word.size() <= longest;
            if (plain)
                word += static_cast<char>(std::tolower(c));
        }
        if (plain && word.size() >= shortest && word.size() <= longest)
            take(word);
        ++at;
    }
}

std::uint64_t BenchRandom::next()
{
    std::uint64_t z = m_state += 0x9e3779b97f4a7c15ULL;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31U);
}

} // namespace assay
