// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The first line of a spool file, written into a buffer of its own: always valid JSON in valid UTF-8. A member that
// does not fit is left out as a whole.

#include "agent/hook/spool.h"

namespace assay {

class HeaderLine final {
public:
    HeaderLine() { put("{", 1); }

    // Text may be any bytes; those that are no UTF-8 become U+FFFD.
    void text(const char *key, const char *bytes, size_t size);
    void text(const char *key, const char *bytes);
    void number(const char *key, int64_t value);
    void literal(const char *key, const char *json); // a number or truth value as it stood in JSON
    void beginObject(const char *key);               // must fit: write what may be long behind the objects
    void endObject();
    // Ends the line: newline included, and if asked for spaces before it, so that it has spool::headerLimit bytes.
    void finish(bool padded);

    [[nodiscard]] const char *bytes() const { return m_bytes; }
    [[nodiscard]] size_t size() const { return m_size; }

private:
    // Room that is kept for the end of the line.
    static constexpr size_t reserve = 16;

    void put(const char *bytes, size_t size);
    void putKey(const char *key);
    void putEscaped(const char *bytes, size_t size);
    void commit(size_t before);

    size_t m_size = 0;
    bool m_full = false; // the present member did not fit
    bool m_first = true;
    char m_bytes[spool::headerLimit]; // all below m_size is set
};

} // namespace assay
