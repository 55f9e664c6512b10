// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A file of the user's that somebody else writes too: read as it is, replaced only while it is what was read.

#include "models/data/error.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace assay {

struct GuardedFile {
    QString path;                    // behind all links: this is what is written
    std::optional<QByteArray> bytes; // nullopt = there is none
};

// Follows links. A link to nothing, something that is no regular file, and a file that may not be read are errors.
[[nodiscard]] Result<GuardedFile> readGuarded(const QString &path);

// Writes beside it, compares once more, renames; mode and owner stay, a new file has `newFileMode`. Fails, and changes
// nothing, when the file is no longer `before`, when it is write-protected, and outside the test root.
[[nodiscard]] Result<> replaceGuarded(const GuardedFile &before, const QByteArray &after, int newFileMode);
// The same for taking it away.
[[nodiscard]] Result<> removeGuarded(const GuardedFile &before);

[[nodiscard]] QByteArray sha256Hex(const QByteArray &bytes);

} // namespace assay
