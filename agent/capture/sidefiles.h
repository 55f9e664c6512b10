// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Outputs that the client puts into files beside its transcripts (tool-results/).

#include "agent/capture/capturememory.h"

namespace assay {

// Those that wait, after the commit of their transcripts, so that their sessions are known. One whose session no store
// knows yet waits on, for an hour.
[[nodiscard]] Result<> copySideFiles(CaptureTools &tools, CaptureMemory &memory);

} // namespace assay
