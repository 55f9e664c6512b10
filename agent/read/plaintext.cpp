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

namespace {

std::string_view behindOneWrapper(std::string_view text)
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

} // namespace

std::string_view behindWrapper(std::string_view text)
{
    // Programs put several before it, one after the other.
    for (std::string_view behind = behindOneWrapper(text); behind.size() < text.size(); behind = behindOneWrapper(text))
        text = behind;
    return text;
}

namespace {

// The next line, without the blanks around it.
std::string_view takeLine(std::string_view &text)
{
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

// Of an element that names files, one a line, and says that they were attached.
std::string attachedNames(std::string_view element)
{
    if (!isOnlyTag(takeLine(element)) || element.find("attached") == std::string_view::npos)
        return {};
    std::string names;
    while (!element.empty()) {
        const std::string_view line = takeLine(element);
        if (line.starts_with("- /"))
            appendPart(names, line.substr(line.rfind('/') + 1), ", ");
    }
    return names;
}

std::string headingOf(std::string_view markdown)
{
    while (!markdown.empty()) {
        const std::string_view line = takeLine(markdown);
        if (!line.empty())
            return line.front() == '#' ? headLine(line.substr(std::min(line.find_first_not_of('#'), line.size())))
                                       : std::string();
    }
    return {};
}

} // namespace

std::string promptHead(std::string_view text)
{
    std::string_view own = behindWrapper(text);
    if (const std::string names = attachedNames(trimmed(own)); !names.empty())
        return headLine(names);
    std::string head = headLine(own);
    if (head != "Implement the following plan:")
        return head;
    own = trimmed(own);
    takeLine(own);
    std::string heading = headingOf(own);
    return heading.empty() ? head : heading;
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
