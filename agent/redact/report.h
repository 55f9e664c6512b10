// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What redaction did, in words, for the user: which rules masked something, and how often.

#include "agent/redact/redactor.h"

#include <QString>

#include <cstdint>
#include <string>
#include <vector>

namespace assay {

struct RedactionReport {
    struct Row {
        std::string rule;    // "github-token", "user:NAME"
        QString description; // "GitHub token"
        std::int64_t count = 0;
    };
    std::vector<Row> rows; // most frequent first, then by name
    std::int64_t total = 0;
};

// Adds the counts of one source to those of others.
void mergeCounts(RedactionCounts &into, const RedactionCounts &from);

[[nodiscard]] RedactionReport makeReport(const RedactionCounts &counts);

// One line per rule, "  12  GitHub token (github-token)", and a last line with the total; "Nothing was redacted." if
// empty.
[[nodiscard]] QString formatReport(const RedactionReport &report);

} // namespace assay
