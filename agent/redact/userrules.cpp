// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/redact/userrules.h"

#include <nlohmann/json.hpp>
#include <re2/re2.h>

#include <algorithm>

namespace assay {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int maximumGroup = 7;

tl::unexpected<Error> refuse(const QString &what)
{
    return fail(Error::Code::Usage,
                what + u" Nothing was redacted or stored; correct the rule in the configuration and try again."_s);
}

// A mask must stay readable and must not end early.
bool isName(const std::string &name)
{
    return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '-' || c == '_' || c == '.';
    });
}

Result<UserRule> parseRule(const nlohmann::json &json, std::size_t position)
{
    const QString number = QString::number(position + 1);
    if (!json.is_object() || !json.contains("name") || !json["name"].is_string() ||
        !isName(json["name"].get<std::string>()))
        return refuse(
            u"Redaction rule %1 has no usable name (letters, digits, '-', '_', '.', at most 64)."_s.arg(number));
    UserRule rule{json["name"].get<std::string>(), {}, 0};
    const QString name = QString::fromStdString(rule.name);
    if (!json.contains("pattern") || !json["pattern"].is_string())
        return refuse(u"Redaction rule \"%1\" has no pattern."_s.arg(name));
    rule.pattern = json["pattern"].get<std::string>();
    if (json.contains("group")) {
        if (!json["group"].is_number_integer())
            return refuse(u"Redaction rule \"%1\": group is not a number."_s.arg(name));
        rule.group =
            static_cast<int>(std::clamp<std::int64_t>(json["group"].get<std::int64_t>(), -1, maximumGroup + 1));
    }
    const RE2 pattern(rule.pattern, RE2::Quiet);
    if (!pattern.ok())
        return refuse(
            u"Redaction rule \"%1\" does not compile: %2."_s.arg(name, QString::fromStdString(pattern.error())));
    if (rule.group < 0 || rule.group > std::min(pattern.NumberOfCapturingGroups(), maximumGroup))
        return refuse(u"Redaction rule \"%1\": its pattern has no group %2."_s.arg(name).arg(rule.group));
    if (RE2::FullMatch("", pattern))
        return refuse(u"Redaction rule \"%1\" matches empty text, so it would match everywhere."_s.arg(name));
    return rule;
}

} // namespace

Result<std::vector<UserRule>> parseUserRules(std::string_view json)
{
    std::vector<UserRule> rules;
    if (json.empty())
        return rules;
    const nlohmann::json parsed = nlohmann::json::parse(json, nullptr, false);
    if (!parsed.is_array())
        return refuse(u"The redaction rules are not a JSON array."_s);
    for (std::size_t i = 0; i < parsed.size(); ++i) {
        Result<UserRule> rule = parseRule(parsed[i], i);
        if (!rule)
            return tl::unexpected(rule.error());
        rules.push_back(std::move(*rule));
    }
    return rules;
}

} // namespace assay
