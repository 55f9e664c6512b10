// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Masks the strings of a JSON document while it is read and written again: nothing is kept of it, so that neither depth
// nor size is a danger, keys keep their order and doubled keys their values. Numbers keep their spelling, except that
// "-0" becomes "0". White space between the values goes.

#include "agent/redact/textmasker.h"

#include <optional>
#include <string>
#include <string_view>

namespace assay {

enum class JsonOutcome {
    NotJson,
    Unchanged,
    Masked,
};

// `depth` counts the strings that hold JSON which are being masked around this one.
[[nodiscard]] JsonOutcome maskJson(const TextMasker &masker, std::string &document, RedactionCounts &counts,
                                   int depth = 0);

// Masks one string value that stands under `key` ("" = none).
bool maskValue(const TextMasker &masker, std::string_view key, std::string &value, RedactionCounts &counts,
               int depth = 0);

} // namespace assay
