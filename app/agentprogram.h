// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The agent as a program that can be started.

#include "models/data/error.h"

#include <QString>

namespace assay {

class DataDir;

// Beside this program, then in libexec, then in PATH; empty if nowhere.
[[nodiscard]] QString findAgentProgram();

// Starts it, detached from us: it outlives the window. What it complains about goes to <data-dir>/agent.log. Makes the
// directory and waits for the new process: not for the GUI thread.
[[nodiscard]] Result<> startAgent(const DataDir &dataDir, const QString &workspace, const QString &claudeDir);

// The last line it wrote there; empty if none.
[[nodiscard]] QString lastAgentComplaint(const DataDir &dataDir);

} // namespace assay
