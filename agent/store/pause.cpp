// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/pause.h"

#include "agent/store/gatefile.h"
#include "models/data/store/database.h"
#include "models/data/store/datadir.h"
#include "models/data/store/statement.h"

#include <algorithm>

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto gate = "paused"_L1;

Result<Database> openRoutes(const DataDir &dataDir)
{
    return Database::open(dataDir.routesFile(), Database::Mode::Writer, u"routes_"_s);
}

// One that goes on now; none ends in the future but the last.
std::optional<PauseInterval> running(const QList<PauseInterval> &all, qint64 nowMs)
{
    const auto found = std::find_if(all.rbegin(), all.rend(), [nowMs](const PauseInterval &each) {
        return !each.endedAt || *each.endedAt > nowMs;
    });
    return found == all.rend() ? std::nullopt : std::optional(*found);
}

Result<> store(Database &db, const std::optional<PauseInterval> &known, qint64 startedAt, std::optional<qint64> until)
{
    Statement s(db, known ? u"UPDATE pause SET ended_at = ? WHERE id = ?"_s
                          : u"INSERT INTO pause(ended_at, started_at) VALUES(?, ?)"_s);
    if (until)
        s.bind(*until);
    else
        s.bindNull();
    if (!s.bind(known ? known->id : startedAt).run())
        return tl::unexpected(s.error());
    return {};
}

Result<> tell(const DataDir &dataDir, std::optional<qint64> until)
{
    return writeGateFile(dataDir, gate, QByteArray::number(until.value_or(0)) + '\n');
}

} // namespace

PauseState Pause::stateOf(const DataDir &dataDir, qint64 nowMs)
{
    QFile file(dataDir.gateFile(gate));
    if (!file.exists())
        return {};
    bool ok = false;
    const qint64 until = file.open(QIODevice::ReadOnly) ? file.read(32).trimmed().toLongLong(&ok) : 0;
    if (!ok || until <= 0)
        return {true, std::nullopt}; // not understood: whoever wrote it meant to pause
    return until > nowMs ? PauseState{true, until} : PauseState{};
}

Result<PauseState> Pause::begin(const DataDir &dataDir, std::optional<qint64> until, qint64 nowMs)
{
    if (const auto settled = settle(dataDir, nowMs); !settled)
        return settled;
    auto db = openRoutes(dataDir);
    if (!db)
        return tl::unexpected(db.error());
    const auto all = Pause::all(*db);
    if (!all)
        return tl::unexpected(all.error());
    // The file first: killed in between, the next start finds out by it that capture is paused.
    auto begun = tell(dataDir, until).and_then([&] { return store(*db, running(*all, nowMs), nowMs, until); });
    if (!begun)
        return tl::unexpected(begun.error());
    return PauseState{true, until};
}

Result<PauseState> Pause::end(const DataDir &dataDir, Missed missed, qint64 nowMs)
{
    if (const auto settled = settle(dataDir, nowMs); !settled)
        return settled;
    auto db = openRoutes(dataDir);
    if (!db)
        return tl::unexpected(db.error());
    const auto all = Pause::all(*db);
    if (!all)
        return tl::unexpected(all.error());
    const auto current = running(*all, nowMs);
    if (current && missed == Missed::Include) {
        Statement s(*db, u"DELETE FROM pause WHERE id = ?"_s);
        if (!s.bind(current->id).run())
            return tl::unexpected(s.error());
    } else if (current) {
        // The clock may have been set back behind its beginning.
        if (auto ended = store(*db, current, 0, std::max(nowMs, current->startedAt)); !ended)
            return tl::unexpected(ended.error());
    }
    if (auto told = writeGateFile(dataDir, gate, std::nullopt); !told)
        return tl::unexpected(told.error());
    return PauseState{};
}

Result<PauseState> Pause::settle(const DataDir &dataDir, qint64 nowMs)
{
    const QFileInfo file(dataDir.gateFile(gate));
    if (!file.exists() && !QFileInfo::exists(dataDir.routesFile()))
        return PauseState{};
    const PauseState told = stateOf(dataDir, nowMs);
    auto db = openRoutes(dataDir);
    if (!db)
        return tl::unexpected(db.error());
    const auto all = Pause::all(*db);
    if (!all)
        return tl::unexpected(all.error());
    const auto current = running(*all, nowMs);
    Result<> done;
    if (told.paused && !current)
        done = store(*db, std::nullopt, std::min(nowMs, file.lastModified().toMSecsSinceEpoch()), told.until);
    else if (current && (!told.paused || told.until != current->endedAt))
        done = tell(dataDir, current->endedAt);
    else if (!told.paused)
        done = writeGateFile(dataDir, gate, std::nullopt);
    if (!done)
        return tl::unexpected(done.error());
    return stateOf(dataDir, nowMs);
}

Result<QList<PauseInterval>> Pause::all(Database &routes)
{
    QList<PauseInterval> all;
    Statement s(routes, u"SELECT id, started_at, ended_at FROM pause ORDER BY id"_s);
    while (s.next()) {
        PauseInterval each{s.integer(0), s.integer(1), std::nullopt};
        if (!s.isNull(2))
            each.endedAt = s.integer(2);
        all.append(each);
    }
    if (!s.ok())
        return tl::unexpected(s.error());
    return all;
}

} // namespace assay
