// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/userrules.h"

#include "agent/ipc/message.h"
#include "agent/redact/redactor.h"

#include <nlohmann/json.hpp>

#include <QFile>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 maxConfigBytes = 4 * 1024 * 1024;

} // namespace

Result<std::shared_ptr<const Redactor>> makeRedactor(const QString &configFile)
{
    QFile file(configFile);
    if (!file.exists())
        return Redactor::create();
    const QString consequence =
        u"Nothing was imported, so that no secret gets past your rules. Mend the file or remove it."_s;
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Code::Failed, u"The settings cannot be read. "_s + consequence, configFile);
    const auto settings = parseJson(file.read(maxConfigBytes));
    if (!settings || !settings->is_object())
        return fail(Error::Code::Failed, u"The settings are not a JSON object. "_s + consequence, configFile);
    const auto section = settings->find("redaction");
    if (section == settings->end())
        return Redactor::create();
    const auto rules = section->find("rules");
    if (rules == section->end())
        return Redactor::create();
    return Redactor::create(rules->dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

} // namespace assay
