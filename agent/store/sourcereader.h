// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Reads one source file from its starting offset to its end, in batches. Bounded memory: a piece of a few MB plus the
// longest line. Used on one thread; does no SQL.

#include "agent/redact/redactor.h"
#include "agent/store/sourcebatch.h"

#include <functional>

namespace assay {

class Exclusions;

class SourceReader {
public:
    // A line longer than this is skipped, counted as broken and reported.
    static constexpr qint64 longestLine = 256LL * 1024 * 1024;
    static constexpr qint64 pieceBytes = 4LL * 1024 * 1024;

    SourceReader(const Redactor &redactor, const Exclusions &exclusions)
        : m_redactor(redactor)
        , m_exclusions(exclusions)
    {
    }

    // Calls `deliver` for each batch, the last one with `last` set; stops early when it returns false.
    // Fails when the file cannot be opened or read; what was delivered before stays valid.
    using Deliver = std::function<bool(SourceBatch &&)>;
    [[nodiscard]] Result<> read(const std::shared_ptr<const PlannedSource> &source, const Deliver &deliver) const;

private:
    const Redactor &m_redactor;
    const Exclusions &m_exclusions;
};

} // namespace assay
