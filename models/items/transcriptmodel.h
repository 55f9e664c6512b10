// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The rows of one transcript (the main thread of a session, or one sub-agent run), read in pages by a worker as they
// are asked for. rowCount is the true count from the start; a row whose page has not arrived yet answers nullptr and is
// announced by dataChanged when it has. Lives on the GUI thread, does no I/O there.

#include <QAbstractListModel>

#include <memory>

#include "models/data/query/eventdetail.h"
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
    static constexpr int pagesKept = 12;

    // The runner must outlive the model.
    explicit TranscriptModel(QueryRunner *runner, QObject *parent = nullptr);
    ~TranscriptModel() override;

    // Replaces what is shown; runId 0 = main thread. Resets the model twice: now to empty, then to the real count
    // (opened()).
    void open(qint64 sessionId, qint64 runId = 0);
    // Asks for the row of an event: opens its session and run first if needed. Answer: located() or failed().
    void openAt(qint64 eventId);
    // Looks at the session again. New rows are inserted at the end, changed ones announced. When rows came or went
    // before the end the model is reset once and reordered() tells where the events of `keep` are now.
    void refresh(const QList<qint64> &keep = {});

    [[nodiscard]] qint64 sessionId() const;
    [[nodiscard]] qint64 runId() const;
    [[nodiscard]] const SessionRow &session() const;
    [[nodiscard]] const RunRow &run() const; // id 0 on the main thread

    // Runs may stand open in place among the rows of the thread. The row of the thread that a row belongs to (of a run
    // in place: the call that started it), and back; -1 = no such row.
    [[nodiscard]] int threadRowOf(int row) const;
    [[nodiscard]] int rowOfThread(int threadRow) const;

    // nullptr = not here yet; its page is then on the way. The pointer is valid until control returns to the event
    // loop.
    [[nodiscard]] const EventRow *event(int row) const;

    // Reads the whole event, its input indented (see jsonlines.h); answer: detailReady() or detailFailed(). Of many
    // requests only the last few are answered (see pagequeue.h): ask again for what is still in sight.
    void requestDetail(qint64 eventId);

    // Rows (from, direction ±1) of the next prompt or failed call; answer: found(). -1 = none.
    enum class Landmark { Prompt, Error };
    void findLandmark(Landmark what, int from, int direction);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void opened();
    void located(qint64 eventId, int row);
    void found(int row);
    void detailReady(const assay::EventDetail &detail);
    void detailFailed(qint64 eventId);
    void sessionChanged();                  // session() tells something else now
    void reordered(const QList<int> &kept); // rows of the events asked to be kept, -1 = gone
    void failed(const QString &what);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace assay
