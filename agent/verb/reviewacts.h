// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/data/error.h"

#include <QStringList>

#include <optional>

namespace assay {

struct VerbCall;

// review diff, approve, edit, merge, rule, export and import; nullopt = it is none of these.
[[nodiscard]] std::optional<Result<int>> runReviewAct(const VerbCall &call, const QString &act, const QString &key);
[[nodiscard]] QStringList reviewActs();

} // namespace assay
