// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/ipc/jsonfield.h"

#include <nlohmann/json.hpp>

namespace assay {

using nlohmann::json;

QString textField(const json &object, const char *key, const QString &fallback)
{
    const auto it = object.find(key);
    return it != object.end() && it->is_string() ? QString::fromStdString(it->get_ref<const std::string &>())
                                                 : fallback;
}

qint64 numberField(const json &object, const char *key, qint64 fallback)
{
    const auto it = object.find(key);
    return it != object.end() && it->is_number_integer() ? it->get<qint64>() : fallback;
}

double realField(const json &object, const char *key, double fallback)
{
    const auto it = object.find(key);
    return it != object.end() && it->is_number() ? it->get<double>() : fallback;
}

bool flagField(const json &object, const char *key)
{
    const auto it = object.find(key);
    return it != object.end() && it->is_boolean() && it->get<bool>();
}

QStringList textsField(const json &object, const char *key)
{
    QStringList texts;
    const auto it = object.find(key);
    if (it == object.end() || !it->is_array())
        return texts;
    for (const json &each : *it) {
        if (each.is_string())
            texts += QString::fromStdString(each.get_ref<const std::string &>());
    }
    return texts;
}

json partOf(const json &object, const char *key)
{
    const auto it = object.find(key);
    return it != object.end() ? *it : json();
}

} // namespace assay
