// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agent/read/domaccess.h"

#include <string>

namespace assay {

// Replaces `text` by what Redactor::mayContainSecret looks at: every decoded key and string as `"key": "value"\n`. Left
// out is exactly what the masker leaves alone (agent/redact/exempt.h).
void fieldsForScan(const dom::object &line, std::string &text);

} // namespace assay
