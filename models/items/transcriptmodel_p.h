// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The works of TranscriptModel: opening and growing in transcriptmodel.cpp, runs in place and finding in
// transcriptruns.cpp.

#include <QSet>

#include "models/items/ask.h"
#include "models/items/pagequeue.h"
#include "models/items/threadmap.h"
#include "models/items/transcriptmodel.h"
#include "models/items/transcriptpages.h"
#include "models/items/transcriptreads.h"

namespace assay {

class TranscriptModel::Private {
public:
    Private(TranscriptModel *model, QueryRunner *queries);

    // Runs `read` on the paging lane and hands what it found to `take`, unless another transcript was opened meanwhile.
    template<typename Value>
    void ask(QObject *slot, bool newestOnly, std::function<Result<Value>(Database &)> read,
             std::function<void(const Result<Value> &)> take)
    {
        assay::ask<Value>(*runner, QueryRunner::Lane::Paging, slot, newestOnly, std::move(read),
                          [this, take = std::move(take), opened = generation](const Result<Value> &answer) {
                              if (opened == generation)
                                  take(answer);
                          });
    }

    void forget();
    void reset(qint64 newSession, qint64 newRun);
    void close();
    void openThread(const TranscriptTarget &target, qint64 eventToLocate);
    void takeOpening(const TranscriptOpening &opening);
    [[nodiscard]] TranscriptKnown known() const;
    void takeGrowth(const TranscriptGrowth &growth);
    void takeOrder(const TranscriptGrowth &growth);
    void arrange(const ThreadEnd &own, const QList<RunPlace> &runs);
    void readNextDetail();
    void announce(const ThreadRow &first, int count);

    [[nodiscard]] QList<qint64> missingRuns() const;
    void unfold(const ThreadRow &call, qint64 run);
    void fold(qint64 run);
    void insertRuns(const QList<RunPlace> &places);
    void insertRun(const RunPlace &place);
    void showRuns(const QList<qint64> &runs);
    void locate(qint64 eventId);
    void takeSpot(const EventSpot &spot);
    void findPrompt(int from, int direction);
    void findError(int from, int direction);
    [[nodiscard]] bool isWithin(qint64 run, qint64 thread) const;

    TranscriptModel *q;
    QueryRunner *runner;
    // One slot per kind of question: a newer one of the same kind replaces it.
    QObject openSlot, runSlot, showSlot, locateSlot, landmarkSlot, refreshSlot, detailSlot;
    quint64 generation = 0;

    qint64 sessionId = 0;
    qint64 runId = 0;
    SessionRow session;
    QList<RunPlace> path; // from the outermost run to the one that is open; empty on the main thread
    ThreadMap map;
    QHash<qint64, qint64> lastEvents; // of threads that are shown: tells whether rows only came behind it
    QSet<qint64> openRuns;            // the reader wants them open, once their call is shown
    QSet<qint64> coming;              // asked for, not here yet
    TranscriptPages pages;
    PageQueue<qint64> details; // one at a time, so that pages are read between them
};

} // namespace assay
