// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// One simple command, its wrappers gone, as head and form. Part of the normaliser (commandform.h). Pure.

#include "agent/facts/commandform.h"

namespace assay {

[[nodiscard]] NormalCommand writtenCommand(const std::vector<ShellWord> &words,
                                           const std::vector<ShellWord> &environment, const FactPlace &place);

// The file that a text of the command itself goes into ("cat > x <<EOF", "echo … >> x"); empty if there is none.
[[nodiscard]] std::string fileWritten(const ShellCommand &command, const std::vector<ShellWord> &words,
                                      const FactPlace &place);

// The last part of the path of a program.
[[nodiscard]] std::string_view programName(std::string_view word);

// NAME=value, unquoted up to the sign.
[[nodiscard]] bool isAssignment(const ShellWord &word);

// Whether a list of words separated by blanks holds the word.
[[nodiscard]] bool isListed(std::string_view list, std::string_view word);

} // namespace assay
