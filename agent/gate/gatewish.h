// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What one gate file asks for.

#include "agent/gate/gate.h"

namespace assay {

struct GateWish {
    bool present = false;
    bool collect = true;                       // false also where the file cannot be read or understood
    bool collectIsSaid = false;                // "collect": true stands there, in so many words
    bool foreign = false;                      // belongs to another user
    GateReason reason = GateReason::Open;      // why not
    char workspace[maxWorkspaceName + 1] = {}; // empty: none, or no valid name
};

// `saidNo` is the reason to give for "collect": false.
[[nodiscard]] GateWish readGateWish(int folderFd, const char *name, GateReason saidNo);

} // namespace assay
