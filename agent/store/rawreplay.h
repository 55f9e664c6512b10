// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Decodes a source once more from its raw blocks: the redacted lines that are stored, not the file. Used to tell again
// what a damaged store has lost, and what an older decoder read.

#include "agent/store/storedsource.h"
#include "models/data/error.h"

#include <QMap>
#include <QString>

#include <functional>

namespace assay {

class Database;

class RawReplay {
public:
    // `keptEvents`: a table of events that were taken out of their own, and still tell where their lines stand.
    RawReplay(Database &db, const Redactor &redactor, QString keptEvents = {})
        : m_db(db)
        , m_redactor(redactor)
        , m_keptEvents(std::move(keptEvents))
    {
    }

    // Blocks follow each other from 0 to the source's raw_end, and each can be unpacked.
    [[nodiscard]] Result<bool> isWhole(const StoredSource &source);

    // One piece per block, in order. Blocks that cannot be unpacked are left out. Places are those of the stored lines;
    // the offset in the file is exact where an event still tells it, else close and in order.
    using Deliver = std::function<Result<>(const DecodedPiece &piece)>;
    [[nodiscard]] Result<LineCounts> run(const StoredSource &source, const Deliver &deliver);
    // Lines without uuid of the last run.
    [[nodiscard]] const std::map<LineKey, int> &occurrences() const { return m_occurrences; }

private:
    // What the events that are left tell of their lines.
    struct Told {
        QMap<qint64, qint64> offsets;                   // raw position → offset in the file
        QMap<std::pair<qint64, int>, LineKey> madeKeys; // (raw position, block) → key of a line without uuid
    };
    [[nodiscard]] Result<Told> told(const StoredSource &source);
    void readBlock(TranscriptReader &reader, const QByteArray &lines, qint64 position, qint64 firstOffset,
                   const Told &told, DecodedPiece &piece);

    Database &m_db;
    const Redactor &m_redactor;
    const QString m_keptEvents;
    std::map<LineKey, int> m_occurrences;
};

} // namespace assay
