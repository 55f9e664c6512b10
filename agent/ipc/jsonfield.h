// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Fields of a JSON object that somebody else wrote: a missing one, or one of another type, is the fallback. Never
// throws.

#include <QString>
#include <QStringList>

#include <nlohmann/json_fwd.hpp>

namespace assay {

[[nodiscard]] QString textField(const nlohmann::json &object, const char *key, const QString &fallback = {});
[[nodiscard]] qint64 numberField(const nlohmann::json &object, const char *key, qint64 fallback = 0);
[[nodiscard]] double realField(const nlohmann::json &object, const char *key, double fallback = -1);
[[nodiscard]] bool flagField(const nlohmann::json &object, const char *key);
[[nodiscard]] QStringList textsField(const nlohmann::json &object, const char *key);
[[nodiscard]] nlohmann::json partOf(const nlohmann::json &object, const char *key); // null without it

} // namespace assay
