// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Reads one JSON object as it comes in, in bounded memory and without a heap, and tells of the members at its top.
// Checks the grammar of all of it. For hook and gate, which may link nothing but libc; everything else uses the JSON
// libraries.

#include <stddef.h>
#include <stdint.h>

namespace assay {

enum class JsonKind : uint8_t { String, Number, True, False, Null, Object, Array };

// Pointers hold until the callback returns.
struct JsonMember {
    const char *key; // escapes resolved, NUL-terminated
    JsonKind kind;
    const char *text; // of a string (escapes resolved; bytes that are no UTF-8 are left) or of a number, NUL-terminated
    size_t size;      // of text
    bool whole;       // false = longer than JsonScanner::maxText, text is empty
    uint64_t rawBytes; // of the value as it stands in the source
};

// Totals hold for any input: feed() never fails, and after the first fault it ignores the rest.
class JsonScanner final {
public:
    static constexpr size_t maxText = 4096;
    static constexpr size_t maxKey = 64; // members with longer keys are passed over
    static constexpr unsigned maxDepth = 4096;

    using OnMember = void (*)(void *context, const JsonMember &member);
    JsonScanner(OnMember onMember, void *context)
        : m_onMember(onMember)
        , m_context(context)
    {
    }

    void feed(const char *bytes, size_t size);
    [[nodiscard]] bool isBroken() const { return m_state == State::Broken; }
    // The object has ended, and nothing but white space came after it.
    [[nodiscard]] bool isComplete() const { return m_state == State::End; }

private:
    enum class State : uint8_t {
        Start,
        KeyOrEnd,
        Key,
        Colon,
        Value,
        ValueOrEnd,
        AfterValue,
        String,
        Escape,
        Hex,
        Number,
        Literal,
        End,
        Broken
    };
    // Where in a number: what may come next depends on nothing else.
    enum class NumberPart : uint8_t { Sign, Zero, Whole, Point, Fraction, Exponent, ExponentSign, ExponentDigits };

    void step(char c);
    void beginValue(char c);
    void beginString(bool isKey);
    void stringStep(char c);
    void escapeStep(char c);
    void hexStep(char c);
    void endString();
    bool numberStep(char c);
    void literalStep(char c);
    void afterValue(char c);
    void push(bool isObject);
    void pop(bool isObject);
    void endValue(JsonKind kind);
    void keep(const char *bytes, size_t size);
    void keepCodePoint(uint32_t codePoint);
    void endSurrogate(); // a high one was left alone
    [[nodiscard]] bool isInObject() const { return (m_kinds[(m_depth - 1) / 8] >> ((m_depth - 1) % 8) & 1) != 0; }
    [[nodiscard]] size_t plainRun(const char *bytes, size_t size) const;

    OnMember m_onMember;
    void *m_context;
    State m_state = State::Start;
    NumberPart m_number = NumberPart::Sign;
    bool m_isKey = false;
    bool m_whole = true; // what is kept of the present string or number fits
    bool m_keyWhole = false;
    uint8_t m_hexDigits = 0;
    uint8_t m_bom = 0;
    uint32_t m_unit = 0;      // UTF-16 unit being read
    uint32_t m_surrogate = 0; // a high one that waits for its low one
    const char *m_literal = nullptr;
    JsonKind m_literalKind = JsonKind::Null;
    unsigned m_depth = 0;
    uint64_t m_offset = 0;
    uint64_t m_valueStart = 0;
    size_t m_keySize = 0;
    size_t m_textSize = 0;
    uint8_t m_kinds[maxDepth / 8] = {};
    char m_key[maxKey + 1] = {};
    char m_text[maxText + 1] = {};
};

} // namespace assay
