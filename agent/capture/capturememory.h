// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What one drain works with, and what is remembered from one to the next. Nothing here has to outlive the process: all
// of it is found again in the store, the spool and the transcripts.

#include "agent/capture/lanes.h"
#include "agent/capture/pathwatcher.h"
#include "agent/capture/spoolreader.h"
#include "agent/store/sourcefile.h"

#include <QDateTime>
#include <QElapsedTimer>

#include <atomic>
#include <chrono>
#include <map>
#include <unordered_map>

namespace assay {

class Exclusions;

struct CaptureTools {
    const DataDir &dataDir;
    const QString &projectsFolder; // of the client
    const QString &workspace;      // where a session goes that belongs nowhere else
    const Router &router;
    const Redactor &redactor;
    Exclusions &exclusions;
    Lanes &lanes;
    const std::atomic<bool> &cancel; // somebody else needs the writer
    bool unpersisted = false;        // make sessions of hooks where there is no transcript
    bool hooksWired = false;         // a run announces itself
    std::chrono::milliseconds folderWait{2000};
};

struct CaptureProblem {
    Error error;
    qint64 at = 0; // ms since epoch
};

// Counts of one process.
struct CaptureFigures {
    qint64 filesLookedAt = 0; // stat calls on transcripts
    qint64 filesRead = 0;
    qint64 bytesRead = 0; // of transcripts
    qint64 events = 0;
    qint64 hookCalls = 0;
    qint64 commits = 0;
};

struct CaptureMemory {
    using Clock = std::chrono::steady_clock;

    FilePaths pending; // may have changed, not read yet
    // Lines that wait for the marker of their run, since when.
    std::map<std::string, Clock::time_point> held;
    // Lines that say no folder wait for one that does, since when.
    std::map<std::string, Clock::time_point> folderless;
    std::map<QString, FilePaths> stuck;                          // by workspace: files whose store cannot be written to
    std::unordered_map<std::string, Clock::time_point> released; // by session: its marker did not come in time
    std::unordered_map<std::string, ClientRun> runs;             // by session, as hooks told
    std::map<std::string, SideFile> sideFiles;                   // of sessions that are not known yet
    std::map<std::string, CaptureProblem> problems;              // by path
    Clock::time_point wakeAt = Clock::time_point::max();         // when something that waits is due
    QList<qint64> hookTimes;                                     // µs, of the last calls
    qint64 refused = 0;                                          // spool files
    CaptureFigures figures;

    void note(const std::string &path, const Error &error)
    {
        problems.insert_or_assign(path, CaptureProblem{error, QDateTime::currentMSecsSinceEpoch()});
    }
};

} // namespace assay
