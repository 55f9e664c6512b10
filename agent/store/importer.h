// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Reads all history found under the coding agents' folders into a store: incremental, resumable, cancellable.
// Two stages: a reader thread parses, redacts, joins and compresses; the calling thread, which owns the writer's
// connection, does SQL. Cursors move in the same transaction as the rows, so a kill at any point loses nothing and
// doubles nothing.

#include "agent/redact/redactor.h"
#include "models/data/error.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <atomic>
#include <functional>
#include <memory>

namespace assay {

class Database;
class DataDir;

struct ImportOptions {
    QStringList claudeDirs;     // folders with the layout of ~/.claude (or a folder of transcripts, or single files)
    QString projectAliasesFile; // JSON: project → folder prefixes; empty = none
    QString agent = QStringLiteral("auto"); // "claude" or "auto": all that this version can read
};

struct ImportProgress {
    qint64 filesSeen = 0;
    qint64 filesDone = 0;
    qint64 bytesTotal = 0; // still to read when the import began
    qint64 bytesDone = 0;
    double bytesPerSecond = 0;
    double secondsLeft = -1; // -1 = not known yet
    qint64 eventsAdded = 0;
    qint64 linesKeptRaw = 0;
};

struct ImportSummary {
    qint64 filesSeen = 0;
    qint64 filesParsed = 0;
    qint64 filesUnchanged = 0;
    qint64 bytes = 0; // read
    qint64 lines = 0;
    qint64 linesKeptRaw = 0;
    qint64 linesBroken = 0;
    qint64 eventsAdded = 0;
    qint64 eventsTotal = 0;
    qint64 sessionsTotal = 0;
    qint64 rowsWritten = 0; // 0 when nothing was new
    RedactionCounts redactions;
    double seconds = 0;
    bool cancelled = false;
    QList<Error> problems; // per file: could not be read, changed while reading, …; the rest was imported
};

class Importer {
public:
    // `db` is the writer's connection, used on the thread that calls run().
    Importer(Database &db, const DataDir &dataDir, std::shared_ptr<const Redactor> redactor);

    using OnProgress =
        std::function<void(const ImportProgress &)>; // called on run()'s thread, at most ten times a second
    [[nodiscard]] Result<ImportSummary> run(const ImportOptions &options, const OnProgress &onProgress,
                                            const std::atomic<bool> &cancel);

private:
    Database &m_db;
    const DataDir &m_dataDir;
    std::shared_ptr<const Redactor> m_redactor;
};

// What is there to import, without reading any of it: for the welcome pane.
struct FoundTranscripts {
    QString folder;
    qint64 files = 0;
    qint64 bytes = 0;
    qint64 oldestModified = -1; // ms since epoch
};
[[nodiscard]] QList<FoundTranscripts> findTranscripts(const ImportOptions &options);

} // namespace assay
