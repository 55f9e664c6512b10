// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The words of a draft, made from claims by template. Pure.

#include "agent/mine/minedcandidate.h"

namespace assay {

// A valid SKILL.md of the ticked claims: name, description and metadata; steps, what to do on failures, what not to do,
// and a check. Nothing in it runs or pulls in anything when it is loaded.
[[nodiscard]] std::string skillText(const MinedCandidate &candidate);
// The line of a rule, a hook or a setting.
[[nodiscard]] std::string lineText(const MinedCandidate &candidate);

// [a-z0-9-], at most 64, no dash at the ends or twice.
[[nodiscard]] std::string slugOf(const std::vector<std::string> &words);
// Text in backticks that loads as text: no "!" before it, no references, dollars escaped.
[[nodiscard]] std::string inCode(std::string_view command);
// About so many tokens.
[[nodiscard]] double tokensOf(std::string_view text);

} // namespace assay
