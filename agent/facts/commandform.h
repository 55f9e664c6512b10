// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The one normaliser of commands: the text of a shell call as the commands that matter in it, each with a head ("git
// commit"), a template ("git commit -m <string>") and a form, which is the template with the values that may be said
// ("go test -run <word=TestRetry> ./..."). Equal input, equal output; no clock, no locale. Pure.
//
// Left out: wrappers (sudo, timeout …), what only says where (cd, export …) or talks (echo) beside other commands, all
// stages of a pipe but the first that works, redirections. Text that is not understood gives one command "<unparsed>".

#include "agent/facts/argumentform.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

inline constexpr std::string_view unparsedHead = "<unparsed>";

struct NormalCommand {
    std::string head;
    std::string form;
    std::string program;
    std::string file;                 // a here-document or a text went into this file: an edit in truth; else empty
    ShellJoin join = ShellJoin::None; // to the one before in the list
    bool piped = false;
    bool background = false;
    bool risky = false; // as another user ("sudo"), or piped into a shell: its form does not tell
};

[[nodiscard]] std::vector<NormalCommand> normalCommands(std::string_view text, const FactPlace &place);

// The template of a form: values gone, equal neighbours written once with "…", facts of the environment left out.
[[nodiscard]] std::string templateOf(std::string_view form);

// The form as somebody would type it: values in place, slots without one as "<type>".
[[nodiscard]] std::string typedForm(std::string_view form);

} // namespace assay
