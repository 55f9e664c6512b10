// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/fleethistory.h"
#include "bench/measures.h"
#include "bench/residentagent.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QThread>

#include "agent/store/memorypass.h"
#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 fleetEvents = 1'000'000;
constexpr int writers = 20; // sessions that go on while the lag is measured
constexpr qint64 lagPatienceMs = 120'000;

Result<> sumUp(Workbench &bench, const QString &storeFile, qint64 now)
{
    auto db = Database::open(storeFile, Database::Mode::Writer);
    if (!db)
        return tl::unexpected(db.error());
    Row row{.name = u"summaries.whole"_s,
            .what = u"everything summed up for the first time, %1 events"_s.arg(fleetEvents),
            .unit = u"s"_s,
            .baselineName = u"reading all facts and texts once"_s};
    const std::atomic<bool> never = false;
    QElapsedTimer timer;
    timer.start();
    const auto done = bringMemoryUpToDate(*db, {now, 0, "UTC"}, never);
    if (!done)
        return tl::unexpected(done.error());
    row.samples += static_cast<double>(timer.restart()) / 1000;
    Statement all(*db, u"SELECT sum(length(input) + length(output)) FROM fact_act JOIN body ON body.id = event_id"_s);
    if (!all.next())
        return tl::unexpected(all.error());
    row.baseline += static_cast<double>(timer.elapsed()) / 1000;
    row.details = {{"sessions", done->sessions}, {"hours", done->hours}, {"days", done->days}};
    bench.add(row);
    return {};
}

qint64 numberOf(Statement &s)
{
    const qint64 number = s.next() ? s.integer(0) : -1;
    s.finish();
    return number;
}

// How long until what was written is in the store, and until it is in the summaries: one burst each second, at a
// multiple of 100 000 events a day.
Result<> measureLag(Workbench &bench, const FleetHistory &history, Database &db, int times, int seconds)
{
    Row row{.name = u"summaries.lag.%1x"_s.arg(times),
            .what = u"calls written until they are summed up, at %1 events a day"_s.arg(100'000 * times),
            .unit = u"ms"_s,
            .baselineName = u"until they are in the database"_s,
            .promise = {Judged::P95, true, 60'000}};
    Statement stored(db,
                     u"SELECT count(*) FROM event WHERE kind = 4 AND session_id IN (SELECT id FROM session WHERE uuid "
                     "LIKE '00ff%')"_s);
    Statement told(db, u"SELECT count(*) FROM memory_act WHERE session_id IN (SELECT id FROM session WHERE uuid LIKE "
                       "'00ff%')"_s);
    struct Burst {
        qint64 written, wanted;
    };
    QList<Burst> unstored, untold;
    qint64 wanted = std::max<qint64>(0, numberOf(stored));
    const int bursts = seconds;
    // 100 000 a day are 1.16 a second.
    const int callsOfBurst = std::max(1, 116 * times / 100);
    QElapsedTimer clock;
    clock.start();
    int next = 0;
    while ((next < bursts || !untold.isEmpty()) && clock.elapsed() < seconds * 1000 + lagPatienceMs) {
        if (next < bursts && clock.elapsed() >= next * 1000) {
            for (int i = 0; i < callsOfBurst; ++i) {
                const int number = times * 1'000'000 + next * 1000 + i;
                const int session = 0x00ff0000 + number % writers;
                if (auto written = history.append(
                        session, FleetHistory::call(session, number, QDateTime::currentMSecsSinceEpoch(),
                                                    "curl -sf https://service-1.internal/x", "ok", false));
                    !written)
                    return written;
            }
            wanted += callsOfBurst;
            unstored.append({clock.elapsed(), wanted});
            untold.append({clock.elapsed(), wanted});
            ++next;
        }
        const qint64 isStored = unstored.isEmpty() ? 0 : numberOf(stored);
        while (!unstored.isEmpty() && unstored.first().wanted <= isStored)
            row.baseline += static_cast<double>(clock.elapsed() - unstored.takeFirst().written);
        const qint64 isTold = numberOf(told);
        while (!untold.isEmpty() && untold.first().wanted <= isTold)
            row.samples += static_cast<double>(clock.elapsed() - untold.takeFirst().written);
        QThread::msleep(20);
    }
    if (!untold.isEmpty())
        return fail(Error::Code::Failed, u"%1 of %2 bursts were never summed up."_s.arg(untold.size()).arg(bursts));
    row.note = u"%1 calls a second in %2 sessions beside %3 events"_s.arg(callsOfBurst).arg(writers).arg(fleetEvents);
    bench.add(row);
    return {};
}

} // namespace

Result<> measureFleet(Workbench &bench)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch() / 60'000 * 60'000;
    const FleetHistory history(bench.scratch(u"fleet"_s), now, fleetEvents);
    const QString dataDir = bench.scratch(u"fleet-data"_s);
    if (auto written = history.write(); !written)
        return written;
    if (const auto imported = bench.import(dataDir, {history.home()}); !imported)
        return tl::unexpected(imported.error());
    const QString file = Workbench::storeFile(dataDir);
    Row row{.name = u"ask.fleet"_s,
            .what = u"a hundred questions to a fleet whose transcripts were imported: %1 events"_s.arg(fleetEvents)};
    if (auto done = sumUp(bench, file, now).and_then([&] {
            return measureFleetQuestions(bench, row, file, {now, QTimeZone::utc()}, FleetHistory::planted());
        });
        !done)
        return done;
    ResidentAgent agent;
    if (auto started = agent.start(bench, dataDir, history.home()); !started)
        return started;
    auto db = Database::open(file, Database::Mode::Reader);
    if (!db)
        return tl::unexpected(db.error());
    return measureLag(bench, history, *db, 1, 20).and_then([&] { return measureLag(bench, history, *db, 100, 30); });
}

} // namespace assay
