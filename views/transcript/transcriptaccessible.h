// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A transcript for those who do not see it: a list whose items are the rows in sight, each with its words, the current
// one with the focus; the value is the selected text.

namespace assay {

// Once is enough; further calls do nothing.
void installTranscriptAccessibility();

} // namespace assay
