// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Raw transcripts as files and lines.

#include "models/data/error.h"

#include <QStringList>

#include <functional>
#include <string_view>

namespace assay {

// All *.jsonl below a folder, sorted; links to folders are not followed.
[[nodiscard]] QStringList transcriptsBelow(const QString &folder);
[[nodiscard]] qint64 bytesOf(const QStringList &files);

// Each line without its newline; holds one line at a time. The last one need not end in a newline.
[[nodiscard]] Result<> forEachLine(const QString &file, const std::function<void(std::string_view line)> &take);

// Copies history as another person's: every UUID (session and line ids, file names too) and every message id is
// changed in the same way throughout, so what was linked stays linked and nothing is shared with the original.
// Deterministic for a `number` from 1 to 15. Streams line by line.
[[nodiscard]] Result<> copyWithFreshIds(const QString &from, const QString &to, int number);

} // namespace assay
