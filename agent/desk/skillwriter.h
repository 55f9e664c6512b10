// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The one that opens files of skills, rules and settings for writing. Every folder below the root is opened by itself
// and never through a link; a file is replaced whole or not at all, and only while it is what the person saw. What
// somebody wrote between the last look and the exchange is put back. Blocks; any thread.

#include "agent/desk/skillplace.h"
#include "models/data/error.h"

#include <QByteArray>

#include <optional>

namespace assay {

using FileBytes = std::optional<QByteArray>; // nullopt = there is no such file

class SkillWriter {
public:
    // `tag` names the temporary file, so that it can be found after a crash: ".assay-TAG".
    SkillWriter(SkillPlace place, const QByteArray &tag);

    // A link, a device, more than 1 MB, something that may not be read: an error.
    [[nodiscard]] Result<FileBytes> read() const;
    // Failed, and nothing changed, when the file is not `before` any more. Missing folders are made.
    [[nodiscard]] Result<> replace(const FileBytes &before, const QByteArray &after) const;
    // Takes the file away, and as many of the folders above it as `folders` says, as far as they are empty.
    [[nodiscard]] Result<> remove(const QByteArray &before, int folders) const;
    // How many of the folders above it are not there.
    [[nodiscard]] int missingFolders() const;
    // After a crash: what lies under the temporary name is `before` or `after` and goes; anything else was written by
    // somebody meanwhile, and takes its place again.
    [[nodiscard]] Result<> tidy(const FileBytes &before, const QByteArray &after) const;

private:
    [[nodiscard]] Result<> replaceIn(const FileBytes &before, const QByteArray &after) const;
    void removeFolders(int folders) const; // that many above the file, as far as they are empty

    SkillPlace m_place;
    QByteArray m_temporary;
};

// Renames the folder of one file to the folder of the other, both below the same root; refused where the target exists.
[[nodiscard]] Result<> moveSkillFolder(const SkillPlace &from, const SkillPlace &to);

} // namespace assay
