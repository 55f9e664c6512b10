// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Source rows: cursors, fingerprints, counts, raw blocks, what was masked.

#include "agent/store/sourcebatch.h"
#include "models/data/store/statement.h"

namespace assay {

class SourceWriter {
public:
    explicit SourceWriter(Database &db);

    // The row of the batch's source, made on its first batch. A file under a new name keeps its row.
    [[nodiscard]] Result<qint64> open(const SourceBatch &batch, qint64 nowMs);
    // Where events of this source stand in the order of its session; copies and growths share a base.
    [[nodiscard]] Result<qint64> positionBase(qint64 sourceId, qint64 sessionId, const SourceBatch &batch);
    [[nodiscard]] Result<> store(qint64 sourceId, const SourceBatch &batch);
    [[nodiscard]] Result<> mark(const QList<qint64> &sources, const QString &state);

private:
    [[nodiscard]] Result<> blocks(qint64 sourceId, const std::vector<RawBlock> &blocks);
    [[nodiscard]] Result<> sealTail(qint64 sourceId);
    [[nodiscard]] Result<> cursor(qint64 sourceId, const SourceBatch &batch);
    [[nodiscard]] Result<> occurrences(qint64 sourceId, const SourceBatch &batch);
    [[nodiscard]] Result<> redactions(qint64 sourceId, const SourceBatch &batch);

    Database &m_db;
    Statement m_insertBlock;
    Statement m_cursor;
};

} // namespace assay
