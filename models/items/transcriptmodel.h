// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The rows of one transcript (the main thread of a session, or one sub-agent run), read in pages by a worker as they
// are asked for. Below a call that started a run, that run's rows can stand in place, nested to any depth. rowCount is
// the true count from the start; a row whose page has not arrived yet answers nullptr and is announced by dataChanged
// when it has. Lives on the GUI thread, does no I/O there.

#include <QAbstractListModel>

#include <memory>

#include "models/data/query/eventdetail.h"
#include "models/data/query/threadquery.h"
#include "models/data/record.h"

namespace assay {

class QueryRunner;

class TranscriptModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { EventIdRole = Qt::UserRole, KindRole, OutcomeRole, AtRole, ToolRole, HeadRole, LoadedRole };

    // Texts of a page are cut to this many characters; EventDetail has them whole.
    static constexpr int textLimit = 8000;
    static constexpr int pageSize = 64;
    static constexpr int pagesKept = 12; // full ones; of short pages as many as have that many rows

    // The runner must outlive the model.
    explicit TranscriptModel(QueryRunner *runner, QObject *parent = nullptr);
    ~TranscriptModel() override;
    [[nodiscard]] QueryRunner &runner() const;

    // Replaces what is shown; runId 0 = main thread. Resets the model twice: now to empty, then to the real count
    // (opened()).
    void open(qint64 sessionId, qint64 runId = 0);
    // Asks for the row of an event: opens its session first if needed, and in place the runs that it lies in; what is
    // not known to lie in a session, or in the run that is open, is opened as a run. Answer: located() or failed().
    void openAt(qint64 eventId);
    // Looks at the session again. New rows are inserted at the ends of their threads, changed ones announced. When rows
    // came or went before an end the model is reset once and reordered() tells where the events of `keep` are now.
    void refresh(const QList<qint64> &keep = {});

    [[nodiscard]] qint64 sessionId() const;
    [[nodiscard]] qint64 runId() const;
    [[nodiscard]] const SessionRow &session() const;
    [[nodiscard]] const RunRow &run() const; // id 0 on the main thread
    // Of a run: from the outermost one down to it, each with the call that started it; empty on the main thread.
    [[nodiscard]] const QList<RunPlace> &path() const;

    // The row of the document's own thread that a row belongs to (of a run in place: the call it stands under), and
    // back; -1 = no such row.
    [[nodiscard]] int threadRowOf(int row) const;
    [[nodiscard]] int rowOfThread(int threadRow) const;

    // Runs in place. Expanding inserts the rows of the run of a call once their number is known; the runs that were
    // open within it are open again. What stands open is remembered while the document is open.
    [[nodiscard]] bool isExpanded(int row) const; // or on the way
    void expandRun(int row);
    void collapseRun(int row);
    [[nodiscard]] QList<qint64> expandedRuns() const;
    void showRuns(const QList<qint64> &runs);               // just these; answer: runsShown()
    [[nodiscard]] int depthOf(int row) const;               // 0 = the document's own thread
    [[nodiscard]] qint64 runOf(int row) const;              // whose row it is, 0 = the main thread's
    [[nodiscard]] int callRowOf(int row) const;             // what the run of a row stands under, -1 = nothing
    [[nodiscard]] int neighbourOf(int row, int step) const; // counted in the thread of the row; -1 = none

    // nullptr = not here yet; its page is then on the way. The pointer is valid until control returns to the event
    // loop.
    [[nodiscard]] const EventRow *eventAt(int row) const;

    // Reads the whole event, its input indented (see jsonlines.h); answer: detailReady() or detailFailed(). Of many
    // requests only the last few are answered (see pagequeue.h): ask again for what is still in sight.
    void requestDetail(qint64 eventId);

    // Rows (from, direction ±1) of the next prompt of the document's own thread, or the next failed call that is shown
    // or lies in a run that is not: then the call that started it; answer: found(). -1 = none.
    enum class Landmark { Prompt, Error };
    void findLandmark(Landmark what, int from, int direction);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void opened();
    void located(qint64 eventId, int row);
    void found(int row);
    void unfolding(int callRow); // just before the rows of its run are inserted
    void runsShown();
    void grew(int rows); // so many were inserted at the end of the document because they are new in the store
    void detailReady(const assay::EventDetail &detail);
    void detailFailed(qint64 eventId);
    void sessionChanged();                       // session() tells something else now
    void reordered(const QList<int> &kept);      // rows of the events asked to be kept, -1 = gone
    void gone(const assay::SessionRow &session); // it was deleted: in a moment nothing is open
    void failed(const QString &what);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace assay
