// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agent/capture/capture.h"

namespace assay {

// What capture asks of settings, gates and hooks; its functions are called on the writer's thread and read the files
// they need anew. `workspace` is where runs go that nothing routes elsewhere.
[[nodiscard]] CaptureOptions captureOptions(const DataDir &dataDir, const QString &settingsFile,
                                            const QString &claudeDir, const QString &workspace);

} // namespace assay
