// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// An agent that runs as the user service does, for windows to connect to.

#include "bench/workbench.h"

namespace assay {

class ResidentAgent final {
public:
    // Returns when it can be connected to. It ends with this object. Without a home there is nothing to follow.
    [[nodiscard]] Result<> start(Workbench &bench, const QString &dataDir, QString home = {});
    [[nodiscard]] pid_t pid() const { return m_child.pid(); }

private:
    BackgroundChild m_child;
};

} // namespace assay
