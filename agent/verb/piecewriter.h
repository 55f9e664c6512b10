// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The door of a thread with long work to the writer thread: hands it one piece and waits. Nobody is left with a piece
// whose owner has gone, nor waits for one that will not come.

#include "agent/store/writedoor.h"
#include "agent/verb/writerthread.h"

#include <memory>

namespace assay {

class PieceWriter {
public:
    PieceWriter();
    ~PieceWriter();
    PieceWriter(const PieceWriter &) = delete;
    PieceWriter &operator=(const PieceWriter &) = delete;

    // On the thread that works; one at a time. Cancelled after giveUp(); NotFound when the workspace holds nothing.
    [[nodiscard]] Result<> run(WriterThread &writer, const QString &workspace, const WritePiece &piece,
                               WriterThread::Urgency urgency);
    // Any thread: a piece that waits is not run any more; one that is being run is waited for by run().
    void giveUp();

private:
    struct Shared;
    std::shared_ptr<Shared> m_shared; // also held by the piece that waits
};

} // namespace assay
