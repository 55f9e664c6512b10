// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Makes the plans of install and uninstall. Reads files, asks clients for their versions and systemctl for the service;
// changes nothing. Blocks for a second or so: never on the thread of a window or of the agent's socket.

#include "agent/install/installplaces.h"
#include "agent/install/installplan.h"
#include "models/data/error.h"

#include <atomic>

namespace assay {

struct InstallWish {
    bool headless = false;    // a worker without anybody at it: no autostart entry
    bool agentRuns = false;   // some agent serves the data directory
    bool withinAgent = false; // it is the one that asks: it must not stop itself
    bool mcp = false;         // register the MCP server too
};

// Empty when all is as it should be.
[[nodiscard]] Result<InstallPlan> planInstall(const InstallPlaces &places, const InstallWish &wish);
// What install did, undone; empty when nothing of ours is left.
[[nodiscard]] Result<InstallPlan> planUninstall(const InstallPlaces &places, const InstallWish &wish);
// Takes back only the events that a client that came meanwhile would take amiss; empty nearly always, and when `cancel`
// became true. No client is asked where nothing could be taken back.
[[nodiscard]] Result<InstallPlan> planNarrowing(const InstallPlaces &places, const std::atomic<bool> &cancel);

} // namespace assay
