// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Masks secrets in text before anything is stored. Rules are data (agent/redact/rules.*): what they match, the part
// that is masked, and the words that must be near. Thread-safe once built: one Redactor serves all threads.
//
// A mask is "[redacted:RULE]"; it holds no quote, backslash or control character, so it never breaks the JSON around
// it.

#include "models/data/error.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace assay {

// How often each rule masked something; keys are rule names ("github-token", "private-key", "user:NAME" …).
using RedactionCounts = std::map<std::string, std::int64_t, std::less<>>;

class Redactor {
public:
    // The built-in rules and, if userRules is not empty, the user's own: a JSON array
    // [{"name":"…","pattern":"RE2 syntax","group":0}]. A rule that does not compile is an error that names it.
    [[nodiscard]] static Result<std::shared_ptr<const Redactor>> create(std::string_view userRules = {});
    ~Redactor();
    Redactor(const Redactor &) = delete;
    Redactor &operator=(const Redactor &) = delete;

    // Number of the rule set; stored with what was redacted, so that `redact --recheck` knows what is old.
    [[nodiscard]] static int ruleSetVersion();

    // False means: no rule can match in any field of this text. Cheap (one scan), for the many lines without secrets.
    // `text` is a concatenation of `"key": "value"\n` of the decoded fields (see fieldsForScan in agent/read). Strings
    // of an array stand under the key of the array; those that follow each other make one value, with \n between them,
    // since they are often the lines of one text.
    [[nodiscard]] bool mayContainSecret(std::string_view text) const;

    // Masks what the rules find in one decoded string. `key` is the JSON key it stands under ("" = none): rules may
    // need it ("password": "…"). Strings that hold JSON are masked inside, as JSON, and stay JSON of the same shape.
    // Returns true and replaces value when something was masked.
    bool redact(std::string_view key, std::string &value, RedactionCounts &counts) const;

    // Masks in a whole JSON document (a transcript line), field by field; the output is valid JSON.
    // Text that is not JSON is treated as one string. Identifiers that the store is keyed by are left alone.
    // Keys keep their order and numbers their spelling; white space between values goes, bytes that are no UTF-8 become
    // U+FFFD. Returns false, and leaves every byte, if nothing was masked. Depth and size are no danger.
    bool redactJsonLine(std::string &line, RedactionCounts &counts) const;

private:
    struct Rules;
    explicit Redactor(std::unique_ptr<Rules> rules);
    std::unique_ptr<Rules> m_rules;
};

} // namespace assay
