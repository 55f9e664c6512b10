// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// How assay-hook hands over to the agent: names, limits and the envelope of a spool file (docs/store.md, "Spool"). The
// hook writes, the agent reads and removes. Constants only, for both sides; includes nothing but libc.

#include <stddef.h>
#include <stdint.h>

namespace assay::spool {

// Of the envelope. Readers take any version up to theirs; a file of a newer one stays where it is.
inline constexpr int version = 1;

// Below the data directory. All folders 0700, all files 0600.
inline constexpr char folder[] = "spool";
inline constexpr char tmpFolder[] = "tmp";   // below spool: being written; what is older than a minute was abandoned
inline constexpr char newFolder[] = "new";   // below spool: whole files; a rename brought them here
inline constexpr char levelFile[] = "level"; // below spool: as many bytes as 4 KiB units were spooled (mends itself)
inline constexpr char droppedFile[] = "dropped"; // below spool: as many bytes as events were refused over the limit

// <boot id, 32 hex>-<CLOCK_BOOTTIME ns, 20 digits>-<pid, 10 digits>-<counter, 4 digits>.hook
// Within a boot the order of names is the order of events.
inline constexpr char nameFormat[] = "%s-%020llu-%010u-%04u.hook";
inline constexpr char suffix[] = ".hook";
inline constexpr size_t nameLength = 32 + 1 + 20 + 1 + 10 + 1 + 4 + 5;

// A file is one line of JSON, the header, which may end in spaces before its newline; in a file with content, the
// payload follows byte for byte as the client wrote it.
inline constexpr size_t headerLimit = 64 * 1024;         // bytes, newline included
inline constexpr size_t payloadLimit = 32 * 1024 * 1024; // bytes of content; a longer payload leaves `fields` only
inline constexpr size_t wordLimit = 256;                 // bytes of an identifier
inline constexpr size_t pathLimit = 4096;                // bytes of a path
inline constexpr size_t unitBytes = 4096;                // what one byte of levelFile stands for
inline constexpr uint64_t unitLimit = 64 * 1024;         // 256 MiB: then the hook refuses

// Keys of the header.
namespace key {
inline constexpr char version[] = "spool";                    // int
inline constexpr char boot[] = "boot";                        // 32 hex; zeros where the kernel does not tell
inline constexpr char bootTimeNs[] = "boottime_ns";           // CLOCK_BOOTTIME
inline constexpr char wallMs[] = "wall_ms";                   // CLOCK_REALTIME; data, never an order
inline constexpr char pid[] = "pid";                          // of the hook
inline constexpr char counter[] = "counter";                  // 0, unless a file of the same name was there
inline constexpr char event[] = "event";                      // hook_event_name; "" when the payload has none
inline constexpr char sessionId[] = "session_id";             // as the client says it: check it before use
inline constexpr char cwd[] = "cwd";                          // absent in opt-out markers
inline constexpr char transcriptPath[] = "transcript_path";   // absent in opt-out markers
inline constexpr char transcriptBytes[] = "transcript_bytes"; // its size now; -1 = there is no such file (yet)
inline constexpr char claudePid[] = "claude_pid";             // $CLAUDE_PID, else the parent; 0 = unknown
inline constexpr char entrypoint[] = "entrypoint";            // $CLAUDE_CODE_ENTRYPOINT, a word
inline constexpr char projectDir[] = "project_dir";           // $CLAUDE_PROJECT_DIR
inline constexpr char workspace[] = "workspace";              // $ASSAY_WORKSPACE_ID, if that is a valid name
inline constexpr char optOut[] = "opt_out";                   // only in markers: one of optout::*
inline constexpr char payloadState[] = "payload";             // one of state::*
inline constexpr char payloadBytes[] = "payload_bytes";       // read from stdin
inline constexpr char fields[] = "fields";                    // object: kept identifiers and outcomes of the payload
inline constexpr char sizes[] = "sizes";      // object: bytes of each value at the top that was not kept
inline constexpr char spentUs[] = "spent_us"; // from main() to this header
} // namespace key

namespace optout {
inline constexpr char assayCapture[] = "ASSAY_CAPTURE";
inline constexpr char onlyCli[] = "ASSAY_CAPTURE_ONLY_CLI";
inline constexpr char hivemindCapture[] = "HIVEMIND_CAPTURE";
inline constexpr char paused[] = "paused";
} // namespace optout

namespace state {
inline constexpr char fields[] = "fields";   // identifiers only: the rule
inline constexpr char content[] = "content"; // the payload follows the header: no transcript, and the user wants those
inline constexpr char broken[] = "broken";   // no JSON object; what was understood before is kept
inline constexpr char cut[] = "cut";         // ended or fell silent before its end
} // namespace state

} // namespace assay::spool
