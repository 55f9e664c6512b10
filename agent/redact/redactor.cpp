// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/redact/redactor.h"

#include "agent/redact/jsonmasker.h"
#include "agent/redact/textmasker.h"
#include "agent/redact/utf8sequence.h"

namespace assay {

namespace {

constexpr int currentRuleSet = 1;

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
