// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace assay {

// Length of the UTF-8 sequence that starts here; 0 when there is none (RFC 3629: nothing overlong, no surrogates).
[[nodiscard]] std::size_t utf8SequenceLength(std::string_view text, std::size_t at);

// Bytes that are no UTF-8 become U+FFFD; nothing else changes.
[[nodiscard]] std::string withoutBrokenBytes(std::string_view text);

} // namespace assay
