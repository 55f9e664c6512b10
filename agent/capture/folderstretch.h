// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Gates are of folders, and the lines of a transcript say in which folder they were written. One file may hold runs of
// several folders, so it is read stretch by stretch: as far as the answer of the gates stays the same. A line that says
// no folder was written between its neighbours that do; it is kept when both may be, so at the end of a file it waits
// for the next one.

#include "agent/capture/route.h"
#include "agent/store/sourcefile.h"
#include "models/data/error.h"

#include <optional>

namespace assay {

struct FolderStretch {
    bool isKnown = false; // false: no line says its folder
    Route route;
    qint64 end = 0;        // behind its last line; a line that is not whole yet is of no stretch
    bool goesOn = false;   // with a line of another answer
    bool waits = false;    // behind it are only lines that say no folder: for another line
    qint64 startedAt = -1; // by the first line that says when; ms since the epoch
    qint64 endedAt = -1;   // by the line behind it
};

// What is asked of the stretch that begins at a byte of a file.
struct StretchAsk {
    const SourceFile &file;
    qint64 from = 0;
    bool wasClosed = false; // the stretch before it
    bool hasWaited = false; // lines at the end that say no folder are of the one before
    ClientRun run;          // what is known besides the folder
};

[[nodiscard]] Result<FolderStretch> findStretch(const StretchAsk &ask, const Router &router);

} // namespace assay
