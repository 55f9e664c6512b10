// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the window keeps of words that are being typed: <data-dir>/drafts/<candidate>.json. They go with the candidate.

#include "models/data/error.h"

namespace assay {

class DataDir;
class Redactor;

// Takes away the drafts of candidates that no workspace holds any more, or that were rejected; how many. While one
// workspace cannot be read nothing is taken away.
[[nodiscard]] Result<int> removeLostDrafts(const DataDir &dataDir);
// Masks what today's rules find in them; how many were changed.
[[nodiscard]] Result<int> recheckDrafts(const DataDir &dataDir, const Redactor &redactor);

} // namespace assay
