// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The part of the verb table that is about mining and its candidates.

#include "agent/verb/verb.h"

namespace assay {

[[nodiscard]] Verb mineVerb();
[[nodiscard]] Verb reviewVerb();

} // namespace assay
