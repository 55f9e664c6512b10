// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/redact/blocks.h"

#include <algorithm>
#include <cctype>
#include <optional>

namespace assay {

namespace {

using Range = TextView::Range;

bool isBase64(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '+' || c == '/' || c == '=';
}

bool isKeyHeader(std::string_view line)
{
    static constexpr std::string_view headers[] = {
        "Proc-Type:", "DEK-Info:", "Version:", "Comment:", "Hash:", "Charset:"};
    return std::any_of(std::begin(headers), std::end(headers),
                       [line](std::string_view h) { return line.starts_with(h); });
}

// A plus may belong to a diff or to the key: that it then stays tells nothing.
// The line without what stands before it in a diff, a numbered listing, a quotation or a string literal.
Range trimmed(std::string_view text, Range line)
{
    const auto before = [](char c) {
        return std::isspace(static_cast<unsigned char>(c)) != 0 ||
               std::string_view(">|\"'`#*-+,;\\").find(c) != std::string_view::npos;
    };
    while (line.begin < line.end && (before(text[line.begin])))
        ++line.begin;
    while (line.end > line.begin && (before(text[line.end - 1])))
        --line.end;
    std::size_t number = line.begin;
    while (number < line.end && text[number] >= '0' && text[number] <= '9')
        ++number;
    if (number > line.begin && number < line.end &&
        (text[number] == '\t' || text.substr(number, 3) == "\xE2\x86\x92")) {
        line.begin = number + (text[number] == '\t' ? 1 : 3);
        return trimmed(text, line);
    }
    return line;
}

// Whether the line can be part of a key; `least` characters at least.
bool isBody(std::string_view line, std::size_t least)
{
    return line.size() >= least && line.size() <= 4096 * 16 &&
           std::all_of(line.begin(), line.end(), [](char c) { return isBase64(c) || c == ' '; }) &&
           (line.find(' ') == line.npos || line.find(' ') >= 16 || line.front() == '+');
}

Range lineAt(std::string_view text, std::size_t at)
{
    const std::size_t end = text.find('\n', at);
    return {at, end == text.npos ? text.size() : end};
}

std::optional<Range> lineBefore(std::string_view text, std::size_t at)
{
    if (at == 0)
        return std::nullopt;
    const std::size_t start = at < 2 ? text.npos : text.rfind('\n', at - 2);
    return Range{start == text.npos ? 0 : start + 1, at - 1};
}

enum class Stop {
    Line,   // the line ends
    End,    // a line that begins with five dashes: the END of this key, the BEGIN of another
    Foreign // a character that is in no key and in nothing that may stand around its lines
};

// Reads on to the end of a line, but no further than a key can go: several markers may share one very long line.
Stop scanLine(std::string_view text, std::size_t &at)
{
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '\n')
            return Stop::Line;
        if (c == '-' && text.substr(at, 5) == "-----")
            return Stop::End;
        const bool arrow = static_cast<unsigned char>(c) >= 0x80;
        if (!isBase64(c) && !arrow && std::string_view(" \t\r>|\"'`#*-+,;\\").find(c) == std::string_view::npos)
            return Stop::Foreign;
    }
    return Stop::Line;
}

void findBelow(std::string_view text, std::size_t from, std::vector<Range> &out)
{
    std::optional<Range> body;
    // The first line is the marker's own: a key whose line breaks were lost stands there.
    for (bool first = true; from < text.size(); first = false) {
        std::size_t at = from;
        const Stop stop = scanLine(text, at);
        const Range inner = trimmed(text, {from, at});
        std::string_view words = text.substr(inner.begin, inner.end - inner.begin);
        if (stop == Stop::Foreign) {
            if (first)
                break;
            const Range whole = lineAt(text, from);
            const Range line = trimmed(text, whole);
            if (!isKeyHeader(text.substr(line.begin, line.end - line.begin)))
                break;
            from = whole.end + 1;
            continue;
        }
        if (!words.empty()) {
            if (!isBody(words, 1) || (first && words.size() < 16))
                break;
            body = Range{body ? body->begin : inner.begin, inner.end};
        }
        if (stop == Stop::End)
            break;
        from = at + 1;
    }
    if (body && body->end - body->begin >= 8)
        out.push_back(*body);
}

void findAbove(std::string_view text, std::size_t marker, std::vector<Range> &out)
{
    // Nothing long stands in front of the marker on its line.
    constexpr std::size_t reach = 256;
    const std::size_t start = text.substr(marker < reach ? 0 : marker - reach, std::min(marker, reach)).rfind('\n');
    if (start == text.npos)
        return;
    std::optional<Range> body;
    for (std::optional<Range> line = lineBefore(text, (marker < reach ? 0 : marker - reach) + start + 1); line;
         line = lineBefore(text, line->begin)) {
        const Range inner = trimmed(text, *line);
        const std::string_view words = text.substr(inner.begin, inner.end - inner.begin);
        // Only the last line of a key is short.
        if (!isBody(words, body ? 40 : 1) || words.find(' ') != words.npos) {
            // The key may begin in the middle of a line.
            std::size_t begin = inner.end;
            while (begin > inner.begin && isBase64(text[begin - 1]))
                --begin;
            if (inner.end - begin >= 40)
                body = Range{begin, body ? body->end : inner.end};
            break;
        }
        body = Range{inner.begin, body ? body->end : inner.end};
    }
    if (body && body->end - body->begin >= 16)
        out.push_back(*body);
}

} // namespace

void findKeyBody(std::string_view text, TextView::Range marker, std::vector<TextView::Range> &out)
{
    const std::string_view word = text.substr(marker.begin, marker.end - marker.begin);
    if (word.starts_with("-----END"))
        findAbove(text, marker.begin, out);
    else
        findBelow(text, marker.end, out);
}

std::size_t findSecretData(std::string_view text, TextView::Range marker, std::vector<TextView::Range> &out)
{
    constexpr std::size_t reach = 16384;
    const std::size_t from = marker.begin > reach ? marker.begin - reach : 0;
    const std::string_view part = text.substr(from, marker.end + reach - from);
    const std::size_t middle = marker.begin - from;
    const std::size_t above = part.rfind("---", middle);
    const std::size_t below = part.find("---", middle);
    bool inData = false;
    const std::size_t stop = below == part.npos ? part.size() : below;
    for (std::size_t at = above == part.npos ? 0 : above + 3; at < stop;) {
        const Range line = lineAt(part, at);
        at = line.end + 1;
        const Range inner = trimmed(part, line);
        const std::string_view words = part.substr(inner.begin, inner.end - inner.begin);
        const std::size_t colon = words.find(':');
        const bool bare = colon != words.npos && colon + 1 == words.size();
        if (bare && (words.ends_with("data:") || words.ends_with("stringData:"))) {
            inData = true;
            continue;
        }
        const std::size_t value = colon == words.npos ? words.npos : words.find_first_not_of(" \"'", colon + 1);
        if (bare || value == words.npos || words.starts_with("kind") || words.starts_with("type") ||
            words.starts_with("apiVersion")) {
            inData = false;
            continue;
        }
        if (inData && words.size() - value >= 4)
            out.push_back({from + inner.begin + value, from + inner.end});
    }
    return from + stop;
}

} // namespace assay
