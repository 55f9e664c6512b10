// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/filter/tokenizer.h"

#include <array>

namespace assay {

namespace {

struct CodePoint {
    char32_t value = 0;
    int units = 1;
};

CodePoint codePointAt(QStringView text, qsizetype at)
{
    const QChar first = text[at];
    if (first.isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate())
        return {QChar::surrogateToUcs4(first, text[at + 1]), 2};
    return {first.unicode(), 1};
}

// Of ASCII: what the character is folded to, 0 = it parts words. Most text is ASCII, and search reads megabytes of it.
constexpr std::array<char16_t, 128> asciiFolded = [] {
    std::array<char16_t, 128> table{};
    for (char16_t c = u'0'; c <= u'9'; ++c)
        table[c] = c;
    for (char16_t c = u'a'; c <= u'z'; ++c) {
        table[c] = c;
        table[c - 0x20] = c;
    }
    return table;
}();

bool isWordCharacter(char32_t c)
{
    if (c < asciiFolded.size())
        return asciiFolded[c] != 0;
    switch (QChar::category(c)) {
    case QChar::Letter_Uppercase:
    case QChar::Letter_Lowercase:
    case QChar::Letter_Titlecase:
    case QChar::Letter_Modifier:
    case QChar::Letter_Other:
    case QChar::Number_DecimalDigit:
    case QChar::Number_Letter:
    case QChar::Number_Other:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned: // the index's tables are older than ours and count these as private use
        return true;
    default:
        return false;
    }
}

// Marks that the index drops inside a word: those of Latin script.
bool isDroppedMark(char32_t c)
{
    return c >= 0x300 && c <= 0x331;
}

char32_t withoutMarks(char32_t c)
{
    const bool latin = c < 0x250 || (c >= 0x1e00 && c < 0x1f00);
    const bool unknownToTheIndex = c == 0x1e0 || c == 0x1e1;
    if (c < 0xc0 || !latin || unknownToTheIndex)
        return c;
    char32_t base = c;
    while (base > 0x7f && QChar::decompositionTag(base) == QChar::Canonical) {
        const QString parts = QChar::decomposition(base);
        if (parts.size() < 2)
            return c;
        base = parts.front().unicode();
    }
    return base < 0x80 ? base : c;
}

void appendFolded(std::u16string &word, char32_t c)
{
    const char32_t folded = QChar::toCaseFolded(QChar::toCaseFolded(withoutMarks(QChar::toCaseFolded(c))));
    for (const char16_t unit : QChar::fromUcs4(folded))
        word.push_back(unit);
}

} // namespace

void Tokenizer::wantOnly(QStringView firstLetters)
{
    m_wanted.reset();
    for (const QChar letter : firstLetters) {
        if (letter.unicode() < m_wanted.size())
            m_wanted.set(letter.unicode());
    }
}

bool Tokenizer::isWanted() const
{
    const char16_t first = m_text.utf16()[m_start];
    return first >= asciiFolded.size() || m_wanted[asciiFolded[first]];
}

// To where the next word starts; false at the end.
bool Tokenizer::toNextStart()
{
    const char16_t *units = m_text.utf16();
    const qsizetype size = m_text.size();
    qsizetype at = m_end;
    while (at < size) {
        if (units[at] < asciiFolded.size()) {
            if (asciiFolded[units[at]] != 0)
                break;
            ++at;
            continue;
        }
        const CodePoint c = codePointAt(m_text, at);
        if (isWordCharacter(c.value))
            break;
        at += c.units;
    }
    m_start = m_end = at;
    return at < size;
}

bool Tokenizer::next()
{
    const char16_t *units = m_text.utf16();
    const qsizetype size = m_text.size();
    m_passedOver = false;
    while (toNextStart()) {
        const bool wanted = isWanted();
        m_folded.clear();
        while (m_end < size) {
            if (units[m_end] < asciiFolded.size()) {
                const char16_t folded = asciiFolded[units[m_end]];
                if (folded == 0)
                    break;
                if (wanted)
                    m_folded.push_back(folded);
                ++m_end;
                continue;
            }
            const CodePoint c = codePointAt(m_text, m_end);
            if (isWordCharacter(c.value))
                appendFolded(m_folded, c.value);
            else if (!isDroppedMark(c.value))
                break;
            m_end += c.units;
        }
        if (wanted)
            return true;
        m_passedOver = true;
    }
    return false;
}

QStringList foldedWords(QStringView text)
{
    QStringList words;
    Tokenizer tokens(text);
    while (tokens.next())
        words.append(tokens.folded().toString());
    return words;
}

} // namespace assay
