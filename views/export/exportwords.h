// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the export dialog says, in the user's language.

#include <QString>

#include "models/items/sessionexporter.h"

namespace assay {

// Of a name in exportFormats().
[[nodiscard]] QString formatTitle(const QString &name);
[[nodiscard]] QString formatSentence(const QString &name);

// How it went, a line for each thing to know; safe to show.
[[nodiscard]] QString outcomeText(const ExportOutcome &outcome, const QString &folder);

} // namespace assay
