// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/summarythread.h"

#include "agent/verb/piecewriter.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include <QDateTime>

namespace assay {

class SummaryThread::Private {
public:
    struct Call {
        QString workspace;
        qint64 budgetMs;
        WriterThread::Urgency urgency;
        Done done;
    };

    void loop();
    [[nodiscard]] Result<MemoryPassSummary> run(const Call &call);

    SummaryThread *q = nullptr;
    std::optional<DataDir> dataDir;
    WriterThread *writer = nullptr;

    std::mutex mutex;
    std::condition_variable wake;
    std::deque<Call> waiting;
    std::atomic<bool> stopping = false;
    PieceWriter pieces;
    std::thread thread;
};

SummaryThread::SummaryThread(DataDir dataDir, WriterThread &writer, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->q = this;
    d->dataDir = std::move(dataDir);
    d->writer = &writer;
    d->thread = std::thread([this] { d->loop(); });
}

void SummaryThread::stop()
{
    {
        const std::lock_guard lock(d->mutex);
        d->stopping = true;
    }
    d->wake.notify_all();
    d->pieces.giveUp();
}

SummaryThread::~SummaryThread()
{
    stop();
    d->thread.join();
}

void SummaryThread::refresh(const QString &workspace, qint64 budgetMs, WriterThread::Urgency urgency, Done done)
{
    {
        const std::lock_guard lock(d->mutex);
        d->waiting.push_back({workspace, budgetMs, urgency, std::move(done)});
    }
    d->wake.notify_all();
}

void SummaryThread::Private::loop()
{
    std::unique_lock lock(mutex);
    for (;;) {
        wake.wait(lock, [this] { return stopping || !waiting.empty(); });
        if (stopping)
            return;
        const auto asked = std::ranges::find(waiting, WriterThread::Urgency::Normal, &Call::urgency);
        const auto next = asked != waiting.end() ? asked : waiting.begin();
        const Call call = std::move(*next);
        waiting.erase(next);
        lock.unlock();
        const auto result = run(call);
        QMetaObject::invokeMethod(
            q, [done = call.done, result] { done(result); }, Qt::QueuedConnection);
        lock.lock();
    }
}

Result<MemoryPassSummary> SummaryThread::Private::run(const Call &call)
{
    const auto file = dataDir->workspaceFile(call.workspace);
    if (!file)
        return tl::unexpected(file.error());
    const WriteDoor write = [&](const WritePiece &piece) {
        return pieces.run(*writer, call.workspace, piece, call.urgency);
    };
    // The writer opens the store first: it alone migrates.
    if (auto opened = write([](Database &) { return Result<>{}; }); !opened)
        return tl::unexpected(opened.error());
    auto reader = Database::open(*file, Database::Mode::Reader);
    if (!reader)
        return tl::unexpected(reader.error());
    MemoryPassOptions options;
    options.nowMs = QDateTime::currentMSecsSinceEpoch();
    options.budgetMs = call.budgetMs;
    return bringMemoryUpToDate(*reader, write, options, stopping);
}

} // namespace assay
