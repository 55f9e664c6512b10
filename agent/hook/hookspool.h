// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The writing end of the spool. Every step that fails leaves nothing behind but, where that is still possible, a
// counted drop; nothing is said. Names come from clocks and numbers alone, never from what a client sent.

#include "agent/hook/spool.h"

namespace assay {

// When the hook ran, and which hook it was.
struct HookStamp {
    char boot[33] = {};
    uint64_t bootTimeNs = 0;
    int64_t wallMs = 0;
    unsigned pid = 0;
};
[[nodiscard]] HookStamp readHookStamp();

class HookSpool final {
public:
    // The folders, made where they are missing. False: they cannot be, or are not this user's alone.
    [[nodiscard]] bool open(const char *dataDir);
    // A file in tmp under a name that is free; false also when the spool is full (counted).
    [[nodiscard]] bool begin(const HookStamp &stamp);
    [[nodiscard]] unsigned counter() const { return m_counter; }
    // Both remember a failure, which commit() then tells.
    void append(const char *bytes, size_t size);
    void skip(uint64_t bytes) { m_size += bytes; } // room for a header that is written last
    void writeAt(uint64_t offset, const char *bytes, size_t size);
    void cutTo(uint64_t size);
    // Renames it to where the agent looks, or removes it and counts a drop.
    void commit();
    void abandon();

private:
    [[nodiscard]] bool isOwn() const;
    [[nodiscard]] bool hasRoom();
    [[nodiscard]] bool isReallyFull(int levelFd);
    [[nodiscard]] uint64_t countUnits(const char *folder) const;
    [[nodiscard]] bool renameToNew();
    void addUnits(uint64_t units);
    void countDrop();
    void formatName(char (&path)[96], const char *folder) const;

    int m_spoolFd = -1;
    int m_fileFd = -1;
    bool m_failed = false;
    unsigned m_counter = 0;
    uint64_t m_size = 0;
    HookStamp m_stamp;
};

} // namespace assay
