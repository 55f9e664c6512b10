// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The pages of a transcript's threads, read one at a time as their rows are looked at and kept within a bound of rows,
// however many threads they are of. Lives on the GUI thread, does no I/O there.

#include <QObject>

#include <functional>

#include "models/data/record.h"
#include "models/items/pagecache.h"
#include "models/items/pagequeue.h"
#include "models/items/transcriptreads.h"

namespace assay {

class QueryRunner;

class TranscriptPages final {
public:
    // Rows of a thread tell something else now: other content, or none until they are asked for.
    using Changed = std::function<void(const ThreadRow &first, int count)>;
    using Failed = std::function<void(const QString &what)>;

    // The runner must outlive the pages.
    TranscriptPages(QueryRunner *runner, Changed changed, Failed failed);

    // Forgets everything, answers on their way too.
    void start(qint64 session);
    // nullptr = not here; its page is then asked for. Valid until control returns to the event loop.
    [[nodiscard]] const EventRow *row(const ThreadRow &row);
    // Rows that are as they were are not told as changed: they need not be laid out again.
    void take(const TranscriptPage &page);
    // Reads again what was looked at last; what was looked at before that when it is looked at again.
    void readAgain();
    void forget(qint64 run);

private:
    void want(const PageKey &key);
    void readNext();

    QueryRunner *m_runner;
    Changed m_changed;
    Failed m_failed;
    QObject m_slot;
    quint64 m_generation = 0;
    quint64 m_round = 0; // counts readAgain()
    qint64 m_session = 0;
    PageCache<PageKey, EventRow> m_cache;
    PageQueue<PageKey> m_wanted;
    QList<PageKey> m_again; // the next one last
};

} // namespace assay
