// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// One word of a command as a slot: what sort of value it is, and the value where it may be said again. Prose, secrets,
// hashes, addresses of people and what lies in other homes are never said. Pure.
//
// Written "<type>" or "<type=value>"; characters that would break that (< > % and blanks) stand as %XX in the value.

#include "agent/facts/shelltext.h"

#include <string>
#include <string_view>

namespace assay {

// Where paths are seen from.
struct FactPlace {
    std::string root; // folder of the session; paths below it become relative
};

// Types: path:EXT path glob url int port version duration uuid sha word ref package string token sub var email secret
enum class ArgumentRole { Plain, Ref, Package, Port, Message };

[[nodiscard]] std::string slotOf(const ShellWord &word, ArgumentRole role, const FactPlace &place);

// "~/x" for what lies in anybody's home, relative for what lies below the root.
[[nodiscard]] std::string placedPath(std::string_view path, const FactPlace &place);

[[nodiscard]] std::string slotText(std::string_view type, std::string_view value);
[[nodiscard]] std::string slotValue(std::string_view encoded);

} // namespace assay
