// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

namespace assay {

struct SearchHit;

// The words of the hit that were searched for, each once, as they stand there.
[[nodiscard]] QStringList matchedWords(const SearchHit &hit);

// A filter text without its fields; empty when it has no fields, or nothing else.
[[nodiscard]] QString wordsOnly(const QString &text);

// Whether any term of it is understood.
[[nodiscard]] bool hasTerms(const QString &text);

} // namespace assay
