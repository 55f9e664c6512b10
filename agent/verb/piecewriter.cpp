// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/piecewriter.h"

#include <condition_variable>
#include <mutex>
#include <optional>

namespace assay {

using namespace Qt::Literals::StringLiterals;

struct PieceWriter::Shared {
    std::mutex mutex;
    std::condition_variable moved;
    quint64 number = 0; // of the piece that is waited for; 0 = none
    quint64 last = 0;
    bool begun = false;
    bool gaveUp = false;
    std::optional<Result<>> result;
};

PieceWriter::PieceWriter()
    : m_shared(std::make_shared<Shared>())
{
}

PieceWriter::~PieceWriter() = default;

Result<> PieceWriter::run(WriterThread &writer, const QString &workspace, const WritePiece &piece,
                          WriterThread::Urgency urgency)
{
    std::unique_lock lock(m_shared->mutex);
    const Error cancelled{Error::Code::Cancelled, u"Interrupted. What was stored by then is kept whole."_s, {}};
    if (m_shared->gaveUp)
        return tl::unexpected(cancelled);
    const quint64 number = ++m_shared->last;
    m_shared->number = number;
    m_shared->begun = false;
    m_shared->result.reset();
    // Within the lock: after giveUp() nothing is posted any more, and the writer may go.
    writer.postPiece(
        [shared = m_shared, number, workspace, &piece](StoreJobs &jobs) {
            {
                const std::lock_guard begin(shared->mutex);
                if (shared->number != number)
                    return; // whoever asked has gone, and the piece with him
                shared->begun = true;
            }
            auto done = jobs.store(workspace, StoreJobs::Missing::Refuse).and_then([&piece](Database *db) {
                return piece(*db);
            });
            {
                const std::lock_guard end(shared->mutex);
                shared->result = std::move(done);
            }
            shared->moved.notify_all();
        },
        urgency);
    m_shared->moved.wait(lock, [this] { return m_shared->result || (m_shared->gaveUp && !m_shared->begun); });
    m_shared->number = 0;
    if (!m_shared->result)
        return tl::unexpected(cancelled);
    return *m_shared->result;
}

void PieceWriter::giveUp()
{
    {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->gaveUp = true;
    }
    m_shared->moved.notify_all();
}

} // namespace assay
