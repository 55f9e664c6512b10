// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Reads on in the transcripts that moved, by the same reader and writer as an import, so that both leave the same rows.
// A transaction ends after 200 events or 50 ms; what is read of a file and its cursor are always in the same one. The
// cost of a line does not grow with the store or the file.

#include "agent/capture/capturememory.h"
#include "agent/capture/placement.h"
#include "agent/store/sourcecatalog.h"

namespace assay {

class SpoolDrain;

class TranscriptDrain {
public:
    TranscriptDrain(CaptureTools &tools, CaptureMemory &memory, SpoolDrain &spool);

    // The files in memory.pending. False: a run was opted out meanwhile, or a file goes on in another folder; look at
    // the spool first, then run it again. After an error, and after false, nothing uncommitted is kept, and all files
    // that need it are pending again.
    [[nodiscard]] Result<bool> run();

private:
    struct Pieces; // the files of a drain, sorted out
    struct DueFile {
        SourceFile file;
        qint64 end = 0; // read no further
        bool goesOn = false;
    };

    void sortOut(Pieces &pieces);
    void addSession(Pieces &pieces, const std::string &path, bool again);
    [[nodiscard]] Result<> noteLinesOfRuns(const Pieces &pieces);
    [[nodiscard]] Result<bool> mayRead(const SourceFile &file);
    [[nodiscard]] Result<Place> placeOf(const SourceFile &file);
    [[nodiscard]] Result<> leaveOut(const SourceFile &file, const Place &place);
    [[nodiscard]] Result<bool> isWritable(const QString &workspace, const std::vector<DueFile> &files);
    [[nodiscard]] Result<> follow(const QString &workspace, const std::vector<DueFile> &files, const FilePaths &again);
    [[nodiscard]] Result<> readFile(const QString &workspace, PlannedSource planned, const DueFile &due);
    [[nodiscard]] Result<> takeBatch(const QString &workspace, const SourceBatch &batch);
    [[nodiscard]] Result<> makeRoom(const QString &workspace, const SourceFile &file);
    [[nodiscard]] Result<> markGone(const FilePaths &gone);
    [[nodiscard]] Result<> commit();

    CaptureTools &m_tools;
    CaptureMemory &m_memory;
    SpoolDrain &m_spool;
    FilePaths m_uncommitted;  // files that are read, but not committed
    QSet<QString> m_sessions; // of the open transaction
    qint64 m_openEvents = 0;
    QElapsedTimer m_sinceCommit;
    bool m_optedOut = false;
    bool m_cut = false; // a file goes on behind what was read of it
};

} // namespace assay
