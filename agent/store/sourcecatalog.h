// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the store knows of its source files, and what is to be done with each file found now.

#include "agent/store/sourcefile.h"
#include "models/data/error.h"

#include <QHash>
#include <QSet>

namespace assay {

class Database;
class Statement;

// A source as the store has it; id 0 = not known yet.
struct SourceState {
    qint64 id = 0;
    qint64 sessionId = 0;
    std::string sessionUuid;
    qint64 device = 0;
    qint64 inode = 0;
    qint64 size = 0;
    qint64 modifiedNs = 0;
    qint64 cursor = 0;
    qint64 rawEnd = 0;
    QByteArray headHash;
    QByteArray tailHash;
    bool gone = false;
};

struct PlannedSource {
    enum class Change {
        New,
        Grown,    // read from the cursor
        Replaced, // truncated or other content: read from 0, stored rows stay, what is new is added
        Renamed,  // same file under another path; read from the cursor if it also grew
    };
    SourceFile file;
    SourceState state;
    Change change = Change::New;
    std::map<LineKey, int> occurrences;
    qint64 startOffset() const { return change == Change::Grown || change == Change::Renamed ? state.cursor : 0; }
};

class SourceCatalog {
public:
    [[nodiscard]] static Result<SourceCatalog> load(Database &db);
    // Only what is known of these paths, and of the files that stand there under other names: the cost does not grow
    // with the store.
    [[nodiscard]] static Result<SourceCatalog> load(Database &db, const std::vector<std::string> &paths);

    // What is known of the source at this path; nullptr = nothing.
    [[nodiscard]] const SourceState *find(const std::string &path) const;

    // nullopt = nothing new in this file. Opens the file only when its size or date differ from what is stored.
    [[nodiscard]] std::optional<PlannedSource> plan(const SourceFile &file);
    // Stored sources below these roots that were not given to plan(): their files are gone.
    [[nodiscard]] QList<qint64> goneBelow(const QStringList &roots) const;
    // Sources that are marked gone but were seen again unchanged.
    [[nodiscard]] const QList<qint64> &returned() const { return m_returned; }

private:
    [[nodiscard]] Result<> take(Statement &s);
    [[nodiscard]] std::optional<PlannedSource> planKnown(const SourceFile &file, const SourceState &state);
    [[nodiscard]] const SourceState *renamedFrom(const SourceFile &file) const;
    QHash<QString, SourceState> m_byPath;
    QMultiHash<qint64, QString> m_byInode;
    QSet<QString> m_seen;
    QSet<qint64> m_claimed; // by a new name; hard links have several
    QList<qint64> m_returned;
};

// Fills occurrences of a planned source that goes on at its cursor.
[[nodiscard]] Result<> loadOccurrences(Database &db, PlannedSource &source);

} // namespace assay
