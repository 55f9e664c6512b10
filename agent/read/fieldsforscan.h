// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agent/read/domaccess.h"

#include <string>

namespace assay {

// Replaces `text` by what Redactor::mayContainSecret looks at: every decoded key and string as `"key": "value"\n`. Left
// out, because they are long and hold no secret: identifiers that have the shape of one, times, and pure base64 under
// the keys of images and thinking signatures.
void fieldsForScan(const dom::object &line, std::string &text);

} // namespace assay
