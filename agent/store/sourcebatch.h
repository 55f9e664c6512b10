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
    std::map<LineKey, int> occurrences; // of lines of this batch; counted with those before it
    qint64 bytesRead = 0;
    qint64 cursor = 0;
    qint64 rawEnd = 0;
    QByteArray headHash;
    QByteArray tailHash;
    QList<Error> problems;

    // Roughly the bytes it holds in memory.
    [[nodiscard]] qint64 weight() const
    {
        return bytesRead + static_cast<qint64>(piece.events.size() * sizeof(DecodedEvent) +
                                               piece.results.size() * sizeof(DecodedResult) +
                                               piece.usages.size() * sizeof(DecodedUsage));
    }
};

} // namespace assay
