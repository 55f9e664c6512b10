// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Small files that other programs of ours look at: there whole or as before, readable by their owner only.

#include "models/data/error.h"

#include <QByteArray>
#include <QString>

namespace assay {

// Replaces the file by one rename, after both it and its folder were asked to reach the disk. A link at `path` is
// replaced, not followed.
[[nodiscard]] Result<> writePrivateFile(const QString &path, const QByteArray &bytes);

} // namespace assay
