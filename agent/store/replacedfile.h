// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Puts a saved database in the place of a damaged one. The damaged one, with its log, stays beside it as
// "<name>.damaged-<date>"; at every moment a complete file lies under one of the names.

#include "models/data/error.h"

#include <QStringList>

namespace assay {

// Both are closed, and `fresh` has no log. Returns the name of the damaged file. After an error the damaged file is
// where it was.
[[nodiscard]] Result<QString> replaceDamaged(const QString &file, const QString &fresh);

// The copies of a database file that repairs and migrations left beside it: what was deleted since may be in them.
[[nodiscard]] QStringList keptCopies(const QString &file);
// Removes them; returns how many.
[[nodiscard]] Result<int> removeKeptCopies(const QString &file);

} // namespace assay
