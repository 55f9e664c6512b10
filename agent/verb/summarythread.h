// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Summaries are brought up to date beside everything else: on a thread of its own, which reads on its own connection
// and has only short pieces performed by the writer thread, so that capture never waits for it. One workspace after the
// other; those that somebody waits for first.

#include "agent/store/memorypass.h"
#include "agent/verb/writerthread.h"
#include "models/data/store/datadir.h"

namespace assay {

class SummaryThread final : public QObject {
    Q_OBJECT

public:
    // The writer lives longer than this.
    SummaryThread(DataDir dataDir, WriterThread &writer, QObject *parent = nullptr);
    ~SummaryThread() override; // stop(), then waits for the piece under way
    void stop();               // cancels, without waiting; what waits is dropped unanswered

    // `done` is called on this object's thread. NotFound when the workspace holds nothing. Normal: somebody waits.
    using Done = std::function<void(const Result<MemoryPassSummary> &)>;
    void refresh(const QString &workspace, qint64 budgetMs, WriterThread::Urgency urgency, Done done);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace assay
