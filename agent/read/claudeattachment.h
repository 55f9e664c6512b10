// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agent/read/claudeline.h"

namespace assay {

// Decodes a line of type "attachment": what the client put into the conversation beside prompts. A queued_command is
// what a person typed mid-turn, unless it tells otherwise; all others are Attachment events with the attachment's type
// as head. The system prompt (prompt_snapshot) is the same in every session and is kept in the raw line only.
void decodeAttachment(ClaudeLine &line);

} // namespace assay
