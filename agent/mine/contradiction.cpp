// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/mine/contradiction.h"

#include <algorithm>

namespace assay {

bool isContradicted(std::vector<Trial> trials)
{
    constexpr std::ptrdiff_t lately = 5;
    constexpr std::ptrdiff_t tooOften = 2;
    std::ranges::sort(trials);
    const auto first = trials.end() - std::min(lately, std::ssize(trials));
    return std::count_if(first, trials.end(), [](const Trial &each) { return each.against; }) >= tooOften;
}

} // namespace assay
