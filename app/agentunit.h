// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The agent as a service of the user (docs/install.md). Where one is installed the window has it started, so that it
// has one home, is restarted when it fails, and stays when the window goes.

#include <QString>

namespace assay {

class DataDir;

// True: systemd has started it, or it ran already. False: there is no such service for this user, or it serves
// something else than what the window wants (another data directory, workspace or folder of Claude Code). Blocks for
// seconds at most.
[[nodiscard]] bool startAgentUnit(const DataDir &dataDir, const QString &workspace, const QString &claudeDir);

} // namespace assay
