// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What "review" can do beside list and show, by its first word. The words after it are the act's own.

#include "agent/verb/verbcall.h"

namespace assay {

struct ReviewVerdict {
    QString name;
    Result<int> (*run)(const VerbCall &call, const QStringList &words) = nullptr;
};

[[nodiscard]] const QList<ReviewVerdict> &reviewVerdicts();

} // namespace assay
