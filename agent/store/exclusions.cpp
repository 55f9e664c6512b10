// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/exclusions.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include <QFile>
#include <QFileInfo>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>

#include "models/data/store/datadir.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int keyBytes = 32;

tl::unexpected<Error> cannotOpen(int cause, const QString &path)
{
    const bool full = cause == ENOSPC || cause == EDQUOT;
    return fail(full ? Error::Code::Full : Error::Code::ReadOnly,
                full ? u"There is no space for the key of the exclusions. Nothing was changed. Free some space."_s
                     : u"The key of the exclusions cannot be opened. Nothing was changed. Check the permissions of the "
                       "data directory."_s,
                path);
}

// Reads the key, or makes one while nothing depends on it. Lost with the data directory, and of no use without it.
Result<QByteArray> loadKey(const QString &path, bool needed)
{
    const int flags = O_RDWR | O_CLOEXEC | O_NOFOLLOW | (needed ? 0 : O_CREAT);
    const int descriptor = open(QFile::encodeName(path).constData(), flags, 0600);
    const int cause = errno;
    QFile file;
    if (descriptor < 0 && !(needed && cause == ENOENT))
        return cannotOpen(cause, path);
    if (descriptor >= 0 && !file.open(descriptor, QIODevice::ReadWrite, QFileDevice::AutoCloseHandle)) {
        close(descriptor);
        return cannotOpen(EACCES, path);
    }
    QByteArray key = descriptor >= 0 ? file.readAll() : QByteArray();
    if (key.size() == keyBytes)
        return key;
    if (needed) {
        return fail(Error::Code::Corrupt,
                    u"The key of the exclusions is missing or damaged, so deleted sessions could not be told from "
                    "others and would come back. Nothing was imported, deleted or changed. Put the file back from a "
                    "backup; to do without it, remove routes.sqlite beside it: then what was deleted and still lies "
                    "in the transcripts is imported again."_s,
                    path);
    }
    key.resize(keyBytes);
    QRandomGenerator::system()->generate(reinterpret_cast<quint32 *>(key.data()),
                                         reinterpret_cast<quint32 *>(key.data()) + keyBytes / sizeof(quint32));
    if (!file.resize(0) || !file.seek(0) || file.write(key) != key.size() || !file.flush() || fsync(descriptor) != 0) {
        return fail(Error::Code::Full,
                    u"The key of the exclusions cannot be written. What is stored is safe; nothing was changed. Is the "
                    "disk full?"_s,
                    path);
    }
    return key;
}

Result<QList<Exclusion>> readAll(Database &db)
{
    QList<Exclusion> all;
    Statement s(db,
                u"SELECT id, session_hash, range_start, range_end, reason, created_at FROM exclusion ORDER BY id"_s);
    while (s.next()) {
        Exclusion each{s.integer(0), s.blob(1), s.integer(2), std::nullopt, s.text(4), s.integer(5)};
        if (!s.isNull(3))
            each.rangeEnd = s.integer(3);
        all.append(each);
    }
    if (!s.ok())
        return tl::unexpected(s.error());
    return all;
}

} // namespace

Exclusions::Exclusions(Database db)
    : m_db(std::move(db))
{
}

Result<Exclusions> Exclusions::open(const DataDir &dataDir)
{
    auto db = Database::open(dataDir.routesFile(), Database::Mode::Writer, u"routes_"_s);
    if (!db)
        return tl::unexpected(db.error());
    Exclusions exclusions(std::move(*db));
    if (auto loaded = exclusions.load(); !loaded)
        return tl::unexpected(loaded.error());
    auto key = loadKey(dataDir.keyFile(), !exclusions.m_all.isEmpty());
    if (!key)
        return tl::unexpected(key.error());
    exclusions.m_key = std::move(*key);
    return exclusions;
}

Result<QList<Exclusion>> Exclusions::read(const DataDir &dataDir)
{
    if (!QFileInfo::exists(dataDir.routesFile()))
        return QList<Exclusion>();
    auto db = Database::open(dataDir.routesFile(), Database::Mode::Reader, u"routes_"_s);
    if (!db)
        return tl::unexpected(db.error());
    return readAll(*db);
}

Result<> Exclusions::load()
{
    auto all = readAll(m_db);
    if (!all)
        return tl::unexpected(all.error());
    m_all = std::move(*all);
    return {};
}

QByteArray Exclusions::hashOf(std::string_view sessionUuid) const
{
    return QMessageAuthenticationCode::hash(QByteArray(sessionUuid.data(), static_cast<qsizetype>(sessionUuid.size())),
                                            m_key, QCryptographicHash::Sha256);
}

Result<qint64> Exclusions::add(std::string_view sessionUuid, const QString &reason, qint64 nowMs)
{
    Statement s(m_db, u"INSERT INTO exclusion(session_hash, reason, created_at) VALUES(?, ?, ?)"_s);
    if (!s.bind(hashOf(sessionUuid)).bind(reason).bind(nowMs).run())
        return tl::unexpected(s.error());
    const qint64 id = s.lastInsertId();
    return load().map([id] { return id; });
}

Result<> Exclusions::lift(qint64 id)
{
    Statement s(m_db, u"DELETE FROM exclusion WHERE id = ?"_s);
    if (!s.bind(id).run())
        return tl::unexpected(s.error());
    if (s.changes() == 0)
        return fail(Error::Code::NotFound, u"There is no exclusion %1."_s.arg(id));
    return load();
}

Result<> Exclusions::liftSession(std::string_view sessionUuid)
{
    Statement s(m_db, u"DELETE FROM exclusion WHERE session_hash = ?"_s);
    if (!s.bind(hashOf(sessionUuid)).run())
        return tl::unexpected(s.error());
    return load();
}

Result<QList<Exclusion>> Exclusions::list()
{
    return m_all;
}

bool Exclusions::excludes(std::string_view sessionUuid, qint64 sourceOffset) const
{
    if (m_all.isEmpty() || sessionUuid.empty())
        return false;
    const QByteArray hash = hashOf(sessionUuid);
    return std::any_of(m_all.begin(), m_all.end(), [&](const Exclusion &each) {
        return each.sessionHash == hash && sourceOffset >= each.rangeStart &&
               (!each.rangeEnd || sourceOffset < *each.rangeEnd);
    });
}

bool Exclusions::excludesAll(std::string_view sessionUuid) const
{
    if (m_all.isEmpty() || sessionUuid.empty())
        return false;
    const QByteArray hash = hashOf(sessionUuid);
    return std::any_of(m_all.begin(), m_all.end(), [&](const Exclusion &each) {
        return each.sessionHash == hash && each.rangeStart == 0 && !each.rangeEnd;
    });
}

} // namespace assay
