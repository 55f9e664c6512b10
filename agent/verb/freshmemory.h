// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A reader whose summaries are as new as can be had: if something was captured since they were made, the running agent
// (or this process, under the lock) is asked to catch up first. When neither can, what there is is read.

#include "models/data/error.h"
#include "models/data/store/database.h"

namespace assay {

struct VerbCall;

[[nodiscard]] Result<Database> openFreshReader(const VerbCall &call);

} // namespace assay
