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

// The line without what stands before it in a diff, a numbered listing, a quotation or a string literal.
Range trimmed(std::string_view text, Range line)
{
    const auto before = [](char c) {
        return std::isspace(static_cast<unsigned char>(c)) != 0 ||
               std::string_view(">|\"'`#*-,;\\").find(c) != std::string_view::npos;
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
    // A plus may belong to the diff or to the key: masked either way.
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

void findBelow(std::string_view text, std::size_t from, std::vector<Range> &out)
{
    std::optional<Range> body;
    // On the line of the marker itself: a key whose line breaks were lost.
    Range line = lineAt(text, from);
    for (bool first = true;; first = false) {
        const Range inner = trimmed(text, line);
        std::string_view words = text.substr(inner.begin, inner.end - inner.begin);
        const std::size_t end = words.find("-----END");
        const bool last = end != words.npos;
        if (last)
            words = words.substr(0, end);
        while (!words.empty() && !isBase64(words.back()))
            words.remove_suffix(1);
        if (!words.empty() && !isKeyHeader(words)) {
            if (!isBody(words, 1) || (first && words.size() < 16))
                break;
            const Range found{inner.begin, inner.begin + words.size()};
            body = body ? Range{body->begin, found.end} : found;
        }
        if (last || line.end >= text.size())
            break;
        line = lineAt(text, line.end + 1);
    }
    if (body && body->end - body->begin >= 8)
        out.push_back(*body);
}

void findAbove(std::string_view text, std::size_t marker, std::vector<Range> &out)
{
    const std::size_t start = text.rfind('\n', marker);
    if (start == text.npos)
        return;
    std::optional<Range> body;
    for (std::optional<Range> line = lineBefore(text, start + 1); line; line = lineBefore(text, line->begin)) {
        const Range inner = trimmed(text, *line);
        const std::string_view words = text.substr(inner.begin, inner.end - inner.begin);
        // Only the last line of a key is short.
        if (!isBody(words, body ? 40 : 1) || words.find(' ') != words.npos)
            break;
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
