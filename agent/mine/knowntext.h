// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What is written down already: CLAUDE.md and its kind, rules, skills, task runners, README, line by line. Values.

#include "agent/mine/minedcandidate.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

class KnownText {
public:
    // The lines of a file; line numbers start at 1. Of a task runner only its tasks: "npm run build", "make seed".
    void add(const std::string &file, std::string_view text);

    [[nodiscard]] bool isEmpty() const { return m_lines.empty(); }
    // Where most of the literals stand near each other; a literal counts when it stands there word by word. Tasks of
    // runners count where `tasks`.
    [[nodiscard]] CoveredBy cover(const std::vector<std::string> &literals, bool tasks = true) const;
    // How much of it a skill says, by its name ("plugin:name" or "name"); nothing when its file is not known.
    [[nodiscard]] std::optional<double> coverBySkill(std::string_view skill,
                                                     const std::vector<std::string> &literals) const;

private:
    struct Line {
        std::uint32_t file;
        int number;
        std::string text; // lower case, blanks single
        bool task = false;
    };
    void addTasks(std::uint32_t file, const std::string &name, std::string_view text);
    std::vector<std::string> m_files;
    std::vector<Line> m_lines;
};

// Would a file of this name tell how a project is worked on?
[[nodiscard]] bool tellsHowToWork(std::string_view path);

} // namespace assay
