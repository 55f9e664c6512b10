// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>

namespace assay {

// What changes between two texts, as people know it from `diff -u`: hunks with three lines of context, without the
// names of the files. Empty for equal texts. Carriage returns are left out of the lines shown. Of large texts that
// differ in many places the whole middle counts as changed.
[[nodiscard]] QString unifiedDiff(const QByteArray &before, const QByteArray &after);

} // namespace assay
