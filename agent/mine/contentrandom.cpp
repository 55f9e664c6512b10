// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/mine/contentrandom.h"

#include <utility>

namespace assay {

namespace {

constexpr std::uint64_t golden = 0x9e3779b97f4a7c15ULL;

std::uint64_t stirred(std::uint64_t x)
{
    x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27U)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31U);
}

} // namespace

std::uint64_t contentHash(std::string_view text, std::uint64_t salt)
{
    std::uint64_t hash = 0xcbf29ce484222325ULL ^ stirred(salt);
    for (const char c : text) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 0x100000001b3ULL;
    }
    return stirred(hash);
}

ContentRandom::ContentRandom(std::uint64_t key, std::uint64_t counter)
    : m_state(stirred(key + golden) ^ stirred(counter * golden + 1))
{
}

std::uint64_t ContentRandom::next()
{
    m_state += golden;
    return stirred(m_state);
}

std::uint32_t ContentRandom::below(std::uint32_t bound)
{
    // The multiplication is off by less than 2^-32: far below what 999 replicates can see.
    return static_cast<std::uint32_t>(((next() >> 32U) * bound) >> 32U);
}

void ContentRandom::shuffle(std::span<std::uint32_t> items)
{
    for (std::size_t i = items.size(); i > 1; --i)
        std::swap(items[i - 1], items[below(static_cast<std::uint32_t>(i))]);
}

} // namespace assay
