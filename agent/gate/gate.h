// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Whether a run may be captured, and into which workspace: the one answer that hook, agent and `status --path` share.
// Plain C++ on libc alone (no Qt, no exceptions, no heap). All functions are total: whatever lies on the disk, there is
// an answer, and what cannot be understood closes. They read a few small files, may be called from any thread, keep
// nothing.

#include <limits.h>
#include <stddef.h>
#include <stdint.h>

namespace assay {

inline constexpr size_t maxWorkspaceName = 64;

// Why, in the order in which gates are asked.
enum class GateReason {
    Open,              // nothing speaks against it
    Ignored,           // gates/ignored of the data directory names the folder or one above it
    FolderFile,        // .assay or .assay.local says "collect": false
    HivemindFile,      // .hivemind or .hivemind.local says so
    FileUnreadable,    // such a file is there, but cannot be read
    FileNotUnderstood, // it is no JSON object, or "collect" is no truth value
    FileTooLarge,      // above 64 KiB
    AssayCapture,      // ASSAY_CAPTURE=false
    OnlyCli,           // ASSAY_CAPTURE_ONLY_CLI=true and the run is not interactive
    HivemindCapture,   // HIVEMIND_CAPTURE=false
    Paused,            // gates/paused
};

// Texts are NUL-terminated bytes as the file system has them; empty = none.
struct GateAnswer {
    bool collect = true;
    GateReason reason = GateReason::Open;
    char file[PATH_MAX] = {};                          // that decided, also when it decided for collecting
    char workspace[maxWorkspaceName + 1] = {};         // asked for by the nearest .assay.local
    char proposedWorkspace[maxWorkspaceName + 1] = {}; // asked for by a .assay: only with the user's consent
    char proposedBy[PATH_MAX] = {};                    // that .assay
};

// What the environment of a run says. Null = not set.
struct RunEnvironment {
    const char *capture = nullptr;         // ASSAY_CAPTURE
    const char *captureOnlyCli = nullptr;  // ASSAY_CAPTURE_ONLY_CLI
    const char *hivemindCapture = nullptr; // HIVEMIND_CAPTURE
    const char *entrypoint = nullptr;      // CLAUDE_CODE_ENTRYPOINT, or the field of transcript lines
};

// Of this process; the pointers are getenv's.
[[nodiscard]] RunEnvironment readRunEnvironment();

// ASSAY_CAPTURE, then ASSAY_CAPTURE_ONLY_CLI, then HIVEMIND_CAPTURE.
[[nodiscard]] GateAnswer gateOfEnvironment(const RunEnvironment &environment);

// The files of the folder and of those above it (docs/gates.md). A path with links is resolved first; of one that is
// not there (any more), what is left counts. A path that is not absolute is open.
[[nodiscard]] GateAnswer gateOfFolder(const char *folder);

// gates/ignored and gates/paused below this data directory; nowMs = wall time in ms.
[[nodiscard]] GateAnswer gateOfIgnoredFolders(const char *dataDir, const char *folder);
[[nodiscard]] GateAnswer gateOfPause(const char *dataDir, int64_t nowMs);

// gates/unpersisted is there: runs without a transcript are wanted, with content, from hooks.
[[nodiscard]] bool wantsUnpersistedRuns(const char *dataDir);

// A short name for machines ("folder-file") and a sentence for people; both live for ever.
[[nodiscard]] const char *gateReasonName(GateReason reason);
[[nodiscard]] const char *gateReasonText(GateReason reason);

// [a-z0-9-]{1,64}
[[nodiscard]] bool isWorkspaceName(const char *name);

} // namespace assay
