// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/gate/jsonscanner.h"

#include <string.h>

namespace assay {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

constexpr uint32_t replacement = 0xFFFD;

} // namespace

void JsonScanner::feed(const char *bytes, size_t size)
{
    for (size_t at = 0; at < size && m_state != State::Broken;) {
        if (m_state == State::String) {
            // Almost all bytes of a large payload are here.
            const size_t run = plainRun(bytes + at, size - at);
            keep(bytes + at, run);
            at += run;
            m_offset += run;
            if (at == size)
                return;
        }
        step(bytes[at]);
        ++at;
        ++m_offset;
    }
}

size_t JsonScanner::plainRun(const char *bytes, size_t size) const
{
    size_t run = 0;
    while (run < size && bytes[run] != '"' && bytes[run] != '\\' && static_cast<unsigned char>(bytes[run]) >= 0x20)
        ++run;
    return run;
}

void JsonScanner::step(char c)
{
    switch (m_state) {
    case State::String:
        stringStep(c);
        return;
    case State::Escape:
        escapeStep(c);
        return;
    case State::Hex:
        hexStep(c);
        return;
    case State::Literal:
        literalStep(c);
        return;
    case State::Number:
        if (numberStep(c))
            return;
        break; // this byte stands behind the number
    default:
        break;
    }
    if (isSpace(c) || m_state == State::Broken)
        return;
    if (m_state == State::Start) {
        // A byte order mark may stand before the object.
        static constexpr char bom[] = "\xEF\xBB\xBF";
        if (m_bom < 3 && m_offset == m_bom && c == bom[m_bom]) {
            ++m_bom;
        } else if (c == '{' && m_bom % 3 == 0) {
            push(true);
        } else {
            m_state = State::Broken;
        }
    } else if (m_state == State::KeyOrEnd && c == '}') {
        pop(true);
    } else if ((m_state == State::KeyOrEnd || m_state == State::Key) && c == '"') {
        beginString(true);
    } else if (m_state == State::Colon && c == ':') {
        m_state = State::Value;
    } else if (m_state == State::ValueOrEnd && c == ']') {
        pop(false);
    } else if (m_state == State::Value || m_state == State::ValueOrEnd) {
        beginValue(c);
    } else if (m_state == State::AfterValue) {
        afterValue(c);
    } else {
        m_state = State::Broken;
    }
}

void JsonScanner::beginValue(char c)
{
    if (m_depth == 1) {
        m_valueStart = m_offset;
        m_textSize = 0;
        m_whole = true;
    }
    if (c == '{' || c == '[') {
        push(c == '{');
    } else if (c == '"') {
        beginString(false);
    } else if (c == '-' || isDigit(c)) {
        m_state = State::Number;
        m_number = c == '-' ? NumberPart::Sign : c == '0' ? NumberPart::Zero : NumberPart::Whole;
        keep(&c, 1);
    } else if (c == 't' || c == 'f' || c == 'n') {
        m_state = State::Literal;
        m_literal = c == 't' ? "rue" : c == 'f' ? "alse" : "ull";
        m_literalKind = c == 't' ? JsonKind::True : c == 'f' ? JsonKind::False : JsonKind::Null;
    } else {
        m_state = State::Broken;
    }
}

void JsonScanner::beginString(bool isKey)
{
    m_isKey = isKey;
    m_surrogate = 0;
    m_state = State::String;
    if (isKey && m_depth == 1) {
        m_keySize = 0;
        m_keyWhole = true;
    }
}

void JsonScanner::stringStep(char c)
{
    if (c == '\\') {
        m_state = State::Escape;
        return;
    }
    if (c == '"')
        endString();
    else
        m_state = State::Broken; // a control character
}

void JsonScanner::escapeStep(char c)
{
    if (c == 'u') {
        m_state = State::Hex;
        m_hexDigits = 0;
        m_unit = 0;
        return;
    }
    static constexpr char names[] = "\"\\/bfnrt";
    static constexpr char values[] = "\"\\/\b\f\n\r\t";
    const void *found = memchr(names, c, sizeof names - 1);
    if (!found) {
        m_state = State::Broken;
        return;
    }
    m_state = State::String;
    keep(values + (static_cast<const char *>(found) - names), 1);
}

void JsonScanner::hexStep(char c)
{
    uint32_t digit = 0;
    if (isDigit(c))
        digit = static_cast<uint32_t>(c - '0');
    else if (c >= 'a' && c <= 'f')
        digit = static_cast<uint32_t>(c - 'a') + 10;
    else if (c >= 'A' && c <= 'F')
        digit = static_cast<uint32_t>(c - 'A') + 10;
    else {
        m_state = State::Broken;
        return;
    }
    m_unit = m_unit * 16 + digit;
    if (++m_hexDigits < 4)
        return;
    m_state = State::String;
    const bool isLow = m_unit >= 0xDC00 && m_unit < 0xE000;
    if (m_surrogate != 0 && isLow) {
        const uint32_t codePoint = 0x10000 + ((m_surrogate - 0xD800) << 10) + (m_unit - 0xDC00);
        m_surrogate = 0;
        keepCodePoint(codePoint);
    } else if (m_unit >= 0xD800 && m_unit < 0xDC00) {
        endSurrogate();
        m_surrogate = m_unit;
    } else {
        keepCodePoint(isLow ? replacement : m_unit);
    }
}

void JsonScanner::endSurrogate()
{
    if (m_surrogate == 0)
        return;
    m_surrogate = 0;
    keepCodePoint(replacement);
}

// Bytes of the present key or value, if it is one at the top.
void JsonScanner::keep(const char *bytes, size_t size)
{
    if (size == 0)
        return;
    endSurrogate();
    if (m_depth != 1)
        return;
    char *text = m_isKey ? m_key : m_text;
    size_t &used = m_isKey ? m_keySize : m_textSize;
    bool &whole = m_isKey ? m_keyWhole : m_whole;
    if (!whole || size > (m_isKey ? maxKey : maxText) - used) {
        whole = false;
        return;
    }
    memcpy(text + used, bytes, size);
    used += size;
}

void JsonScanner::keepCodePoint(uint32_t codePoint)
{
    char bytes[4];
    size_t size = 0;
    const auto tail = [&](unsigned shift) { return static_cast<char>(0x80 | (codePoint >> shift & 0x3F)); };
    if (codePoint < 0x80) {
        bytes[size++] = static_cast<char>(codePoint);
    } else if (codePoint < 0x800) {
        bytes[size++] = static_cast<char>(0xC0 | codePoint >> 6);
        bytes[size++] = tail(0);
    } else if (codePoint < 0x10000) {
        bytes[size++] = static_cast<char>(0xE0 | codePoint >> 12);
        bytes[size++] = tail(6);
        bytes[size++] = tail(0);
    } else {
        bytes[size++] = static_cast<char>(0xF0 | codePoint >> 18);
        bytes[size++] = tail(12);
        bytes[size++] = tail(6);
        bytes[size++] = tail(0);
    }
    keep(bytes, size);
}

void JsonScanner::endString()
{
    endSurrogate();
    if (m_isKey) {
        if (m_depth == 1)
            m_key[m_keySize] = '\0';
        m_isKey = false;
        m_state = State::Colon;
        return;
    }
    endValue(JsonKind::String);
}

// False: the number has ended before this byte, and its value was told.
bool JsonScanner::numberStep(char c)
{
    using Part = NumberPart;
    const bool digit = isDigit(c);
    const Part before = m_number;
    bool taken = true;
    if (before == Part::Sign && digit)
        m_number = c == '0' ? Part::Zero : Part::Whole;
    else if ((before == Part::Point || before == Part::Fraction) && digit)
        m_number = Part::Fraction;
    else if ((before == Part::Exponent || before == Part::ExponentSign || before == Part::ExponentDigits) && digit)
        m_number = Part::ExponentDigits;
    else if ((before == Part::Zero || before == Part::Whole) && c == '.')
        m_number = Part::Point;
    else if ((before == Part::Zero || before == Part::Whole || before == Part::Fraction) && (c == 'e' || c == 'E'))
        m_number = Part::Exponent;
    else if (before == Part::Exponent && (c == '+' || c == '-'))
        m_number = Part::ExponentSign;
    else
        taken = before == Part::Whole && digit;
    if (taken) {
        keep(&c, 1);
        return true;
    }
    const bool whole =
        before == Part::Zero || before == Part::Whole || before == Part::Fraction || before == Part::ExponentDigits;
    if (whole)
        endValue(JsonKind::Number);
    else
        m_state = State::Broken;
    return false;
}

void JsonScanner::literalStep(char c)
{
    if (c != *m_literal) {
        m_state = State::Broken;
        return;
    }
    ++m_literal;
    if (*m_literal == '\0')
        endValue(m_literalKind);
}

void JsonScanner::afterValue(char c)
{
    if (c == ',')
        m_state = isInObject() ? State::Key : State::Value;
    else if (c == '}' || c == ']')
        pop(c == '}');
    else
        m_state = State::Broken;
}

void JsonScanner::push(bool isObject)
{
    if (m_depth == maxDepth) {
        m_state = State::Broken;
        return;
    }
    const auto bit = static_cast<uint8_t>(1U << (m_depth % 8));
    uint8_t &kinds = m_kinds[m_depth / 8];
    kinds = static_cast<uint8_t>(isObject ? kinds | bit : kinds & ~bit);
    ++m_depth;
    m_state = isObject ? State::KeyOrEnd : State::ValueOrEnd;
}

void JsonScanner::pop(bool isObject)
{
    if (isInObject() != isObject) {
        m_state = State::Broken;
        return;
    }
    if (--m_depth == 0)
        m_state = State::End;
    else
        endValue(isObject ? JsonKind::Object : JsonKind::Array);
}

void JsonScanner::endValue(JsonKind kind)
{
    m_state = State::AfterValue;
    if (m_depth != 1 || !m_keyWhole)
        return;
    // A number ends before the present byte, everything else with it.
    const uint64_t end = kind == JsonKind::Number ? m_offset : m_offset + 1;
    const bool hasText = (kind == JsonKind::String || kind == JsonKind::Number) && m_whole;
    const size_t size = hasText ? m_textSize : 0;
    m_text[size] = '\0';
    m_onMember(m_context, {m_key, kind, m_text, size, m_whole, end - m_valueStart});
}

} // namespace assay
