// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/facts/factcorpus.h"

#include <algorithm>

namespace assay {

std::uint32_t FactNames::find(std::string_view text) const
{
    const auto found = std::ranges::lower_bound(m_texts, text);
    return found == m_texts.end() || *found != text ? 0 : static_cast<std::uint32_t>(found - m_texts.begin()) + 1;
}

std::vector<FormSlot> formSlots(std::string_view form)
{
    std::vector<FormSlot> slots;
    for (std::size_t at = form.find('<'); at != std::string_view::npos; at = form.find('<', at + 1)) {
        const std::size_t end = form.find('>', at);
        if (end == std::string_view::npos)
            break;
        const std::string_view inside = form.substr(at + 1, end - at - 1);
        const std::size_t equals = inside.find('=');
        if (equals != std::string_view::npos)
            slots.push_back({inside.substr(0, equals), inside.substr(equals + 1)});
        at = end;
    }
    return slots;
}

} // namespace assay
