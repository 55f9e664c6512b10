// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the pieces of code look like.

#include <array>

#include "views/text/highlight/highlight.h"
#include "views/widgets/tones.h"

namespace assay {

[[nodiscard]] constexpr Tone toneOf(CodeTone tone)
{
    constexpr std::array tones = {Tone::CodeKeyword, Tone::Type,  Tone::CodeFunction, Tone::CodeString,
                                  Tone::CodeNumber,  Tone::Text3, Tone::AddText,      Tone::RemoveText};
    return tones.at(static_cast<std::size_t>(tone));
}

} // namespace assay
