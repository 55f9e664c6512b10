// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Secrets that span lines: the body of a private key, the values of a Kubernetes secret. The lines may carry the
// prefixes of a diff, a numbered listing or a quotation, and a key may be torn at either end.

#include "agent/redact/textview.h"

#include <string_view>
#include <vector>

namespace assay {

// `marker` is the BEGIN or END line that was found; appends the lines that belong to it.
void findKeyBody(std::string_view text, TextView::Range marker, std::vector<TextView::Range> &out);

// `marker` is "kind: Secret"; appends the values below "data:" in the same document. Returns where it stopped looking:
// markers before that need no second look.
[[nodiscard]] std::size_t findSecretData(std::string_view text, TextView::Range marker,
                                         std::vector<TextView::Range> &out);

} // namespace assay
