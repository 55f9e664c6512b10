// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Where the rows of a document stand: the rows of its own thread and, after the call that started it, those of each run
// that is open in place, nested to any depth. Rows of a thread count from 0; a run stands in one place at a time. A
// value; looking up a row costs the logarithm of the number of open runs, a change their number.

#include <QHash>
#include <QList>

#include <optional>

namespace assay {

// A row of a thread: of a run, or of the main thread (run 0).
struct ThreadRow {
    qint64 run = 0;
    int row = -1;

    bool operator==(const ThreadRow &) const = default;
};

// Rows of the document that stand one under the other.
struct RowRange {
    int first = 0;
    int count = 0;

    bool operator==(const RowRange &) const = default;
};

class ThreadMap final {
public:
    // Rows of one thread that stand together in the document.
    struct Piece {
        int first = 0; // row of the document
        int count = 0;
        ThreadRow start;
        int depth = 0; // of the document's own thread: 0
    };

    explicit ThreadMap(qint64 ownRun = 0, int count = 0);

    [[nodiscard]] qint64 ownRun() const { return m_own; }
    [[nodiscard]] int rows() const { return m_rows; }
    [[nodiscard]] const QList<Piece> &pieces() const { return m_pieces; }

    // Of threads that are shown.
    [[nodiscard]] bool contains(qint64 run) const { return m_threads.contains(run); }
    [[nodiscard]] QList<qint64> threads() const; // a run after the one that its call is in; the own thread first
    [[nodiscard]] int countOf(qint64 run) const; // 0 = not shown
    [[nodiscard]] std::optional<ThreadRow> callOf(qint64 run) const; // none: not shown, or the document's own
    [[nodiscard]] QList<qint64> runsOf(const ThreadRow &call) const; // those open under a call

    // -1, or a row -1, when there is none.
    [[nodiscard]] ThreadRow at(int row) const;
    [[nodiscard]] int rowOf(const ThreadRow &row) const;
    [[nodiscard]] int depthOf(int row) const;
    [[nodiscard]] int pieceOf(int row) const; // index into pieces()
    // The row of the document's own thread that a row belongs to: of a run in place, the call it stands under.
    [[nodiscard]] int ownRowOf(int row) const;
    // Where rows of a thread stand, from top to bottom.
    [[nodiscard]] QList<RowRange> rangesOf(qint64 run, int first, int count) const;

    // Each tells the rows of the document that came or went. A run can stand only under a call that is shown, and not
    // within itself: nothing otherwise.
    std::optional<RowRange> insert(qint64 run, const ThreadRow &call, int count);
    RowRange remove(qint64 run);                           // with all that stands in it
    std::optional<RowRange> grow(qint64 thread, int rows); // behind the end of the thread

private:
    struct Thread {
        ThreadRow call;
        int count = 0;
        QList<qint64> children; // by the row of their call
    };
    void arrange();
    void place(qint64 run, int depth);
    [[nodiscard]] int sizeOf(qint64 run) const;

    qint64 m_own = 0;
    int m_rows = 0;
    QHash<qint64, Thread> m_threads;
    QList<Piece> m_pieces;
    QHash<qint64, QList<int>> m_piecesOf; // of a thread, from top to bottom
};

} // namespace assay
