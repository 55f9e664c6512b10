// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What makes two failures the same: the line of an output that tells what went wrong, masked, with its code and class.
// Nothing depends on what was seen before. Pure; looks at the first 200 and the last 100 lines of an output.

#include "agent/facts/facts.h"

#include <string_view>

namespace assay {

// `head`: of the command that failed, "" for another tool. The text holds no path, number, time, hash or quoted text;
// rule names and codes stay.
[[nodiscard]] FactError errorOf(std::string_view tool, std::string_view head, std::string_view output);

// The masking alone, for a line.
[[nodiscard]] std::string maskedLine(std::string_view line);

// FactError::key of what the other fields say.
[[nodiscard]] std::uint64_t errorKey(const FactError &error);

[[nodiscard]] std::string_view errorClassName(ErrorClass kind);

// A hash that is the same everywhere (FNV-1a, 64 bits).
[[nodiscard]] constexpr std::uint64_t stableHash(std::string_view text, std::uint64_t seed = 1469598103934665603ULL)
{
    for (const char c : text)
        seed = (seed ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return seed;
}

} // namespace assay
