// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/twintransaction.h"

#include "models/data/store/rowreader.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostTries = 3;

// Differs from an earlier one of the same connection when another connection has committed meanwhile. Begins to read,
// where a transaction is open.
Result<qint64> dataVersion(Database &db)
{
    RowReader row(db, u"PRAGMA data_version"_s);
    const qint64 version = row.next() ? row.integer(0) : 0;
    if (!row.ok())
        return tl::unexpected(row.error());
    return version;
}

Result<> begin(Database &db)
{
    return db.execute(u"SAVEPOINT twin"_s);
}

Result<> end(Database &db)
{
    return db.execute(u"RELEASE twin"_s);
}

Result<qint64> beginToRead(Database &db)
{
    return begin(db).and_then([&db] { return dataVersion(db); });
}

} // namespace

TwinTransaction::TwinTransaction(Database &reader)
    : m_reader(reader)
{
    m_hasTwin = openTwin();
    for (int i = 0; m_hasTwin && i < mostTries; ++i) {
        const auto same = beginBoth();
        if (same && *same)
            return;
        if (!end(m_reader) || !same || !beside([](Database &twin) { return end(twin); }).get())
            break;
    }
    m_hasTwin = false;
    m_begun = begin(m_reader);
}

TwinTransaction::~TwinTransaction()
{
    if (m_thread.joinable()) {
        {
            const std::lock_guard lock(m_mutex);
            m_ends = true;
        }
        m_changed.notify_one();
        m_thread.join();
    }
    if (m_begun)
        static_cast<void>(end(m_reader)); // nothing was written, so there is nothing that could be lost
}

// What is committed between the reader's two looks at its version may lie between the two beginnings.
Result<bool> TwinTransaction::beginBoth()
{
    const auto before = dataVersion(m_reader);
    if (!before)
        return tl::unexpected(before.error());
    if (const auto twin = beside([](Database &db) { return beginToRead(db); }).get(); !twin)
        return tl::unexpected(twin.error());
    return beginToRead(m_reader).map([&before](qint64 now) { return now == *before; });
}

bool TwinTransaction::openTwin()
{
    std::promise<bool> opened;
    auto isOpen = opened.get_future();
    m_thread = std::thread([this, file = m_reader.file(), opened = std::move(opened)]() mutable {
        auto twin = Database::open(file, Database::Mode::Reader);
        opened.set_value(twin.has_value());
        if (twin)
            runTasks(*twin);
    });
    return isOpen.get();
}

void TwinTransaction::post(Task task)
{
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.push_back(std::move(task));
    }
    m_changed.notify_one();
}

void TwinTransaction::runTasks(Database &twin)
{
    while (true) {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_ends || !m_tasks.empty(); });
        if (m_tasks.empty())
            return; // its transaction ends with the connection
        Task task = std::move(m_tasks.front());
        m_tasks.pop_front();
        lock.unlock();
        task(twin);
    }
}

} // namespace assay
