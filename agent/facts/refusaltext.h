// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the output of a refused call tells. Pure.

#include "agent/facts/facts.h"

#include <string_view>

namespace assay {

[[nodiscard]] RefusalKind refusalKindOf(std::string_view output);

// What the person typed as they refused, or a hook's or a rule's own words; empty if nothing was said. Not cut.
[[nodiscard]] std::string_view refusalReason(std::string_view output);

} // namespace assay
