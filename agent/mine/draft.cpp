// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/mine/draft.h"

#include "agent/mine/minerbounds.h"

#include <algorithm>
#include <cctype>
#include <chrono>
#include <set>

namespace assay {

namespace {

constexpr std::size_t longestName = 64;
constexpr std::size_t longestDescription = 1000;

std::string quotedYaml(std::string_view text)
{
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            quoted += '\\';
        if (static_cast<unsigned char>(c) >= 0x20)
            quoted += c;
    }
    return quoted + '"';
}

std::string dateOf(std::int32_t day)
{
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
    const auto two = [](unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return std::to_string(static_cast<int>(date.year())) + '-' + two(static_cast<unsigned>(date.month())) + '-' +
           two(static_cast<unsigned>(date.day()));
}

void addSection(std::string &text, const MinedCandidate &candidate, std::string_view section, std::string_view title,
                bool numbered)
{
    int number = 0;
    for (const MinedClaim &each : candidate.claims) {
        if (each.section != section || !each.ticked)
            continue;
        if (number++ == 0)
            text += "\n## " + std::string(title) + "\n\n";
        text += (numbered ? std::to_string(number) + ". " : "- ") + each.text + '\n';
    }
}

// Angle brackets are refused in descriptions, and of control characters nothing good comes.
std::string described(std::string_view text)
{
    std::string result;
    for (const char c : text) {
        if (c != '<' && c != '>' && static_cast<unsigned char>(c) >= 0x20)
            result += c;
    }
    if (result.size() > longestDescription) {
        std::size_t end = longestDescription;
        while (end > 0 && (static_cast<unsigned char>(result[end]) & 0xc0U) == 0x80U)
            --end;
        result.resize(end);
    }
    return result;
}

// "# Payments retry" of "payments-retry", where nothing better is known.
std::string headingOf(const MinedCandidate &candidate)
{
    if (!candidate.title.empty())
        return "# " + candidate.title;
    std::string name = candidate.name;
    std::ranges::replace(name, '-', ' ');
    if (!name.empty())
        name.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(name.front())));
    return "# " + name;
}

} // namespace

std::string slugOf(const std::vector<std::string> &words)
{
    static const std::set<std::string> reserved = {"anthropic", "claude"};
    std::string slug;
    for (const std::string &word : words) {
        std::string part;
        for (const char c : word) {
            const auto byte = static_cast<unsigned char>(c);
            if (byte < 0x80 && std::isalnum(byte) != 0)
                part += static_cast<char>(std::tolower(byte));
            else if (!part.empty() && part.back() != '-')
                part += '-';
        }
        while (!part.empty() && part.back() == '-')
            part.pop_back();
        const bool isSaid = slug == part || slug.ends_with('-' + part);
        if (part.empty() || isSaid || reserved.contains(part) || slug.size() + part.size() + 1 > longestName)
            continue;
        slug += (slug.empty() ? "" : "-") + part;
    }
    return slug.empty() ? "habit" : slug;
}

std::string inCode(std::string_view command)
{
    std::string text;
    for (const char c : command) {
        if (c == '`')
            continue;
        if (c == '$')
            text += '\\';
        text += c;
    }
    return '`' + text + '`';
}

double tokensOf(std::string_view text)
{
    return static_cast<double>(text.size()) / 4.0;
}

std::string skillText(const MinedCandidate &candidate)
{
    std::string text = "---\nname: " + candidate.name +
                       "\ndescription: " + quotedYaml(described(candidate.description)) + "\nmetadata:\n";
    text += "  miner: " + quotedYaml("assay " + candidate.key) +
            "\n  version: " + quotedYaml(std::to_string(minerVersion)) + '\n';
    text += "  sessions: " + quotedYaml(std::to_string(candidate.strength.lineages)) +
            "\n  days: " + quotedYaml(std::to_string(candidate.strength.days)) + '\n';
    text += "  last: " + quotedYaml(dateOf(candidate.strength.lastDay)) + "\n---\n\n" + headingOf(candidate) + '\n';
    addSection(text, candidate, "step", "Steps", true);
    addSection(text, candidate, "fails", "If it fails", false);
    addSection(text, candidate, "avoid", "Do not", false);
    addSection(text, candidate, "check", "Check", false);
    return text;
}

std::string lineText(const MinedCandidate &candidate)
{
    return "- " + candidate.sentence + '\n';
}

} // namespace assay
