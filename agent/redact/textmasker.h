// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The compiled rules, applied to plain text. Linear in the length of the text; safe to use from several threads.

#include "agent/redact/redactor.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

class TextMasker final {
public:
    // Fails for user rules that are no JSON array of {"name", "pattern", "group"} or do not compile.
    [[nodiscard]] static Result<std::unique_ptr<TextMasker>> create(std::string_view userRules);
    ~TextMasker();

    // One scan for anything a rule could match.
    [[nodiscard]] bool mayContainSecret(std::string_view text) const;

    // Whether a value under this name is a secret: a name like "dbPassword", and no placeholder.
    [[nodiscard]] bool isNamedSecret(std::string_view name, std::string_view value) const;

    // Masks in text that is not (or not only) JSON. Returns true if something was masked.
    bool mask(std::string &text, RedactionCounts &counts) const;

    // The same for lines that follow each other but are kept apart, such as those of a patch.
    bool maskLines(std::vector<std::string> &lines, RedactionCounts &counts) const;

    // What a whole value is replaced with; counts it.
    [[nodiscard]] static std::string wholeMask(std::string_view rule, RedactionCounts &counts);

private:
    struct Compiled;
    explicit TextMasker(std::unique_ptr<Compiled> compiled);
    std::unique_ptr<Compiled> m_compiled;
};

} // namespace assay
