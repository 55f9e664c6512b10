// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The built-in rules as data. Patterns are RE2 syntax over bytes (Latin-1): every byte is a character, so text in any
// encoding is searched. Sources are the vendors' own descriptions of their tokens.

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

// What the masked part must look like, beyond the pattern.
enum class ValueCheck {
    Always, // the pattern says enough
    Given,  // stands where only a secret stands: anything but placeholders and other words for "secret"
    Random, // letters and digits without order: no word, no placeholder
    Quoted, // a literal: anything but placeholders, type names and sentences
    Bare,   // unquoted: neither an expression nor a type name
    Chosen, // said of a password in running text: has a digit or stands in quotes
    Block,  // the pattern marks the beginning; what belongs to it is found line by line
};

struct Rule {
    std::string_view name;
    std::string_view description; // "GitHub token": for the report
    std::string pattern;
    int group = 0; // the part that is masked
    ValueCheck check = ValueCheck::Always;
    std::string anchor = {};   // what the scan over whole lines looks for; empty = the pattern itself
    double minimumEntropy = 0; // bits per character of the masked part
};

// Tokens that are known by their own look.
[[nodiscard]] const std::vector<Rule> &tokenRules();

// Values that their surroundings give away: names, headers, addresses, commands.
[[nodiscard]] const std::vector<Rule> &contextRules();

// Whether values under this JSON key are secrets by their name ("dbPassword", "X-Api-Key").
// RE2 pattern that must match the whole key.
[[nodiscard]] const std::string &secretNamePattern();

} // namespace assay
