// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace assay {

// Milliseconds since the epoch of "2026-01-31T12:34:56.789Z" (fraction optional; Z or an offset ±hh:mm); -1 for
// anything else.
[[nodiscard]] std::int64_t parseIsoTime(std::string_view text);

} // namespace assay
