// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// One drain after the other: the spool first, since it has the markers, then the transcripts that moved. Runs on the
// writer thread; what it found out so far can be asked for from any thread.

#include "agent/capture/capturememory.h"
#include "models/data/store/datadir.h"

#include <mutex>

namespace assay {

// What the policy of the agent says; each is asked on the writer thread.
struct CaptureOptions {
    DataDir dataDir;
    QString claudeDir;
    QString workspace = QStringLiteral("default"); // where a session goes that belongs nowhere else
    Router router;                                 // empty: everything is collected
    std::function<bool()> hooksWired;              // empty: whether hooks were heard of lately
    std::function<bool()> isPaused;                // empty: never
    std::function<bool()> unpersisted;             // sessions without a transcript are captured from hooks; empty: no
    bool polling = false;                          // look at the folders now and then, without inotify
    // So long a line that says no folder waits for the next one (folderstretch.h).
    std::chrono::milliseconds folderWait{2000};
};

struct CaptureState {
    qint64 queueDepth = 0; // files to read
    qint64 lastEventAt = -1;
    qint64 hookUsP95 = -1;
    qint64 refused = 0;
    CaptureFigures figures;
    std::map<std::string, CaptureProblem> problems; // by path; "" = the drain itself
};

class CaptureDrain {
public:
    explicit CaptureDrain(CaptureOptions options);

    struct Work {
        FilePaths files;         // may have changed
        bool everything = false; // look for changes everywhere
    };
    struct Report {
        bool left = false;    // it was interrupted
        qint64 wakeInMs = -1; // something that waits is due then; -1 = nothing waits
    };
    // After an error the work is not lost: the next run does it.
    [[nodiscard]] Result<Report> run(Work work, const Lanes::OpenStore &open, const Redactor &redactor,
                                     const Lanes::Committed &committed, const std::atomic<bool> &cancel);

    [[nodiscard]] CaptureState state() const; // any thread
    [[nodiscard]] const CaptureOptions &options() const { return m_options; }
    // The folder of the client's transcripts, without a slash at its end.
    [[nodiscard]] const QString &projectsFolder() const { return m_projectsFolder; }

private:
    [[nodiscard]] Result<> drain(CaptureTools &tools);
    [[nodiscard]] Result<qint64> captureSince();
    [[nodiscard]] bool heardOfHooks(Lanes &lanes) const;
    void publish(const Result<> &done, Lanes &lanes);

    const CaptureOptions m_options;
    QString m_projectsFolder;
    CaptureMemory m_memory;
    bool m_everything = false;
    qint64 m_captureSince = -1;
    mutable std::mutex m_mutex;
    CaptureState m_state;
};

} // namespace assay
