// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/userrules.h"

#include "agent/ipc/message.h"
#include "agent/redact/redactor.h"
#include "agent/settings/settingsfile.h"

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

tl::unexpected<Error> refuse(const QString &what, const QString &file)
{
    return fail(Error::Code::Failed,
                what + u" Nothing was stored, so that no secret gets past your rules. Mend the file or remove it."_s,
                file);
}

// A misspelt key would be a rule that does not apply.
Result<> allowOnly(const json &object, const QStringList &known, const QString &where, const QString &file)
{
    if (!object.is_object())
        return refuse(u"%1 is not a JSON object."_s.arg(where), file);
    for (const auto &[key, value] : object.items()) {
        const QString name = QString::fromStdString(key);
        if (!known.contains(name))
            return refuse(u"%1: \"%2\" is not known. Known is: %3."_s.arg(where, name, known.join(u", "_s)), file);
    }
    return {};
}

// The rules as a JSON array; empty = there are none.
Result<std::string> rulesOf(const QByteArray &bytes, const QString &file)
{
    const auto settings = parseJson(bytes);
    if (!settings)
        return refuse(u"The settings are not JSON."_s, file);
    if (const auto known = allowOnly(*settings, settingsSections(), u"The settings file"_s, file); !known)
        return tl::unexpected(known.error());
    // Ignored projects and the like would be captured.
    if (const auto values = settingsFromJson(nlohmann::ordered_json(*settings)); !values)
        return refuse(values.error().what, file);
    const auto section = settings->find("redaction");
    if (section == settings->end())
        return std::string();
    if (const auto known = allowOnly(*section, {u"rules"_s}, u"\"redaction\" in the settings"_s, file); !known)
        return tl::unexpected(known.error());
    const auto rules = section->find("rules");
    if (rules == section->end())
        return std::string();
    if (!rules->is_array())
        return refuse(u"\"rules\" in the settings is not a list."_s, file);
    for (const json &rule : *rules) {
        const auto known = allowOnly(rule, {u"name"_s, u"pattern"_s, u"group"_s}, u"A redaction rule"_s, file);
        if (!known)
            return tl::unexpected(known.error());
    }
    return rules->dump(-1, ' ', false, json::error_handler_t::replace);
}

} // namespace

UserRules::UserRules(QString file, Named named)
    : m_file(std::move(file))
    , m_named(named)
{
}

Result<QByteArray> UserRules::read() const
{
    auto bytes = readSettingsBytes(m_file, isNamed() ? SettingsMissing::Refused : SettingsMissing::Allowed);
    if (!bytes)
        return refuse(bytes.error().what, m_file);
    return bytes;
}

Result<> UserRules::check(const QByteArray &bytes, const QString &file)
{
    const auto rules = rulesOf(bytes, file);
    if (!rules)
        return tl::unexpected(rules.error());
    if (const auto made = Redactor::create(*rules); !made)
        return fail(Error::Code::Failed, made.error().what, file);
    return {};
}

Result<std::shared_ptr<const Redactor>> UserRules::redactor()
{
    auto bytes = read();
    if (!bytes)
        return tl::unexpected(bytes.error());
    if (m_redactor && *bytes == m_bytes)
        return m_redactor;
    const auto rules = rulesOf(*bytes, m_file);
    if (!rules)
        return tl::unexpected(rules.error());
    auto made = Redactor::create(*rules);
    if (!made)
        return fail(Error::Code::Failed, made.error().what, m_file);
    m_bytes = std::move(*bytes);
    m_redactor = *made;
    return m_redactor;
}

} // namespace assay
