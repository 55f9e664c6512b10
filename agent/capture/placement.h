// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Which workspace a session is captured into, and whether at all: where the session is known already; else what the
// router says; else the agent's own.

#include "agent/capture/capturememory.h"

namespace assay {

struct Place {
    bool collect = true;
    QString workspace;
    QString reason;       // of the exclusion, when it is not collected
    qint64 cursor = 0;    // how far the file was read there
    bool isKnown = false; // the store has it as a source
    std::string folder;   // of the session, as the store knows it
    qint64 from = 0;      // where what is not settled yet begins
    qint64 end = 0;       // as far as this answer holds
    bool goesOn = false;  // behind it with another one
    bool waits = false;   // for a line that says the folder of what is behind `end`
    qint64 startedAt = 0; // of what is left out; ms since the epoch
    qint64 endedAt = 0;

    // A source that is known is looked at all the same: it may have moved or come back.
    [[nodiscard]] bool hasNothing() const { return end == from && (waits || !isKnown); }
};

class Placement {
public:
    Placement(CaptureTools &tools, CaptureMemory &memory)
        : m_tools(tools)
        , m_memory(memory)
    {
    }

    [[nodiscard]] Result<QString> workspaceOf(const ClientRun &run);
    // Of what was not read yet, or as much of it as has the same answer. `hasWaited`: what says no folder is of the
    // one before.
    [[nodiscard]] Result<Place> placeOf(const SourceFile &file, bool hasWaited);

private:
    [[nodiscard]] Result<std::optional<QString>> whereKnown(const ClientRun &run, Place *place);
    [[nodiscard]] Result<Route> routeOf(const SourceFile &file, ClientRun run, bool hasWaited, Place &place);

    CaptureTools &m_tools;
    CaptureMemory &m_memory;
};

// What stands in the exclusions for a run that a gate keeps out.
[[nodiscard]] QString gateReason(const Route &route);

} // namespace assay
