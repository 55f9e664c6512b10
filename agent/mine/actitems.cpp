// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/mine/actitems.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace assay {

namespace {

constexpr std::array looks = {"ls",    "cat",    "head",   "tail",  "grep", "egrep",  "rg",     "find",       "fd",
                              "echo",  "printf", "pwd",    "cd",    "wc",   "sort",   "uniq",   "cut",        "tr",
                              "awk",   "sed",    "tree",   "stat",  "file", "which",  "type",   "command",    "true",
                              "false", "test",   "[",      "sleep", "date", "env",    "export", "set",        "source",
                              "xxd",   "less",   "column", "diff",  "read", "search", "plan",   "<unparsed>", "for",
                              "while", "if",     "done",   "exit"};

constexpr std::array ubiquitous = {"edit",
                                   "git add",
                                   "git commit",
                                   "git status",
                                   "git diff",
                                   "git log",
                                   "git show",
                                   "git push",
                                   "git pull",
                                   "git fetch",
                                   "git branch",
                                   "git checkout",
                                   "git switch",
                                   "git stash",
                                   "git rev-parse",
                                   "git remote",
                                   "mkdir",
                                   "rm",
                                   "cp",
                                   "mv",
                                   "touch",
                                   "chmod",
                                   "npm test",
                                   "npm run",
                                   "npm install",
                                   "npm ci",
                                   "yarn",
                                   "pnpm install",
                                   "pnpm test",
                                   "pnpm run",
                                   "cargo test",
                                   "cargo build",
                                   "cargo check",
                                   "go test",
                                   "go build",
                                   "go vet",
                                   "go run",
                                   "make",
                                   "pytest",
                                   "python",
                                   "python3",
                                   "node",
                                   "npx",
                                   "pip install",
                                   "curl",
                                   "jq",
                                   "bun install",
                                   "bun test",
                                   "bun run",
                                   "git worktree",
                                   "git ls-files",
                                   "gh pr view",
                                   "gh pr list",
                                   "gh pr diff",
                                   "gh pr checks",
                                   "gh run view",
                                   "gh run list",
                                   "gh repo view",
                                   "gh issue view",
                                   "gh issue list",
                                   "git stash pop",
                                   "git stash list",
                                   "git stash drop",
                                   "git ls-tree",
                                   "git init",
                                   "git config",
                                   "git merge-base",
                                   "git blame",
                                   "gofmt",
                                   "kill",
                                   "ps"};

template<class Table>
bool holds(const Table &table, std::string_view text)
{
    return std::ranges::find(table, text) != table.end();
}

constexpr std::array usualFlags = {"-m",
                                   "-a",
                                   "-am",
                                   "-A",
                                   "-p",
                                   "-u",
                                   "-b",
                                   "-n",
                                   "-v",
                                   "-q",
                                   "--oneline",
                                   "--stat",
                                   "--short",
                                   "-r",
                                   "-f",
                                   "-l",
                                   "-la",
                                   "-h",
                                   "--help",
                                   "--version",
                                   "-C",
                                   "-c",
                                   "--body",
                                   "--title",
                                   "--json",
                                   "--jq",
                                   "--paginate",
                                   "--base",
                                   "--draft",
                                   "--cached",
                                   "--staged",
                                   "--amend",
                                   "--no-edit",
                                   "--name-only",
                                   "--verbose",
                                   "-X",
                                   "-H",
                                   "-d",
                                   "-s",
                                   "-L",
                                   "-o",
                                   "-i",
                                   "--show-current",
                                   "--log",
                                   "--log-failed",
                                   "--count",
                                   "--porcelain",
                                   "-run",
                                   "-count",
                                   "--head",
                                   "--limit",
                                   "--state",
                                   "--follow"};

// "-5", "-<int>": how many
bool isNumber(std::string_view flag)
{
    return flag.size() > 1 && std::ranges::all_of(flag.substr(1), [](unsigned char c) { return std::isdigit(c) != 0; });
}

// "git commit" of "git commit --amend <path>": up to the first flag, value or place.
std::string_view programWords(std::string_view step)
{
    for (std::size_t at = step.find(' '); at != std::string_view::npos; at = step.find(' ', at + 1)) {
        const char next = at + 1 < step.size() ? step[at + 1] : '-';
        if (next == '-' || next == '<' || next == '.')
            return step.substr(0, at);
    }
    return step;
}

} // namespace

bool isLook(std::string_view head)
{
    return holds(looks, head);
}

bool isUbiquitous(std::string_view head)
{
    return isLook(head) || holds(ubiquitous, head);
}

bool hasOwnWords(std::string_view tmpl)
{
    std::size_t at = 0;
    bool first = true;
    while (at < tmpl.size()) {
        const std::size_t end = std::min(tmpl.find(' ', at), tmpl.size());
        const std::string_view word = tmpl.substr(at, end - at);
        at = end + 1;
        if (word.empty() || word.front() == '<')
            continue;
        const bool flag = word.front() == '-';
        if (flag && word.find('<') == std::string_view::npos && !isNumber(word) &&
            !holds(usualFlags, word.substr(0, word.find('='))))
            return true;
        // A task of the project: "npm run lint:ci", "make seed".
        if (!flag && !first && !word.starts_with("origin") && word != "./..." &&
            (word.find(':') != std::string_view::npos || word.find('/') != std::string_view::npos))
            return true;
        first = false;
    }
    return false;
}

bool isOwnStep(std::string_view step)
{
    constexpr std::string_view fails = " (fails)";
    if (step.ends_with(fails))
        step.remove_suffix(fails.size());
    return !isUbiquitous(step) && (!isUbiquitous(programWords(step)) || hasOwnWords(step));
}

std::string stepOf(const FactCorpus &corpus, const FactAct &act)
{
    if (act.kind == ActKind::Edit)
        return "edit";
    if (act.kind != ActKind::Command || (act.flags & ActFlagUnparsed) != 0 || act.outcome == ActOutcome::Denied)
        return {};
    std::string head(corpus.heads[act.head]);
    if (isLook(head))
        return {};
    if (act.check == CheckKind::Test && act.outcome == ActOutcome::Failed)
        head += " (fails)";
    return head;
}

} // namespace assay
