// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Keeps the marks of one thread, reading on the worker's thread; again only what came since. Lives on the GUI thread.

#include <QObject>

#include "models/data/query/timeline.h"
#include "models/data/record.h"

namespace assay {

class QueryRunner;

class TimelineReader final : public QObject {
    Q_OBJECT

public:
    // The runner must outlive the reader.
    explicit TimelineReader(QueryRunner *runner, QObject *parent = nullptr);

    void open(qint64 sessionId, qint64 runId); // 0 = nothing
    void refresh();
    [[nodiscard]] const Timeline &timeline() const { return m_timeline; }
    [[nodiscard]] int rowOf(qint64 event) const; // -1 = not in the thread
    // Reads what an event says, without its texts; answer: described(). The newest wish counts.
    void askFor(qint64 event);

Q_SIGNALS:
    void changed();
    void described(const assay::EventRow &event);

private:
    void read();

    QueryRunner *m_runner;
    Timeline m_timeline;
    QObject m_marksSlot;
    QObject m_wordsSlot;
    bool m_reading = false;
    bool m_again = false;
};

} // namespace assay
