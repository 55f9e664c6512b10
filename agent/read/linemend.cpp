// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/read/linemend.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "agent/redact/utf8sequence.h"

namespace assay {

namespace {

constexpr std::string_view ReplacementBytes = "\xEF\xBF\xBD";
constexpr std::string_view ReplacementEscape = "\\ufffd";
constexpr std::size_t MaximumStarts = 32;

unsigned byteAt(std::string_view text, std::size_t at)
{
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
}

// The value of a \uXXXX escape at this place; -1 when there is none.
int escapedUnit(std::string_view text, std::size_t at)
{
    if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u')
        return -1;
    int value = 0;
    const char *end = text.data() + at + 6;
    const auto parsed = std::from_chars(text.data() + at + 2, end, value, 16);
    return parsed.ec == std::errc() && parsed.ptr == end && value >= 0 ? value : -1;
}

class Mender {
public:
    explicit Mender(std::string_view line)
        : m_line(line)
    {
        m_result.text.reserve(line.size() + 64);
    }

    MendedLine run()
    {
        while (m_at < m_line.size()) {
            const char c = m_line[m_at];
            if (m_inString && c == '\\')
                takeEscape();
            else if (static_cast<unsigned char>(c) >= 0x80U)
                takeSequence();
            else if (m_inString && static_cast<unsigned char>(c) < 0x20U)
                takeControl();
            else if (!m_inString && c == '\0')
                drop();
            else if (!m_inString && c >= '0' && c <= '9')
                takeNumber();
            else
                takeOrdinary(c);
        }
        return std::move(m_result);
    }

private:
    void copy(std::size_t count)
    {
        m_result.text += m_line.substr(m_at, count);
        m_at = std::min(m_at + count, m_line.size());
    }

    void put(std::string_view text, std::size_t insteadOf, bool replaced)
    {
        m_result.text += text;
        m_result.changed = true;
        m_result.replaced = m_result.replaced || replaced;
        m_at += insteadOf;
    }

    void drop() { put({}, 1, false); }

    void takeOrdinary(char c)
    {
        if (c == '"')
            m_inString = !m_inString;
        copy(1);
    }

    void takeSequence()
    {
        const std::size_t length = utf8SequenceLength(m_line, m_at);
        if (length == 0)
            put(ReplacementBytes, 1, true);
        else
            copy(length);
    }

    void takeControl()
    {
        constexpr std::string_view Digits = "0123456789abcdef";
        const unsigned value = byteAt(m_line, m_at);
        const std::array<char, 6> escape{'\\', 'u', '0', '0', Digits[value >> 4U], Digits[value & 0xFU]};
        if (value == 0)
            put(ReplacementEscape, 1, true);
        else
            put({escape.data(), escape.size()}, 1, false);
    }

    void takeEscape()
    {
        const int unit = escapedUnit(m_line, m_at);
        if (unit < 0xD800 || unit > 0xDFFF) {
            copy(unit < 0 ? 2 : 6);
            return;
        }
        const int next = escapedUnit(m_line, m_at + 6);
        if (unit < 0xDC00 && next >= 0xDC00 && next <= 0xDFFF)
            copy(12);
        else
            put(ReplacementEscape, 6, true);
    }

    void takeNumber()
    {
        const auto end = std::min(m_line.find_first_not_of("0123456789", m_at), m_line.size());
        const std::size_t digits = end - m_at;
        const char next = end < m_line.size() ? m_line[end] : ' ';
        const bool negative = m_at > 0 && m_line[m_at - 1] == '-';
        const bool fraction =
            m_at > 0 && (m_line[m_at - 1] == '.' || m_line[m_at - 1] == 'e' || m_line[m_at - 1] == '+');
        copy(digits);
        if (digits >= (negative ? 19U : 20U) && !fraction && next != '.' && next != 'e' && next != 'E')
            put(".0", 0, false);
    }

    std::string_view m_line;
    std::size_t m_at = 0;
    bool m_inString = false;
    MendedLine m_result;
};

} // namespace

MendedLine mendLine(std::string_view line)
{
    return Mender(line).run();
}

std::vector<std::string_view> splitObjects(std::string_view line)
{
    std::vector<std::string_view> parts;
    std::size_t start = 0;
    int depth = 0;
    bool inString = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if ((c == '}' || c == ']') && --depth == 0) {
            parts.push_back(line.substr(start, i + 1 - start));
            start = i + 1;
        }
    }
    if (line.find_first_not_of(" \t\r", start) != std::string_view::npos)
        parts.push_back(line.substr(start));
    if (parts.size() < 2)
        parts.clear();
    return parts;
}

std::vector<std::size_t> possibleLineStarts(std::string_view line)
{
    constexpr std::array<std::string_view, 4> FirstKeys{"{\"parentUuid\":", "{\"type\":\"",
                                                        "{\"uuid\":", "{\"sessionId\":"};
    std::vector<std::size_t> starts;
    for (std::size_t at = line.find("{\"", 1); at != std::string_view::npos && starts.size() < MaximumStarts;
         at = line.find("{\"", at + 1)) {
        const std::string_view rest = line.substr(at);
        const auto begins = [rest](std::string_view key) { return rest.starts_with(key); };
        if (std::any_of(FirstKeys.begin(), FirstKeys.end(), begins))
            starts.push_back(at);
    }
    return starts;
}

} // namespace assay
