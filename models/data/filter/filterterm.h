// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Filter terms made from values, for "add as filter".

#include <QString>

namespace assay {

// "tool:Bash", with quotation marks where the value needs them; an empty field = a word or phrase. What the language
// cannot say (a quotation mark) becomes a blank.
[[nodiscard]] QString filterTerm(QLatin1StringView field, const QString &value);

// The filter text with the term at its end; unchanged when it holds the term already.
[[nodiscard]] QString withTerm(const QString &filter, const QString &term);

} // namespace assay
