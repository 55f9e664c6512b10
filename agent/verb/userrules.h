// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The user's own redaction rules, from the settings file: {"redaction": {"rules": [{"name", "pattern", "group"}]}}.

#include "models/data/error.h"

#include <memory>

class QString;

namespace assay {

class Redactor;

// The built-in rules and those of the file, if there is one. A file that cannot be read or understood is an error:
// without its rules, what they should mask would be stored.
[[nodiscard]] Result<std::shared_ptr<const Redactor>> makeRedactor(const QString &configFile);

} // namespace assay
