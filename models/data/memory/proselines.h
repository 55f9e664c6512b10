// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Markdown taken apart as far as notes quote it. Part of notetext.h. Pure.

#include <QString>
#include <QStringList>

namespace assay {

// Without the marks of Markdown, and without the box of a list of tasks.
[[nodiscard]] QString withoutMarkup(QString line);
// Whether it is an item of a list of tasks, and its box is empty or ticked.
[[nodiscard]] bool isUnticked(const QString &line);
[[nodiscard]] bool isTicked(const QString &line);
// Lines of prose: no code, no tables, no rules.
[[nodiscard]] QStringList proseLines(const QString &text);
// Of a line.
[[nodiscard]] QStringList sentencesOf(const QString &line);
[[nodiscard]] qsizetype countWords(const QString &sentence);

} // namespace assay
