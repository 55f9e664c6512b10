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

constexpr int keyLength = 32;

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
    if (key.size() == keyLength)
        return key;
    if (needed) {
        return fail(Error::Code::Corrupt,
                    u"The key of the exclusions is missing or damaged, so deleted sessions could not be told from "
                    "others and would come back. Nothing was imported, deleted or changed. Put the file back from a "
                    "backup; to do without it, remove routes.sqlite beside it: then what was deleted and still lies "
                    "in the transcripts is imported again."_s,
                    path);
    }
    key.resize(keyLength);
    QRandomGenerator::system()->generate(reinterpret_cast<quint32 *>(key.data()),
                                         reinterpret_cast<quint32 *>(key.data()) + keyLength / sizeof(quint32));
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
    Statement s(db, u"SELECT id, session_hash, range_start, range_end, reason, created_at, ended_at, lines_until FROM "
                    "exclusion ORDER BY id"_s);
    while (s.next()) {
        Exclusion each{s.integer(0), s.blob(1),    s.integer(2), std::nullopt,
                       s.text(4),    s.integer(5), std::nullopt, s.integer(7)};
        if (!s.isNull(3))
            each.rangeEnd = s.integer(3);
        if (!s.isNull(6))
            each.endedAt = s.integer(6);
        all.append(each);
    }
    if (!s.ok())
        return tl::unexpected(s.error());
    return all;
}

} // namespace

bool Exclusion::coversTime(qint64 at) const
{
    // The clock of the client is the clock of the hook; its first line may be a moment older than the call.
    constexpr qint64 moment = 1000;
    return !isWhole() && (at < 0 || at >= createdAt - moment) && (!endedAt || at < *endedAt);
}

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
    auto pauses = Pause::all(exclusions.m_db);
    if (!pauses)
        return tl::unexpected(pauses.error());
    exclusions.m_pauses = std::move(*pauses);
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
    Statement lines(m_db, u"SELECT EXISTS (SELECT 1 FROM left_out_line)"_s);
    if (!lines.next())
        return tl::unexpected(lines.error());
    m_hasLines = lines.integer(0) != 0;
    m_byHash.clear();
    for (qsizetype i = 0; i < m_all.size(); ++i)
        m_byHash.insert(m_all.at(i).sessionHash, i);
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

Result<> Exclusions::openRange(std::string_view sessionUuid, qint64 fromByte, const QString &reason, qint64 startedAt)
{
    const QByteArray hash = hashOf(sessionUuid);
    // A gate's range ends when the gate opens, and what the run said for itself does not end with it.
    const bool isOfGate = reason.startsWith("gate:"_L1);
    const bool open = std::any_of(m_all.begin(), m_all.end(), [&](const Exclusion &each) {
        return each.sessionHash == hash && !each.rangeEnd && each.rangeStart <= fromByte && each.isOfGate() == isOfGate;
    });
    if (open)
        return {};
    // Told once more after a kill. What was told next may have ended it where it began.
    Statement known(m_db, u"SELECT id, range_end <= range_start FROM exclusion WHERE session_hash = ? AND "
                          "range_start = ? AND created_at = ?"_s);
    known.bind(hash).bind(fromByte).bind(startedAt);
    const qint64 id = known.next() ? known.integer(0) : 0;
    const bool isEmpty = id != 0 && known.integer(1) != 0;
    known.finish();
    if (id != 0 && !isEmpty)
        return {};
    if (id != 0) {
        Statement reopen(m_db, u"UPDATE exclusion SET range_end = NULL, ended_at = NULL WHERE id = ?"_s);
        return reopen.bind(id).run() ? load() : tl::unexpected(reopen.error());
    }
    Statement s(m_db, u"INSERT INTO exclusion(session_hash, range_start, reason, created_at) VALUES(?, ?, ?, ?)"_s);
    if (!s.bind(hash).bind(fromByte).bind(reason).bind(startedAt).run())
        return tl::unexpected(s.error());
    return load();
}

Result<> Exclusions::gateRange(std::string_view sessionUuid, const Exclusion &range)
{
    const qint64 end = range.rangeEnd.value_or(range.rangeStart);
    std::optional<qint64> before; // the range that ends where this one begins
    for (const Exclusion &each : ofSession(sessionUuid)) {
        if (each.covers(range.rangeStart) && (!each.rangeEnd || *each.rangeEnd >= end))
            return {};
        if (each.isOfGate() && each.rangeEnd == range.rangeStart)
            before = each.id;
    }
    if (before) {
        Statement s(m_db, u"UPDATE exclusion SET range_end = ?, ended_at = ? WHERE id = ?"_s);
        return s.bind(end).bind(range.endedAt.value_or(range.createdAt)).bind(*before).run()
                   ? load()
                   : tl::unexpected(s.error());
    }
    Statement s(m_db, u"INSERT INTO exclusion(session_hash, range_start, range_end, reason, created_at, ended_at) "
                      "VALUES(?, ?, ?, ?, ?, ?)"_s);
    s.bind(hashOf(sessionUuid)).bind(range.rangeStart).bind(end).bind(range.reason).bind(range.createdAt);
    if (!s.bind(range.endedAt.value_or(range.createdAt)).run())
        return tl::unexpected(s.error());
    return load();
}

Result<> Exclusions::endRanges(std::string_view sessionUuid, qint64 atByte, qint64 endedAt)
{
    return end(sessionUuid, atByte, endedAt, u"reason NOT IN ('deleted', 'pruned')"_s);
}

Result<> Exclusions::endGates(std::string_view sessionUuid, qint64 atByte, qint64 endedAt)
{
    return end(sessionUuid, atByte, endedAt, u"reason LIKE 'gate:%'"_s);
}

Result<> Exclusions::end(std::string_view sessionUuid, qint64 atByte, qint64 endedAt, const QString &reasons)
{
    const QByteArray hash = m_all.isEmpty() ? QByteArray() : hashOf(sessionUuid);
    const bool open = std::any_of(m_all.begin(), m_all.end(), [&](const Exclusion &each) {
        return each.sessionHash == hash && !each.rangeEnd && each.rangeStart <= atByte;
    });
    if (!open)
        return {};
    Statement s(m_db, u"UPDATE exclusion SET range_end = ?, ended_at = ? WHERE session_hash = ? AND range_end IS NULL "
                      "AND range_start <= ? AND "_s +
                          reasons);
    if (!s.bind(atByte).bind(endedAt).bind(hash).bind(atByte).run())
        return tl::unexpected(s.error());
    return s.changes() > 0 ? load() : Result<>{};
}

Result<> Exclusions::addAll(const QStringList &sessionUuids, const QString &reason, qint64 nowMs)
{
    Transaction transaction(m_db);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    Statement s(m_db,
                u"INSERT INTO exclusion(session_hash, reason, created_at) SELECT ?, ?, ? WHERE NOT EXISTS (SELECT 1 "
                "FROM exclusion WHERE session_hash = ? AND reason IN ('deleted', 'pruned'))"_s);
    for (const QString &uuid : sessionUuids) {
        const QByteArray hash = hashOf(uuid.toStdString());
        if (!s.bind(hash).bind(reason).bind(nowMs).bind(hash).run())
            return tl::unexpected(s.error());
    }
    return transaction.commit().and_then([this] { return load(); });
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

Result<> Exclusions::liftSessions(const QStringList &sessionUuids)
{
    Transaction transaction(m_db);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    Statement s(m_db, u"DELETE FROM exclusion WHERE session_hash = ? AND reason IN ('deleted', 'pruned')"_s);
    for (const QString &uuid : sessionUuids) {
        if (!s.bind(hashOf(uuid.toStdString())).run())
            return tl::unexpected(s.error());
    }
    return transaction.commit().and_then([this] { return load(); });
}

Result<QList<Exclusion>> Exclusions::list()
{
    return m_all;
}

QList<Exclusion> Exclusions::ofSession(std::string_view sessionUuid) const
{
    QList<Exclusion> found;
    if (m_all.isEmpty() || sessionUuid.empty())
        return found;
    for (const qsizetype at : m_byHash.values(hashOf(sessionUuid)))
        found.append(m_all.at(at));
    return found;
}

bool Exclusions::anyOf(std::string_view sessionUuid, bool (*holds)(const Exclusion &, qint64), qint64 value) const
{
    const QList<Exclusion> found = ofSession(sessionUuid);
    return std::any_of(found.begin(), found.end(), [&](const Exclusion &each) { return holds(each, value); });
}

bool Exclusions::excludes(std::string_view sessionUuid, qint64 sourceOffset) const
{
    return anyOf(
        sessionUuid, [](const Exclusion &each, qint64 byte) { return each.covers(byte); }, sourceOffset);
}

bool Exclusions::hasRuns() const
{
    return std::any_of(m_all.begin(), m_all.end(), [](const Exclusion &each) { return !each.isWhole(); });
}

bool Exclusions::excludesRun(std::string_view sessionUuid, qint64 atMs) const
{
    return anyOf(
        sessionUuid, [](const Exclusion &each, qint64 at) { return each.coversTime(at); }, atMs);
}

bool Exclusions::excludesSideFile(std::string_view sessionUuid, qint64 modifiedAt) const
{
    return excludesAll(sessionUuid) || excludesRun(sessionUuid, modifiedAt) || wasPausedAt(modifiedAt);
}

bool Exclusions::excludesAll(std::string_view sessionUuid) const
{
    return anyOf(
        sessionUuid, [](const Exclusion &each, qint64) { return each.isWhole(); }, 0);
}

bool Exclusions::excludesForGood(std::string_view sessionUuid) const
{
    return anyOf(
        sessionUuid, [](const Exclusion &each, qint64) { return each.isWhole() && !each.isOfGate(); }, 0);
}

bool Exclusions::excludesFor(std::string_view sessionUuid, const QString &reason) const
{
    const QList<Exclusion> found = ofSession(sessionUuid);
    return std::any_of(found.begin(), found.end(),
                       [&](const Exclusion &each) { return each.isWhole() && each.reason == reason; });
}

GatedPlace Exclusions::gatedPlace(std::string_view sessionUuid, qint64 byte) const
{
    GatedPlace place{byte, false};
    QList<Exclusion> gates = ofSession(sessionUuid);
    gates.removeIf([](const Exclusion &each) { return !each.isOfGate(); });
    std::sort(gates.begin(), gates.end(),
              [](const Exclusion &a, const Exclusion &b) { return a.rangeStart < b.rangeStart; });
    for (const Exclusion &each : gates) {
        if (each.rangeStart > place.byte || (each.rangeEnd && *each.rangeEnd < place.byte))
            continue;
        place.byte = each.rangeEnd.value_or(place.byte);
        place.isClosed = true;
    }
    return place;
}

bool Exclusions::wasPausedAt(qint64 at) const
{
    return std::any_of(m_pauses.begin(), m_pauses.end(), [at](const PauseInterval &each) { return each.covers(at); });
}

} // namespace assay
