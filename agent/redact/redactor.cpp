// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/redact/redactor.h"

#include "agent/redact/jsonmasker.h"
#include "agent/redact/textmasker.h"

namespace assay {

namespace {

constexpr int currentRuleSet = 1;

// Bytes that are no UTF-8 become U+FFFD; nothing else changes.
std::string withoutBrokenBytes(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const auto c = static_cast<unsigned char>(text[i]);
        std::size_t length = c < 0x80                ? 1
                             : c >= 0xC2 && c < 0xE0 ? 2
                             : c >= 0xE0 && c < 0xF0 ? 3
                             : c >= 0xF0 && c < 0xF5 ? 4
                                                     : 0;
        for (std::size_t k = 1; k < length; ++k)
            if (i + k >= text.size() || (static_cast<unsigned char>(text[i + k]) & 0xC0U) != 0x80U)
                length = 0;
        const auto second = length > 2 ? static_cast<unsigned char>(text[i + 1]) : 0x90;
        if ((c == 0xE0 && second < 0xA0) || (c == 0xED && second >= 0xA0) || (c == 0xF0 && second < 0x90) ||
            (c == 0xF4 && second >= 0x90))
            length = 0;
        if (length == 0)
            out += "\xEF\xBF\xBD";
        else
            out.append(text, i, length);
        i += length == 0 ? 1 : length;
    }
    return out;
}

} // namespace

struct Redactor::Rules {
    std::unique_ptr<TextMasker> masker;
};

Redactor::Redactor(std::unique_ptr<Rules> rules)
    : m_rules(std::move(rules))
{
}

Redactor::~Redactor() = default;

Result<std::shared_ptr<const Redactor>> Redactor::create(std::string_view userRules)
{
    Result<std::unique_ptr<TextMasker>> masker = TextMasker::create(userRules);
    if (!masker)
        return tl::unexpected(masker.error());
    auto rules = std::make_unique<Rules>();
    rules->masker = std::move(*masker);
    return std::shared_ptr<const Redactor>(new Redactor(std::move(rules)));
}

int Redactor::ruleSetVersion()
{
    return currentRuleSet;
}

bool Redactor::mayContainSecret(std::string_view text) const
{
    return m_rules->masker->mayContainSecret(text);
}

bool Redactor::redact(std::string_view key, std::string &value, RedactionCounts &counts) const
{
    return maskValue(*m_rules->masker, key, value, counts);
}

bool Redactor::redactJsonLine(std::string &line, RedactionCounts &counts) const
{
    switch (maskJson(*m_rules->masker, line, counts)) {
    case JsonOutcome::Masked:
        return true;
    case JsonOutcome::Unchanged:
        return false;
    case JsonOutcome::NotJson:
        break;
    }
    // Broken bytes are the one fault that can be mended without guessing.
    std::string mended = withoutBrokenBytes(line);
    if (mended != line && maskJson(*m_rules->masker, mended, counts) == JsonOutcome::Masked) {
        line = std::move(mended);
        return true;
    }
    return m_rules->masker->mask(line, counts);
}

} // namespace assay
