// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/mine/knowntext.h"

#include <algorithm>
#include <cctype>
#include <set>

namespace assay {

namespace {

constexpr int near = 20; // lines that belong together

std::string plain(std::string_view text)
{
    std::string result;
    for (const char c : text) {
        const char lower = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        const bool blank = lower == ' ' || lower == '\t' || lower == '`' || lower == '"' || lower == '\r';
        if (!blank)
            result += lower;
        else if (!result.empty() && result.back() != ' ')
            result += ' ';
    }
    return result;
}

bool isWordCharacter(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-';
}

bool stands(const std::string &line, const std::string &literal)
{
    for (std::size_t at = line.find(literal); at != std::string::npos; at = line.find(literal, at + 1)) {
        const std::size_t end = at + literal.size();
        if ((at == 0 || !isWordCharacter(line[at - 1])) && (end == line.size() || !isWordCharacter(line[end])))
            return true;
    }
    return false;
}

std::string_view baseName(std::string_view path)
{
    return path.substr(path.find_last_of('/') + 1);
}

} // namespace

bool tellsHowToWork(std::string_view path)
{
    static const std::set<std::string_view> names = {
        "CLAUDE.md", "CLAUDE.local.md", "AGENTS.md", "README.md",  "CONTRIBUTING.md",
        "SKILL.md",  "package.json",    "Makefile",  "makefile",   "justfile",
        "Justfile",  "Taskfile.yml",    "mise.toml", ".mise.toml", "composer.json"};
    return names.contains(baseName(path)) || path.find(".claude/rules/") != std::string_view::npos ||
           path.find(".claude/commands/") != std::string_view::npos ||
           path.find(".claude/skills/") != std::string_view::npos;
}

void KnownText::add(const std::string &file, std::string_view text)
{
    const auto index = static_cast<std::uint32_t>(m_files.size());
    m_files.push_back(file);
    const std::string name(baseName(file));
    const bool tasks = name == "package.json" || name == "Makefile" || name == "makefile" || name == "justfile" ||
                       name == "Justfile" || name == "mise.toml" || name == ".mise.toml" || name == "composer.json";
    if (tasks) {
        addTasks(index, name, text);
        return;
    }
    int number = 0;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        m_lines.push_back({index, ++number, plain(text.substr(0, end)), false});
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
}

// No parser of four formats: a task is a name at the beginning of a line, before a colon or in brackets.
void KnownText::addTasks(std::uint32_t file, const std::string &name, std::string_view text)
{
    const std::vector<std::string> runners =
        name == "package.json"
            ? std::vector<std::string>{"npm run ", "npm ", "pnpm ", "pnpm run ", "yarn ", "bun run ", "bun "}
        : name.ends_with("ustfile")   ? std::vector<std::string>{"just "}
        : name.ends_with("mise.toml") ? std::vector<std::string>{"mise run ", "mise "}
        : name == "composer.json"     ? std::vector<std::string>{"composer "}
                                      : std::vector<std::string>{"make "};
    const bool quoted = name.ends_with(".json");
    int number = 0;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::string line(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        ++number;
        std::string task;
        if (quoted && line.find_first_not_of(" \t") != std::string::npos && line.find("\":") != std::string::npos) {
            const std::size_t open = line.find('"');
            task = line.substr(open + 1, line.find("\":") - open - 1);
        } else if (name.ends_with("mise.toml") && line.starts_with("[tasks.")) {
            task = line.substr(7, line.find(']') - 7);
        } else if (!quoted && !line.empty() && std::isalpha(static_cast<unsigned char>(line.front())) != 0) {
            task = line.substr(0, line.find_first_of(": "));
        }
        std::erase(task, '"');
        if (task.empty())
            continue;
        std::string all = plain(line);
        for (const std::string &runner : runners)
            all += " | " + plain(runner + task);
        m_lines.push_back({file, number, all, true});
    }
}

std::optional<double> KnownText::coverBySkill(std::string_view skill, const std::vector<std::string> &literals) const
{
    const std::string folder = "skills/" + std::string(skill.substr(skill.find_last_of(':') + 1)) + '/';
    KnownText own;
    for (const Line &each : m_lines) {
        if (m_files[each.file].find(folder) != std::string::npos)
            own.m_lines.push_back({0, each.number, each.text, false});
    }
    if (own.isEmpty())
        return std::nullopt;
    own.m_files.push_back(folder);
    return own.cover(literals).share;
}

CoveredBy KnownText::cover(const std::vector<std::string> &literals, bool tasks) const
{
    std::vector<std::string> wanted;
    for (const std::string &each : literals) {
        std::string literal = plain(each);
        while (!literal.empty() && literal.back() == ' ')
            literal.pop_back();
        if (!literal.empty())
            wanted.push_back(std::move(literal));
    }
    CoveredBy best;
    if (wanted.empty())
        return best;
    // Where each literal stands; then the place with most of them in sight.
    std::vector<std::pair<std::size_t, std::size_t>> places; // line, literal
    for (std::size_t l = 0; l < m_lines.size(); ++l) {
        for (std::size_t w = 0; w < wanted.size(); ++w) {
            if ((tasks || !m_lines[l].task) && stands(m_lines[l].text, wanted[w]))
                places.emplace_back(l, w);
        }
    }
    for (std::size_t from = 0; from < places.size(); ++from) {
        const Line &first = m_lines[places[from].first];
        std::set<std::size_t> seen;
        for (std::size_t to = from; to < places.size(); ++to) {
            const Line &line = m_lines[places[to].first];
            if (line.file != first.file || line.number > first.number + near)
                break;
            seen.insert(places[to].second);
        }
        const double share = static_cast<double>(seen.size()) / static_cast<double>(wanted.size());
        if (share > best.share)
            best = {share, m_files[first.file], first.number};
        if (best.share >= 1.0)
            break;
    }
    return best;
}

} // namespace assay
