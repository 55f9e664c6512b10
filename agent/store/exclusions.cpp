// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/exclusions.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include <QFile>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>

#include "models/data/store/datadir.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int keyBytes = 32;

// Reads the key, or makes one. Lost with the data directory, and of no use without it.
Result<QByteArray> loadKey(const QString &path)
{
    const int descriptor = open(path.toLocal8Bit().constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    QFile file;
    if (descriptor < 0 || !file.open(descriptor, QIODevice::ReadWrite, QFileDevice::AutoCloseHandle)) {
        return fail(errno == ENOSPC ? Error::Code::Full : Error::Code::ReadOnly,
                    u"The key of the exclusions cannot be opened. Nothing was changed. Check the data directory."_s,
                    path);
    }
    QByteArray key = file.readAll();
    if (key.size() == keyBytes)
        return key;
    key.resize(keyBytes);
    QRandomGenerator::system()->generate(reinterpret_cast<quint32 *>(key.data()),
                                         reinterpret_cast<quint32 *>(key.data()) + keyBytes / sizeof(quint32));
    if (!file.resize(0) || !file.seek(0) || file.write(key) != key.size() || !file.flush() || fsync(descriptor) != 0)
        return fail(Error::Code::Full, u"The key of the exclusions cannot be written. Is the disk full?"_s, path);
    return key;
}

} // namespace

Exclusions::Exclusions(Database db, QByteArray key)
    : m_db(std::move(db))
    , m_key(std::move(key))
{
}

Result<Exclusions> Exclusions::open(const DataDir &dataDir)
{
    auto key = loadKey(dataDir.keyFile());
    if (!key)
        return tl::unexpected(key.error());
    auto db = Database::open(dataDir.routesFile(), Database::Mode::Writer, u"routes_"_s);
    if (!db)
        return tl::unexpected(db.error());
    Exclusions exclusions(std::move(*db), std::move(*key));
    if (auto loaded = exclusions.load(); !loaded)
        return tl::unexpected(loaded.error());
    return exclusions;
}

Result<> Exclusions::load()
{
    m_all.clear();
    Statement s(m_db,
                u"SELECT id, session_hash, range_start, range_end, reason, created_at FROM exclusion ORDER BY id"_s);
    while (s.next()) {
        Exclusion each{s.integer(0), s.blob(1), s.integer(2), std::nullopt, s.text(4), s.integer(5)};
        if (!s.isNull(3))
            each.rangeEnd = s.integer(3);
        m_all.append(each);
    }
    if (!s.ok())
        return tl::unexpected(s.error());
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
