// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agent/read/claudeline.h"

namespace assay {

// Decodes one tool_result block. `structured`: the toolUseResult that belongs to it, null element when there is none (a
// string on errors, else an object or list whose shape depends on the tool).
//
// Outcome, in this order: a denial told by a field (toolDenialKind, permissionDecision reject) → Denied;
// toolUseResult.interrupted → Interrupted; then by the text of what is marked is_error: interruption marker or aborted
// command → Interrupted; the person's refusal, a missing permission, a hook that blocked → Denied; anything else →
// Failed. Not is_error → Ok. (A SIGINT during the permission question writes the refusal's text too: Denied, and the
// Interruption follows on its own line.)
//
// Output: what the model saw, then stdout and stderr where that lacks them; images are counted.
void decodeToolResult(ClaudeLine &line, const dom::object &block, int ordinal, const dom::element *structured);

// Text of content that is a string or a list of blocks, images counted; blocks of other types as their JSON without
// base64.
[[nodiscard]] std::string contentText(const dom::element &content, int &images);

} // namespace assay
