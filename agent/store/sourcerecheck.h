// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The raw lines of one source under today's rules: blocks are rewritten, events follow their lines, and what was made
// from the beginning of a line (first lines, titles) is made anew, because a secret that was cut there no longer looks
// like one.

#include "agent/store/rawblock.h"
#include "agent/store/recheck.h"
#include "agent/store/storedsource.h"

#include <QHash>

namespace assay {

class SourceRecheck {
public:
    SourceRecheck(Database &db, const Redactor &redactor, const StoredSource &source, RecheckSummary &summary);

    // Within the caller's transaction.
    [[nodiscard]] Result<> run();

private:
    struct Moved {
        qint64 position = 0;
        qint64 length = 0; // without its newline
    };
    [[nodiscard]] std::string mask(const QByteArray &lines, qint64 position);
    [[nodiscard]] Result<> replaceBlocks();
    [[nodiscard]] Result<> move(const QString &source, const QString &position, const QString &length);
    [[nodiscard]] Result<> tellAnew(qint64 position, const std::string &line);
    [[nodiscard]] Result<> tellTitle(const DecodedTitle &title, const QString &oldHead);
    [[nodiscard]] Result<> countMasked();

    Database &m_db;
    const Redactor &m_redactor;
    const StoredSource &m_source;
    RecheckSummary &m_summary;
    std::vector<RawBlock> m_blocks;
    QHash<qint64, Moved> m_moved;
    QList<std::pair<qint64, std::string>> m_changed; // new positions and lines
    RedactionCounts m_masked;
    qint64 m_end = 0;
};

} // namespace assay
