// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/items/querylane.h"

#include <QFile>

#include <sys/stat.h>

#include <algorithm>
#include <optional>

#include "models/data/store/migrations.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

struct FileIdentity {
    dev_t device = 0;
    ino_t inode = 0;

    bool operator==(const FileIdentity &) const = default;
};

std::optional<FileIdentity> identityOf(const QString &path)
{
    struct stat info {};
    if (::stat(QFile::encodeName(path).constData(), &info) != 0)
        return std::nullopt;
    return FileIdentity{info.st_dev, info.st_ino};
}

} // namespace

// The connection follows the file: it is opened when the file appears and again when another one took its place (a
// repair).
struct QueryLane::Session {
    QString file;
    Database db;
    std::optional<FileIdentity> identity;
    qint64 version = 0;
    bool other = false; // jobs saw no store, or another one, since changed() was asked last

    Result<> ensureOpen()
    {
        const auto now = identityOf(file);
        if (db.isOpen() && now == identity)
            return {};
        other = other || db.isOpen();
        db = Database();
        auto opened = Database::open(file, Database::Mode::Reader);
        // Seen again, and as another store, once it is there or the agent has brought it up to date.
        const auto usable = opened ? checkMigrated(*opened, {}) : tl::unexpected(opened.error());
        if (!usable) {
            other = true;
            return usable;
        }
        db = std::move(*opened);
        identity = now;
        version = dataVersion();
        return {};
    }

    // Moves when another connection commits.
    qint64 dataVersion()
    {
        Statement s(db, u"PRAGMA data_version"_s);
        return s.next() ? s.integer(0) : version;
    }

    bool changed()
    {
        if (!ensureOpen())
            return false;
        const qint64 before = std::exchange(version, dataVersion());
        return std::exchange(other, false) || before != version;
    }
};

QueryLane::QueryLane(const QString &storeFile, QObject *parent)
    : QThread(parent)
    , m_storeFile(storeFile)
{
}

QueryLane::~QueryLane()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        m_waiting.clear();
        if (m_current)
            m_current->superseded = true;
        m_wake.notify_all();
    }
    while (!wait(2))
        interruptSuperseded();
}

void QueryLane::post(std::shared_ptr<Job> job, bool newestOnly)
{
    const std::lock_guard lock(m_mutex);
    if (newestOnly) {
        const auto same = [&](const std::shared_ptr<Job> &other) { return other->context == job->context; };
        m_waiting.erase(std::remove_if(m_waiting.begin(), m_waiting.end(), same), m_waiting.end());
        for (const std::shared_ptr<Job> &answered : m_answering) {
            if (same(answered))
                answered->superseded = true;
        }
        if (m_current && same(m_current)) {
            m_current->superseded = true;
            if (m_database)
                m_database->interrupt();
        }
    }
    m_waiting.push_back(std::move(job));
    m_wake.notify_one();
}

void QueryLane::poll()
{
    const std::lock_guard lock(m_mutex);
    m_pollWanted = true;
    m_wake.notify_one();
}

bool QueryLane::interruptSuperseded()
{
    const std::lock_guard lock(m_mutex);
    if (!m_current || !m_current->superseded)
        return false;
    if (m_database)
        m_database->interrupt();
    return true;
}

void QueryLane::publish(Database *db)
{
    const std::lock_guard lock(m_mutex);
    m_database = db;
}

void QueryLane::perform(Session &session, const std::shared_ptr<Job> &job)
{
    Result<> opened = session.ensureOpen();
    if (opened) {
        StatementCounts &counts = session.db.counts();
        const qint64 statements = counts.statements;
        const qint64 rows = counts.rows;
        const qint64 bytes = counts.bytes;
        publish(&session.db);
        if (!job->superseded)
            job->work(session.db);
        publish(nullptr);
        m_statements += counts.statements - statements;
        m_rows += counts.rows - rows;
        m_bytes += counts.bytes - bytes;
    }
    {
        const std::lock_guard lock(m_mutex);
        job->opened = opened;
        m_answering.push_back(job);
    }
    // By name: nothing of ours travels through Qt's queue, only through the lock above.
    QMetaObject::invokeMethod(this, "answer", Qt::QueuedConnection);
}

void QueryLane::answer()
{
    std::shared_ptr<Job> job;
    {
        const std::lock_guard lock(m_mutex);
        job = std::move(m_answering.front());
        m_answering.pop_front();
    }
    if (!job->superseded && job->context)
        job->done(job->opened);
}

void QueryLane::run()
{
    Session session;
    session.file = m_storeFile;
    std::unique_lock lock(m_mutex);
    while (!m_stopping) {
        if (!m_waiting.empty()) {
            m_current = std::move(m_waiting.front());
            m_waiting.pop_front();
            const auto job = m_current;
            lock.unlock();
            if (!job->context.isNull())
                perform(session, job);
            lock.lock();
            m_current.reset();
        } else if (std::exchange(m_pollWanted, false)) {
            lock.unlock();
            if (session.changed())
                Q_EMIT changed();
            lock.lock();
        } else {
            m_wake.wait(lock);
        }
    }
}

} // namespace assay
