// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The text of a shell call as the simple commands it is made of, in the order they stand. A small reader of what people
// and agents write (quotes, substitutions, here-documents, lists, pipes, groups, loops, conditions), not a shell:
// nothing is expanded. Pure; linear in the text.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

struct ShellWord {
    std::string text;     // without its quotes
    bool quoted = false;  // some of it was
    bool expands = false; // holds a variable or a substitution, which stand in the text as written
    bool globs = false;   // an unquoted *, ? or […]
};

enum class ShellJoin { None, Then, And, Or, Pipe }; // how a command hangs on the one before it

struct ShellCommand {
    std::vector<ShellWord> words;      // with the assignments before the program
    std::vector<std::string> writesTo; // files of > and >>; not of 2>
    ShellJoin join = ShellJoin::None;
    bool hereText = false; // reads a here-document or a here-string
    bool background = false;
};

// nullopt: not understood (an open quote, a function, a case …) or beyond what anybody types (64 KB, 200 commands,
// 24 levels).
[[nodiscard]] std::optional<std::vector<ShellCommand>> shellCommands(std::string_view text);

} // namespace assay
