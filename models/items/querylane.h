// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// One thread of a QueryRunner with its own connection. Jobs run one after the other; answers are handed back to the
// thread of the receiver.

#include <QPointer>
#include <QThread>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>

#include "models/data/store/database.h"

namespace assay {

class QueryLane final : public QThread {
    Q_OBJECT

public:
    struct Job {
        QPointer<QObject> context;
        std::function<void(Database &)> work;
        std::function<void(const Result<> &)> done;
        std::atomic<bool> superseded = false;
        Result<> opened = {}; // told with the answer
    };

    // Answers and changed() are delivered in the thread of this object.
    explicit QueryLane(const QString &storeFile, QObject *parent = nullptr);
    ~QueryLane() override; // interrupts, waits

    void post(std::shared_ptr<Job> job, bool newestOnly);
    // Asks whether the store changed; answered by changed(), if so, when the lane is idle.
    void poll();
    // A superseded job may be between two statements when it is interrupted: true while it must be told again.
    bool interruptSuperseded();

    [[nodiscard]] qint64 statements() const { return m_statements; }
    [[nodiscard]] qint64 rows() const { return m_rows; }
    [[nodiscard]] qint64 bytes() const { return m_bytes; }

Q_SIGNALS:
    void changed();

protected:
    void run() override;

private:
    Q_INVOKABLE void answer(); // one call for each job in m_answering, in its order
    struct Session;            // what only the lane's thread touches
    void perform(Session &session, const std::shared_ptr<Job> &job);
    void publish(Database *db);

    const QString m_storeFile;
    std::mutex m_mutex; // guards what follows; not Qt's, so that ThreadSanitizer sees the waiting too
    std::condition_variable m_wake;
    std::deque<std::shared_ptr<Job>> m_waiting;
    std::shared_ptr<Job> m_current;
    std::deque<std::shared_ptr<Job>> m_answering; // done, their answers on the way to the receivers
    Database *m_database = nullptr;               // open and in use by m_current
    bool m_pollWanted = false;
    bool m_stopping = false;

    std::atomic<qint64> m_statements = 0;
    std::atomic<qint64> m_rows = 0;
    std::atomic<qint64> m_bytes = 0;
};

} // namespace assay
