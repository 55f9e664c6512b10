// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Reads one source file from its starting offset to its end, in batches. Bounded memory: a piece of a few MB, the
// values made of it, and the longest line. Used on one thread; does no SQL.

#include "agent/redact/redactor.h"
#include "agent/store/sourcebatch.h"

#include <functional>

namespace assay {

class Exclusions;

struct ReadLimits {
    qint64 longestLine = 256LL * 1024 * 1024; // a longer one is skipped, counted as broken and reported
    qint64 pieceBytes = 4LL * 1024 * 1024;    // of the file, for one batch; a line more may come
    qint64 pieceEvents = 16 * 1024;           // the same in events and results
    bool wholeLines = false;                  // the client is writing: a last line waits for its newline
    qint64 end = -1; // offset of the file where a line begins that is not to be read; -1 = none
};

class SourceReader {
public:
    SourceReader(const Redactor &redactor, const Exclusions &exclusions, const ReadLimits &limits = {})
        : m_redactor(redactor)
        , m_exclusions(exclusions)
        , m_limits(limits)
    {
    }

    // Calls `deliver` for each batch, the last one of the file with `last` set; stops early when it returns false.
    // Fails when the file cannot be opened or read; what was delivered before stays valid.
    using Deliver = std::function<bool(SourceBatch &&)>;
    [[nodiscard]] Result<> read(const std::shared_ptr<const PlannedSource> &source, const Deliver &deliver) const;

private:
    const Redactor &m_redactor;
    const Exclusions &m_exclusions;
    const ReadLimits m_limits;
};

} // namespace assay
