// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// One call of the hook from stdin to spool. Large: lives in static memory.

#include "agent/gate/gate.h"
#include "agent/hook/hookpayload.h"
#include "agent/hook/hookspool.h"

namespace assay {

class HookRun final {
public:
    HookRun();

    void readPayload();
    void handOver();

private:
    [[nodiscard]] bool mayReadOn() const;
    void takeBytes(size_t size);
    void spill();
    [[nodiscard]] bool isFolderOpen() const;
    [[nodiscard]] bool isFolderOpen(const char *folder) const;
    [[nodiscard]] const char *optOut() const;
    [[nodiscard]] bool wantsContent() const;
    [[nodiscard]] int64_t transcriptBytes() const;
    [[nodiscard]] const char *payloadState(bool withContent) const;
    void describe(HeaderLine *header, const char *optOut, bool withContent) const;
    void describeRun(HeaderLine *header) const;
    [[nodiscard]] bool beginFile();

    uint64_t m_startedUs = 0;
    int64_t m_claudePid = 0; // as it was at the start: later this process may have another parent
    HookStamp m_stamp;
    bool m_hasDataDir = false;
    char m_dataDir[PATH_MAX] = {};
    uint64_t m_payloadBytes = 0;
    size_t m_used = 0;        // of m_buffer
    bool m_kept = true;       // all of the payload is in the buffer, or in the file and the buffer
    bool m_spilled = false;   // a file was begun, with room for the header
    bool m_isRefused = false; // no file could be begun, and that was counted
    HookSpool m_spool;
    HookPayload m_payload;
    char m_buffer[256 * 1024]; // all below m_used is set
};

} // namespace assay
