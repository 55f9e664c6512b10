// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// One SQLite connection with the recipe all of Assay uses. Bound to the thread that opened it; open another one per
// thread (0.1 ms). Errors carry what they mean for the data.

#include "models/data/error.h"

#include <QSqlDatabase>
#include <QString>

#include <atomic>
#include <memory>

struct sqlite3;
class QSqlError;

namespace assay {

// Work done by a connection, for tests that bound it. Readable from other threads.
struct StatementCounts {
    std::atomic<qint64> statements = 0;
    std::atomic<qint64> rows = 0;
    std::atomic<qint64> bytes = 0; // of texts and blobs handed out
};

class Database {
public:
    enum class Mode {
        Writer, // the agent, or a verb that holds the lock; migrates (see migrations.h)
        Reader, // query_only; opened read-write all the same, because a read-only open of a WAL file fails without its
                // -shm
    };

    // A Reader of a file that does not exist is NotFound; of a newer schema, Newer.
    // `prefix` selects the migrations: "" for workspaces, "routes_" for the exclusions.
    [[nodiscard]] static Result<Database> open(const QString &file, Mode mode, const QString &prefix = {});

    Database() = default;
    ~Database();
    Database(Database &&other) noexcept;
    Database &operator=(Database &&other) noexcept;
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    [[nodiscard]] bool isOpen() const { return m_handle.isOpen(); }
    [[nodiscard]] QString file() const { return m_file; }
    [[nodiscard]] QSqlDatabase &handle() { return m_handle; }
    [[nodiscard]] StatementCounts &counts() { return *m_counts; }

    // Runs statements without results, in order; stops at the first that fails.
    [[nodiscard]] Result<> execute(const QString &sql);

    // Moves the write-ahead log into the file and empties it. False: a reader of another connection still needs it;
    // what was overwritten or deleted stays in the log until this succeeds. Waits for readers as for a lock.
    [[nodiscard]] Result<bool> emptyLog();

    // Stops a statement that runs on this connection, from any thread. The statement fails with Cancelled.
    void interrupt();

    // What an SQLite error means for the user.
    [[nodiscard]] Error error(const QSqlError &cause) const;

private:
    void close();
    QSqlDatabase m_handle;
    QString m_file;
    sqlite3 *m_native = nullptr; // kept because QSqlDatabase may not be asked for it from another thread
    std::unique_ptr<StatementCounts> m_counts = std::make_unique<StatementCounts>();
};

} // namespace assay
