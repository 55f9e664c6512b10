// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a card and a file say, from the claims that are ticked. Pure.

#include "agent/mine/minedcandidate.h"

namespace assay {

// Sets sentence, description and text; to be called again when a tick changes. false: what is ticked says nothing, and
// nothing is set.
[[nodiscard]] bool wordCandidate(MinedCandidate &candidate);

// A name for these acts: their most telling words, "fmt-lint-test" for three tasks of a runner. Empty if they have
// none.
[[nodiscard]] std::string nameOfSteps(const std::vector<std::string> &commands);

// With slots as a reader would name them: "git commit -m <text>".
[[nodiscard]] std::string readable(std::string_view command);

// Words of a person or of an output as part of a draft: one line of at most `most` bytes, and nothing in it that a file
// loads, runs or replaces ("@file", back-ticks, dollars, braces).
[[nodiscard]] std::string harmless(std::string_view text, std::size_t most = 60);

// A rule that holds always, in lower case, as a line: "run the linter" → "Always run the linter.", "never push" →
// "Never push.". Harmless.
[[nodiscard]] std::string lastingRule(std::string_view rule, std::size_t most);

} // namespace assay
