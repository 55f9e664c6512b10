// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Looks at all transcripts without opening any (size, date, inode), and makes pending what changed since it was read:
// at the start, and whenever a watcher lost track.

#include "agent/capture/capturememory.h"
#include "agent/store/sourcecatalog.h"

namespace assay {

class ChangeFinder {
public:
    ChangeFinder(CaptureTools &tools, CaptureMemory &memory)
        : m_tools(tools)
        , m_memory(memory)
    {
    }

    // What no store knows and was not written to since `captureSince` (ms) is left to an import.
    [[nodiscard]] Result<> run(qint64 captureSince);

private:
    [[nodiscard]] Result<> noteOlderRuns(const std::vector<SourceFile> &files);
    CaptureTools &m_tools;
    CaptureMemory &m_memory;
};

// What a catalog found gone below these roots, or back.
[[nodiscard]] Result<> markSources(Lanes &lanes, const QString &workspace, const SourceCatalog &catalog,
                                   const QStringList &roots);

} // namespace assay
