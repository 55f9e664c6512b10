// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/hook/headerline.h"

#include <stdio.h>
#include <string.h>

namespace assay {

namespace {

bool isTail(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

// Length of the well-formed UTF-8 sequence at the start; 0 = there is none.
size_t sequence(const char *bytes, size_t size)
{
    const auto first = static_cast<unsigned char>(bytes[0]);
    const auto second = static_cast<unsigned char>(size > 1 ? bytes[1] : 0);
    if (first < 0x80)
        return 1;
    size_t length = 0;
    if (first >= 0xC2 && first <= 0xDF)
        length = 2;
    else if ((first & 0xF0) == 0xE0)
        length = 3;
    else if (first >= 0xF0 && first <= 0xF4)
        length = 4;
    if (length == 0 || size < length)
        return 0;
    for (size_t at = 1; at < length; ++at) {
        if (!isTail(bytes[at]))
            return 0;
    }
    const bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
    const bool surrogate = first == 0xED && second >= 0xA0;
    const bool tooLarge = first == 0xF4 && second >= 0x90;
    return overlong || surrogate || tooLarge ? 0 : length;
}

} // namespace

void HeaderLine::text(const char *key, const char *bytes, size_t size)
{
    const size_t before = m_size;
    putKey(key);
    put("\"", 1);
    putEscaped(bytes, size);
    put("\"", 1);
    commit(before);
}

void HeaderLine::text(const char *key, const char *bytes)
{
    text(key, bytes, strlen(bytes));
}

void HeaderLine::number(const char *key, int64_t value)
{
    char digits[24];
    (void)!snprintf(digits, sizeof digits, "%lld", static_cast<long long>(value));
    literal(key, digits);
}

void HeaderLine::literal(const char *key, const char *json)
{
    const size_t before = m_size;
    putKey(key);
    put(json, strlen(json));
    commit(before);
}

void HeaderLine::beginObject(const char *key)
{
    const size_t before = m_size;
    putKey(key);
    put("{", 1);
    commit(before);
    m_first = true;
}

void HeaderLine::endObject()
{
    m_bytes[m_size++] = '}'; // from the reserve
    m_first = false;
}

void HeaderLine::finish(bool padded)
{
    m_bytes[m_size++] = '}';
    while (padded && m_size < sizeof m_bytes - 1)
        m_bytes[m_size++] = ' ';
    m_bytes[m_size++] = '\n';
}

void HeaderLine::put(const char *bytes, size_t size)
{
    if (m_full || size > sizeof m_bytes - reserve - m_size) {
        m_full = true;
        return;
    }
    memcpy(m_bytes + m_size, bytes, size);
    m_size += size;
}

void HeaderLine::putKey(const char *key)
{
    if (!m_first)
        put(",", 1);
    put("\"", 1);
    putEscaped(key, strlen(key));
    put("\":", 2);
}

void HeaderLine::putEscaped(const char *bytes, size_t size)
{
    for (size_t at = 0; at < size && !m_full;) {
        const char c = bytes[at];
        const size_t length = sequence(bytes + at, size - at);
        if (length == 0) {
            put("\\ufffd", 6);
        } else if (c == '"' || c == '\\') {
            const char escape[] = {'\\', c};
            put(escape, sizeof escape);
        } else if (length == 1 && (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)) {
            char escape[8];
            put(escape, static_cast<size_t>(snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c))));
        } else {
            put(bytes + at, length);
        }
        at += length == 0 ? 1 : length;
    }
}

void HeaderLine::commit(size_t before)
{
    if (m_full)
        m_size = before;
    else
        m_first = false;
    m_full = false;
}

} // namespace assay
