// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/read/plaintext.h"

#include <algorithm>

namespace assay {

namespace {

constexpr std::size_t HeadBytes = 300;
constexpr std::string_view Blanks = " \t\r\n\f\v";
constexpr std::string_view Replacement = "\xEF\xBF\xBD";

bool isOnlyTag(std::string_view line)
{
    return line.size() > 2 && line.front() == '<' && line.find('>') == line.size() - 1;
}

} // namespace

std::string plainText(std::string_view text)
{
    if (text.find('\0') == std::string_view::npos)
        return std::string(text);
    std::string out;
    out.reserve(text.size() + 16);
    for (const char c : text) {
        if (c == '\0')
            out += Replacement;
        else
            out += c;
    }
    return out;
}

// ECMA-48: CSI = ESC [ … final byte; OSC = ESC ] … BEL or ESC \; any other ESC stands alone.
std::string withoutEscapes(std::string_view text)
{
    if (text.find('\x1b') == std::string_view::npos)
        return std::string(text);
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\x1b') {
            out += text[i];
            continue;
        }
        const char next = i + 1 < text.size() ? text[i + 1] : '\0';
        if (next == '[') {
            i += 2;
            while (i < text.size() && (text[i] < '@' || text[i] > '~'))
                ++i;
        } else if (next == ']') {
            const auto end = text.find_first_of("\a\x1b\n", i + 2);
            i = end == std::string_view::npos || text[end] == '\n' ? i + 1 : text[end] == '\a' ? end : end + 1;
        }
    }
    return out;
}

std::string_view cutAtCodePoint(std::string_view text, std::size_t bytes)
{
    if (text.size() <= bytes)
        return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U)
        --bytes;
    return text.substr(0, bytes);
}

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(Blanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(Blanks) - first + 1);
}

std::string headLine(std::string_view text)
{
    std::string_view fallback;
    std::string_view rest = text;
    while (!rest.empty()) {
        const auto end = std::min(rest.find('\n'), rest.size());
        const std::string_view line = trimmed(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (line.empty())
            continue;
        if (fallback.empty())
            fallback = line;
        if (!isOnlyTag(line)) {
            fallback = line;
            break;
        }
    }
    const bool hasEscapes = fallback.find('\x1b') != std::string_view::npos;
    std::string head = plainText(hasEscapes ? withoutEscapes(fallback) : cutAtCodePoint(fallback, HeadBytes));
    head.resize(cutAtCodePoint(head, HeadBytes).size());
    return head;
}

std::string_view behindWrapper(std::string_view text)
{
    const std::string_view whole = trimmed(text);
    const std::string_view first = trimmed(whole.substr(0, whole.find('\n')));
    if (!isOnlyTag(first) || first.find_first_of(" /") != std::string_view::npos)
        return text;
    const std::string closing = "</" + std::string(first.substr(1));
    const auto end = whole.find(closing);
    if (end == std::string_view::npos)
        return text;
    const std::string_view behind = trimmed(whole.substr(end + closing.size()));
    return behind.empty() ? text : behind;
}

std::string_view insideTag(std::string_view text, std::string_view tag)
{
    std::string mark;
    mark.append("<").append(tag).append(">");
    const auto start = text.find(mark);
    if (start == std::string_view::npos)
        return {};
    const std::string_view rest = text.substr(start + mark.size());
    std::string end;
    end.append("</").append(tag).append(">");
    return rest.substr(0, rest.find(end));
}

void appendPart(std::string &text, std::string_view part, std::string_view separator)
{
    if (part.empty())
        return;
    if (!text.empty())
        text += separator;
    text += plainText(part);
}

} // namespace assay
