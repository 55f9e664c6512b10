// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/sample/samplerandom.h"

namespace assay {

std::uint64_t SampleRandom::next()
{
    m_state += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = m_state;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

int SampleRandom::between(int low, int high)
{
    if (high <= low)
        return low;
    return low + static_cast<int>(next() % static_cast<std::uint64_t>(high - low + 1));
}

bool SampleRandom::chance(int percent)
{
    return between(0, 99) < percent;
}

std::string SampleRandom::hex(int digits)
{
    std::string text;
    for (int i = 0; i < digits; ++i)
        text += "0123456789abcdef"[next() % 16];
    return text;
}

std::string SampleRandom::base62(int characters)
{
    std::string text;
    for (int i = 0; i < characters; ++i)
        text += "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"[next() % 62];
    return text;
}

std::string SampleRandom::uuid()
{
    // One statement per draw: the operands of + have no order.
    std::string text = hex(8) + '-';
    text += hex(4) + "-4";
    text += hex(3) + '-';
    text += "89ab"[next() % 4];
    text += hex(3) + '-';
    return text + hex(12);
}

} // namespace assay
