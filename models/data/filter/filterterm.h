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

// Whether the filter has a term of that meaning, however it is written there.
[[nodiscard]] bool hasTerm(const QString &filter, const QString &term);
// Without each term of that meaning.
[[nodiscard]] QString withoutTerm(const QString &filter, const QString &term);
// The filter with the term, for a filter that is read as it is typed: before a word at the end, which would mean less
// there once something follows it.
[[nodiscard]] QString narrowedBy(const QString &filter, const QString &term);

} // namespace assay
