// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Lines through a reader as the importer passes them: from one padded buffer, with their offsets.

#include "agent/read/transcriptreader.h"

#include <QString>

#include <string>
#include <vector>

namespace assay {

struct ReadLines {
    DecodedPiece piece;
    std::string raw;
    RedactionCounts redactions;
    std::map<LineKey, int> occurrences;
};

// `userRules` as in Redactor::create().
[[nodiscard]] ReadLines readLines(const std::vector<std::string> &lines, const SourceContext &context = {},
                                  std::string_view userRules = {});

[[nodiscard]] inline QString shown(const std::string &text)
{
    return QString::fromStdString(text);
}

} // namespace assay
