// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the hook keeps of a payload: who and where, identifiers and outcomes. Everything else leaves its size behind.
// Takes any bytes. Large: lives in static memory.

#include "agent/gate/jsonscanner.h"
#include "agent/hook/headerline.h"

#include <limits.h>

namespace assay {

class HookPayload final {
public:
    HookPayload();

    void feed(const char *bytes, size_t size) { m_scanner.feed(bytes, size); }
    [[nodiscard]] bool isComplete() const { return m_scanner.isComplete(); }
    [[nodiscard]] bool isBroken() const { return m_scanner.isBroken(); }

    // Empty = the payload does not say, or nothing that can be used: a path is absolute and has no NUL.
    [[nodiscard]] const char *event() const { return m_event; }
    [[nodiscard]] const char *sessionId() const { return m_sessionId; }
    [[nodiscard]] const char *cwd() const { return m_cwd; }
    [[nodiscard]] const char *transcriptPath() const { return m_transcriptPath; }

    // Both objects of the header.
    void describe(HeaderLine *header) const;

private:
    static constexpr size_t fieldCount = 27;
    static constexpr size_t sizeCount = 48;
    struct KeptField {
        bool present = false;
        char text[spool::wordLimit + 1] = {};
    };
    struct ValueSize {
        char key[JsonScanner::maxKey + 1] = {};
        uint64_t bytes = 0;
    };

    static void takeMember(void *context, const JsonMember &member);
    void take(const JsonMember &member);
    bool takeIdentity(const JsonMember &member);
    bool takeField(const JsonMember &member);
    void takeSize(const JsonMember &member);

    JsonScanner m_scanner;
    char m_event[spool::wordLimit + 1] = {};
    char m_sessionId[spool::wordLimit + 1] = {};
    char m_cwd[PATH_MAX] = {};
    char m_transcriptPath[PATH_MAX] = {};
    char m_agentTranscriptPath[PATH_MAX] = {};
    KeptField m_fields[fieldCount];
    ValueSize m_sizes[sizeCount];
    size_t m_sizesUsed = 0;
};

} // namespace assay
