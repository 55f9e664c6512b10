// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace assay {

// The number of the decoder, stored per session. Raised when the same line decodes to something else; then the agent
// decodes what it has stored of older sessions anew (agent/store/redecode.h).
//   2: titles are what stands behind any number of wrappers
//   3: the skill that a line was written under, the run that a message belongs to; heads of prompts as titles
//   4: a prompt is called by the files attached without a word, or by the heading of its plan
inline constexpr int decoderVersion = 4;

} // namespace assay
