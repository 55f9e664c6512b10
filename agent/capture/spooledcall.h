// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// One spool file as a value: everything in it was checked, and what is text was redacted. See agent/hook/spool.h.

#include "agent/capture/route.h"
#include "agent/redact/redactor.h"
#include "agent/store/presencewriter.h"

#include <string>
#include <string_view>

namespace assay {

struct SpooledCall {
    HookEvent event;
    ClientRun run;
    std::string optOut;          // the gate that the run was opted out by; empty = it was not
    qint64 transcriptBytes = -1; // when the hook ran; -1 = there was no file
    bool hasContent = false;
    std::string content; // the payload as the client wrote it, not redacted yet
};

enum class Understood {
    Yes,
    No,    // broken or hostile
    Later, // of a newer envelope: it stays where it is
};

// `bytes`: the whole file; `writtenAt`: its date, ms since the epoch, for calls whose clock is nonsense.
[[nodiscard]] Understood readSpooledCall(std::string_view bytes, const std::string &fileName, qint64 writtenAt,
                                         const Redactor &redactor, SpooledCall &call);

} // namespace assay
