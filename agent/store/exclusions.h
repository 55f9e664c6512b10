// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What must not come back: keyed hashes of session ids, in routes.sqlite above all workspaces. Import, tail, repair and
// fork copies ask here first.

#include "models/data/error.h"
#include "models/data/store/database.h"

#include <QByteArray>
#include <QList>

#include <optional>
#include <string_view>

namespace assay {

class DataDir;

struct Exclusion {
    qint64 id = 0;
    QByteArray sessionHash;
    qint64 rangeStart = 0;
    std::optional<qint64> rangeEnd; // of source bytes; none = to the end
    QString reason;                 // "deleted", "opted-out", "pruned"
    qint64 createdAt = 0;
};

class Exclusions {
public:
    // Creates routes.sqlite and the key (0600, 32 random bytes) when missing. A key that exclusions were written with
    // is never made anew: without it they match nothing, so that is Corrupt.
    [[nodiscard]] static Result<Exclusions> open(const DataDir &dataDir);

    // The list alone, without the lock: creates nothing, and is empty when there is no routes.sqlite.
    [[nodiscard]] static Result<QList<Exclusion>> read(const DataDir &dataDir);

    [[nodiscard]] QByteArray hashOf(std::string_view sessionUuid) const;
    [[nodiscard]] Result<qint64> add(std::string_view sessionUuid, const QString &reason, qint64 nowMs);
    [[nodiscard]] Result<> lift(qint64 id);
    [[nodiscard]] Result<> liftSession(std::string_view sessionUuid);
    [[nodiscard]] Result<QList<Exclusion>> list();
    // True when the line at this byte of a source of this session is excluded.
    [[nodiscard]] bool excludes(std::string_view sessionUuid, qint64 sourceOffset) const;
    [[nodiscard]] bool excludesAll(std::string_view sessionUuid) const;

private:
    explicit Exclusions(Database db);
    [[nodiscard]] Result<> load();
    Database m_db;
    QByteArray m_key;
    QList<Exclusion> m_all; // read once; this process is the only writer
};

} // namespace assay
