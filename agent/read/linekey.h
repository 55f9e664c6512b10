// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Natural keys of lines (see LineKey): the bytes of a uuid, or for lines without one a hash that cannot equal a uuid,
// because no version of RFC 9562 has the nibble 0xF.

#include "agent/read/transcript.h"

#include <string_view>

namespace assay {

// True when text is a uuid of 36 characters; key then holds its bytes.
[[nodiscard]] bool parseUuid(std::string_view text, LineKey &key);

// SHA-256 of the bytes, cut to 16, version nibble 0xF.
[[nodiscard]] LineKey hashedKey(std::string_view bytes);

// The key of the n-th line (from 0) whose bytes hash to `hash`.
[[nodiscard]] LineKey numberedKey(const LineKey &hash, int occurrence);

} // namespace assay
