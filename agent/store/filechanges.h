// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the desk wrote into files, as rows; and the revisions that persons write. Writer's connection.

#include "models/data/error.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace assay {

class Database;

struct FileChange {
    qint64 id = 0;
    QString act; // approve, undo, archive, restore, revert, promote
    qint64 candidate = 0;
    QString candidateKey;
    QString verdict;
    QString actor;
    int rev = 0;
    QString sha256; // of the revision
    QString scope;
    QString root;
    QString path;
    QString name;
    std::optional<QByteArray> before;
    std::optional<QByteArray> after;
    int folders = 0;
    QString state; // writing, written, given up
    qint64 at = 0;
};

class FileChanges {
public:
    explicit FileChanges(Database &db)
        : m_db(db)
    {
    }

    // As "writing"; its id.
    [[nodiscard]] Result<qint64> begin(const FileChange &change);
    [[nodiscard]] Result<> settle(qint64 id, const QString &state);
    [[nodiscard]] Result<QList<FileChange>> unsettled();
    // Those that were written, the latest first.
    [[nodiscard]] Result<QList<FileChange>> ofPath(const QString &root, const QString &path);
    [[nodiscard]] Result<QList<FileChange>> ofCandidate(qint64 candidate);
    // What was done in the same breath to the skill of that name; nullopt = nothing of that kind.
    [[nodiscard]] Result<std::optional<FileChange>> beside(const FileChange &change, const QString &act);

private:
    [[nodiscard]] Result<QList<FileChange>> read(const QString &where, const QList<QVariant> &values);
    Database &m_db;
};

// The next revision of a candidate by a person, which the candidate then stands at; its number. In a transaction of the
// caller. The same text again is the same revision.
struct WrittenRevision {
    int rev = 0;
    QString sha256;
};
[[nodiscard]] Result<WrittenRevision> writeRevision(Database &db, qint64 candidate, const QByteArray &text,
                                                    qint64 nowMs);
// The folders of a project, the surest first.
[[nodiscard]] Result<QStringList> projectFolders(Database &db, qint64 project);

} // namespace assay
