// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The filter language in words, in the language of the user: for tool tips and completion.

#include <QString>

#include "models/data/filter/filter.h"

namespace assay {

[[nodiscard]] QString explainField(FilterField field);                        // "name of a tool"
[[nodiscard]] QString explainChoice(FilterField field, const QString &value); // "calls that failed"; may be empty
[[nodiscard]] QString explainTime(qint64 at, const FilterClock &clock);       // "Mon 24 Nov 2026, 14:00"
[[nodiscard]] QString explainTerm(const FilterTerm &term, const FilterClock &clock); // "Not: calls of the tool Bash"

} // namespace assay
