// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agent/read/claudeline.h"

namespace assay {

// Decodes a line of type "user": tool results, typed prompts, commands, and everything else that shares the type.
void decodeUser(ClaudeLine &line);

// A text that may be a person's or the client's (the content of a local command, a queued one) as an event of its own.
DecodedEvent &addUserText(ClaudeLine &line, int block, std::string_view text, bool isMachine, bool isMeta);

} // namespace assay
