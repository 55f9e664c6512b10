// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// How people say "do not", "use this instead" and "always", in ten languages: data, and the reader of it. Pure.

#include <string>
#include <string_view>
#include <vector>

namespace assay {

enum class Polarity { Not, Instead, Always };

struct Correction {
    Polarity polarity = Polarity::Not;
    std::string unwanted; // as said; empty for Always
    std::string wanted;   // as said; empty for Not
    bool named = false;   // said with "use", "run" or their like: what is not wanted is a thing, no doing
};

// At most a few readings of one text, best first. Questions, praise, hypotheticals and long texts give none.
[[nodiscard]] std::vector<Correction> readCorrections(std::string_view text);

// Does a text set one thing against another, in whatever words? Texts that readCorrections() refuses do not.
[[nodiscard]] bool contrasts(std::string_view text);

// "go", "make", "find": programs that are words of everyday talk too.
[[nodiscard]] bool isEverydayWord(std::string_view word);

// What is worth comparing of such a phrase: names of commands, tools, files; lower case, filler words gone.
[[nodiscard]] std::vector<std::string> literalsOf(std::string_view phrase);

} // namespace assay
