// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What git says of one file, and adding that file alone. Never a commit; hooks and file system monitors of the
// repository are not run. Blocks for as long as git takes, 5 s at most.

#include "models/data/error.h"

#include <QString>

namespace assay {

struct GitPath {
    bool inRepository = false; // false also where git is not installed
    QString branch;            // empty: no commit yet, or detached
    QString state;             // clean, changed, staged, untracked, ignored, missing
};

[[nodiscard]] GitPath gitPath(const QString &folder, const QString &relative);
[[nodiscard]] Result<> gitAdd(const QString &folder, const QString &relative);

} // namespace assay
