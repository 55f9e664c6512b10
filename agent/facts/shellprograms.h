// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What is known about command line programs: whose first words are verbs, which options take the next word, what only
// wraps another command. Data with look-ups; a program that is not listed is "unknown", which is an answer too. Pure.

#include <string_view>

namespace assay {

// How many words behind the program, after the verbs already taken, belong to its head: "git stash pop" has 2, "git
// commit -m x" 1, "ls x" 0. `verbs` is what was taken so far, "" or "stash". Unknown programs: -1.
[[nodiscard]] int verbsBehind(std::string_view program, std::string_view verbs);

// Whether the option ("-m", "--title"; without "=…") of the program takes the next word.
[[nodiscard]] bool takesValue(std::string_view program, std::string_view option);

// "sudo", "timeout" …: the command is what follows. `words`: how many words of its own come first ("timeout 60 …").
struct WrapperRule {
    std::string_view program;
    int words = 0;
    std::string_view valueOptions; // separated by blanks
};
[[nodiscard]] const WrapperRule *wrapperRule(std::string_view program);

// "bash", "sh" …: with -c the command is a text.
[[nodiscard]] bool isShell(std::string_view program);

// "cd", "export", "echo" …: says where or how, not what; left out beside other commands.
[[nodiscard]] bool isContext(std::string_view program);

} // namespace assay
