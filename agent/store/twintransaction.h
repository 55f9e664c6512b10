// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A read transaction on a connection and, where it can be had, the same one on a second connection with a thread of its
// own: two things read at once, of one state of the file. Where the file changes all the while, or no second connection
// opens, everything is read on the first one, with the same result.

#include "models/data/store/database.h"

#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>
#include <utility>

namespace assay {

class TwinTransaction {
public:
    // On the reader's thread, with no transaction open.
    explicit TwinTransaction(Database &reader);
    // Ends both; what was begun beside is waited for.
    ~TwinTransaction();
    TwinTransaction(const TwinTransaction &) = delete;
    TwinTransaction &operator=(const TwinTransaction &) = delete;

    [[nodiscard]] const Result<> &begun() const { return m_begun; }
    [[nodiscard]] bool hasTwin() const { return m_hasTwin; }

    // read(Database &) on the second connection, one after the other; without one, on the first as soon as it is waited
    // for. To be waited for on the reader's thread, while this lives.
    template<typename Read>
    [[nodiscard]] auto beside(Read read)
    {
        if (!m_hasTwin)
            return std::async(std::launch::deferred, [read, this] { return read(m_reader); });
        std::packaged_task task([read](Database &db) { return read(db); });
        auto result = task.get_future();
        post(Task([task = std::move(task)](Database &db) mutable { task(db); }));
        return result;
    }

private:
    using Task = std::packaged_task<void(Database &)>;

    [[nodiscard]] bool openTwin();
    [[nodiscard]] Result<bool> beginBoth();
    void post(Task task);
    void runTasks(Database &twin);

    Database &m_reader;
    Result<> m_begun;
    bool m_hasTwin = false;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Task> m_tasks;
    bool m_ends = false;
    std::thread m_thread;
};

} // namespace assay
