// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The state of the capture in a few words, the one thing that is wrong first, with what can be done about it. One
// place, so that the status bar and the health page never say different things.

#include <QString>

#include "views/capture/capturehealth.h"
#include "views/shell/agentdoor.h"
#include "views/widgets/tones.h"

namespace assay {

// What can be done about it.
enum class CaptureAct { None, StartAgent, RestartAgent, Resume, Wire, FreeSpace, LookAtFiles };

struct CaptureHeadline {
    QString icon;
    Tone tone = Tone::Text2;
    QString text;     // "Capturing", "Paused until 15:30"
    QString sentence; // what it means for what is recorded, and what to do
    CaptureAct act = CaptureAct::None;
    bool captures = false; // new events come in
};

// More files than this to be read count as being behind.
inline constexpr qint64 behindFrom = 20;
// The same for calls of hooks that wait to be taken; a turn of a busy session leaves some dozen for a moment.
inline constexpr qint64 spoolBehindFrom = 200;

[[nodiscard]] CaptureHeadline captureHeadline(const AgentStatus &agent, const CaptureHealth &capture, qint64 now);
// What the button for it says; empty for None.
[[nodiscard]] QString captureActText(CaptureAct act);
[[nodiscard]] QString captureActIcon(CaptureAct act);
[[nodiscard]] bool isDiskFull(const CaptureHealth &capture);

} // namespace assay
