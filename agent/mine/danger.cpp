// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/mine/actitems.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

namespace assay {

namespace {

// Read as words: flags of a form are sorted, and short ones may stand together or apart.
class CommandWords {
public:
    explicit CommandWords(std::string_view text)
    {
        std::string word;
        for (const char c : std::string(text) + ' ') {
            if (c != ' ') {
                word += c;
            } else if (!word.empty()) {
                m_words.push_back(std::move(word));
                word.clear();
            }
        }
    }

    [[nodiscard]] std::string program() const
    {
        return m_words.empty() ? std::string() : m_words[0].substr(m_words[0].find_last_of('/') + 1);
    }

    [[nodiscard]] bool has(std::string_view word) const { return std::ranges::find(m_words, word) != m_words.end(); }

    // "--force" and "--force=…"
    [[nodiscard]] bool hasOption(std::string_view option) const
    {
        return std::ranges::any_of(m_words, [option](const std::string &each) {
            return each.starts_with(option) && (each.size() == option.size() || each[option.size()] == '=');
        });
    }

    [[nodiscard]] bool hasLetter(char letter) const
    {
        return std::ranges::any_of(m_words, [letter](const std::string &each) {
            return each.size() > 1 && each[0] == '-' && each[1] != '-' && each.find(letter) != std::string::npos;
        });
    }

private:
    std::vector<std::string> m_words;
};

constexpr std::array neverPrograms = {"mkfs", "dd", "shutdown", "reboot",  "eval",  "sudo",
                                      "doas", "su", "shred",    "killall", "dropdb"};

// A verb that destroys: program and word of it.
struct Destruction {
    std::string_view program;
    std::string_view verb;
};
constexpr std::array<Destruction, 18> destructions = {{{"kubectl", "delete"},
                                                       {"terraform", "destroy"},
                                                       {"docker", "prune"},
                                                       {"docker", "rm"},
                                                       {"docker", "rmi"},
                                                       {"git", "clean"},
                                                       {"git", "drop"},
                                                       {"git", "clear"},
                                                       {"gh", "delete"},
                                                       {"npm", "publish"},
                                                       {"npm", "unpublish"},
                                                       {"pnpm", "publish"},
                                                       {"yarn", "publish"},
                                                       {"cargo", "publish"},
                                                       {"cargo", "yank"},
                                                       {"aws", "rm"},
                                                       {"git", "filter-branch"},
                                                       {"redis-cli", "flushall"}}};

constexpr std::array secretPlaces = {".ssh/",  ".aws/",   "id_rsa",       ".netrc", "credentials",
                                     ".npmrc", ".pypirc", ".kube/config", ".env "};

constexpr std::array overrides = {"--force",        "--no-verify",        "--privileged",          "--hard",
                                  "--mirror",       "--force-with-lease", "--no-gpg-sign",         "--delete",
                                  "--auto-approve", "-auto-approve",      "--yes-i-really-mean-it"};

bool destroys(const CommandWords &words, std::string_view form)
{
    const std::string program = words.program();
    if (std::ranges::find(neverPrograms, program) != neverPrograms.end() || program.starts_with("mkfs"))
        return true;
    if (program == "rm" &&
        (words.hasLetter('r') || words.hasLetter('R') || words.hasLetter('f') || words.hasOption("--recursive")))
        return true;
    if (program == "git" &&
        ((words.has("push") && words.hasLetter('f')) || (words.has("branch") && words.hasLetter('D'))))
        return true;
    if (program == "git" && words.has("push") && form.find(" +") != std::string_view::npos)
        return true;
    if ((program == "git" && words.has("checkout") && words.has("--")) || (program == "find" && words.has("-delete")) ||
        (program == "docker" && words.has("down") && words.hasLetter('v')))
        return true;
    if (words.has("delete") || words.has("uninstall"))
        return true;
    if (program == "chmod" && (words.has("777") || words.hasLetter('R')))
        return true;
    return std::ranges::any_of(
        destructions, [&](const Destruction &each) { return each.program == program && words.has(each.verb); });
}

} // namespace

bool isDangerous(std::string_view form)
{
    const CommandWords words(form);
    if (destroys(words, form) || form.find("--dangerously") != std::string_view::npos)
        return true;
    if (std::ranges::any_of(overrides, [&words](std::string_view each) { return words.hasOption(each); }))
        return true;
    std::string lower = std::string(form) + ' ';
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (lower.find("drop table") != std::string::npos || lower.find("drop database") != std::string::npos)
        return true;
    return std::ranges::any_of(secretPlaces,
                               [&lower](std::string_view each) { return lower.find(each) != std::string::npos; });
}

} // namespace assay
