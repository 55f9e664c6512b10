// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/facts/homes.h"

#include "agent/facts/characters.h"

namespace assay {

namespace {

constexpr int deepest = 3; // "/mnt/d/Users": components up to that of the homes

bool endsName(char c)
{
    return isBlankCharacter(c) || std::string_view("/\\\"':;,)<>|").find(c) != std::string_view::npos;
}

std::size_t nameEnd(std::string_view text, std::size_t from)
{
    while (from < text.size() && !endsName(text[from]))
        ++from;
    return from;
}

// Length of the home at the beginning of the text, with its name; 0 = there is none.
std::size_t posixHome(std::string_view text)
{
    std::size_t at = 0;
    for (int depth = 0; depth < deepest && at < text.size() && text[at] == '/'; ++depth) {
        const std::size_t end = nameEnd(text, at + 1);
        const std::string_view component = text.substr(at + 1, end - at - 1);
        if (component.empty())
            return 0;
        if (component == "home" || component == "Users") {
            const std::size_t last = end < text.size() && text[end] == '/' ? nameEnd(text, end + 1) : end;
            return last > end + 1 ? last : 0;
        }
        if (depth == 0 && component == "root")
            return end;
        at = end;
    }
    return 0;
}

// Back-slashes are doubled in JSON.
std::size_t windowsHome(std::string_view text)
{
    if (text.size() < 3 || !isLetter(text[0]) || text[1] != ':')
        return 0;
    const auto afterSlashes = [text](std::size_t from) {
        std::size_t at = from;
        while (at < text.size() && (text[at] == '\\' || text[at] == '/'))
            ++at;
        return at == from ? std::string_view::npos : at;
    };
    const std::size_t users = afterSlashes(2);
    if (users == std::string_view::npos || !text.substr(users).starts_with("Users"))
        return 0;
    const std::size_t name = afterSlashes(users + 5);
    if (name == std::string_view::npos)
        return 0;
    const std::size_t end = nameEnd(text, name);
    return end > name ? end : 0;
}

// As folders of transcripts are named.
std::size_t encodedHome(std::string_view text)
{
    for (const std::string_view homes : {std::string_view("-home-"), std::string_view("-Users-")}) {
        if (!text.starts_with(homes))
            continue;
        std::size_t end = homes.size();
        while (end < text.size() && text[end] != '-' && !endsName(text[end]))
            ++end;
        return end > homes.size() ? end : 0;
    }
    return 0;
}

std::size_t homeAt(std::string_view text, std::size_t at)
{
    const std::string_view rest = text.substr(at);
    const char before = at == 0 ? ' ' : text[at - 1];
    const bool option = at >= 2 && isLetter(before) && text[at - 2] == '-'; // "-I/home/ann"
    switch (rest.front()) {
    case '/':
        return option || !(isWordCharacter(before) || before == '/' || before == '.') ? posixHome(rest) : 0;
    case '-':
        return isWordCharacter(before) || before == '-' ? 0 : encodedHome(rest);
    default:
        return isWordCharacter(before) ? 0 : windowsHome(rest);
    }
}

} // namespace

std::string withoutHomes(std::string_view text)
{
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t home = homeAt(text, at);
        result += home > 0 ? '~' : text[at];
        at += home > 0 ? home : 1;
    }
    return result;
}

} // namespace assay
