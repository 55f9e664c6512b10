// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the reading stage hands to the writing stage: a run of lines of one source, decoded, redacted, results joined to
// their calls as far as both lie in it. Applied in one transaction together with the cursor.

#include "agent/read/transcript.h"
#include "agent/store/rawblock.h"
#include "agent/store/sourcecatalog.h"

#include <memory>

namespace assay {

struct SourceBatch {
    std::shared_ptr<const PlannedSource> source;
    bool first = false;
    bool last = false;
    bool excluded = false; // the session must not come back: nothing was read
    DecodedPiece piece;
    std::vector<RawBlock> blocks;
    RedactionCounts redactions;
    std::map<LineKey, int> occurrences; // up to here, with those of earlier readings
    qint64 bytesRead = 0;
    qint64 cursor = 0;
    qint64 rawEnd = 0;
    QByteArray headHash;
    QByteArray tailHash;
    QList<Error> problems;
};

} // namespace assay
