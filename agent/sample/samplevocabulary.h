// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Words for text in bulk, where stories would be too short: sentences, log lines and code of no meaning but natural
// shape.

#include "agent/sample/samplerandom.h"

#include <string>

namespace assay {

[[nodiscard]] std::string sampleWord(SampleRandom &random);
[[nodiscard]] std::string sampleIdentifier(SampleRandom &random); // "retryBudget"
[[nodiscard]] std::string sampleSentence(SampleRandom &random);
[[nodiscard]] std::string samplePath(SampleRandom &random); // "internal/ledger/retry.go"
[[nodiscard]] std::string sampleLogLine(SampleRandom &random);
[[nodiscard]] std::string sampleCodeLine(SampleRandom &random);

} // namespace assay
