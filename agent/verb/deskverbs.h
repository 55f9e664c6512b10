// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agent/verb/verb.h"

namespace assay {

// The rows of the verb table that are the desk's.
[[nodiscard]] Verb reviewVerb();
[[nodiscard]] Verb skillsVerb();
[[nodiscard]] Verb lintVerb();

} // namespace assay
