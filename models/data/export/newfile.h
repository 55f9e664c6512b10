// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A file that is there whole or not at all: written beside its place under a name of its own, given its name at the
// end. Readable by its owner alone. Any thread.

#include <QByteArray>
#include <QString>

#include <functional>

#include "models/data/error.h"

namespace assay {

enum class Existing { Keep, Replace }; // Keep: a file of that name, also one that appears meanwhile, makes it fail

// `work` is given what to write through; false = it could not be written, and writing more is useless. Answers the
// bytes written. When `work` fails its error is the answer and nothing is left behind.
using WriteBytes = std::function<bool(const QByteArray &bytes)>;
[[nodiscard]] Result<qint64> writeNewFile(const QString &path, Existing existing,
                                          const std::function<Result<>(const WriteBytes &write)> &work);

} // namespace assay
