// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/measures.h"
#include "bench/residentagent.h"

#include "models/data/store/database.h"
#include "models/data/store/statement.h"

#include <fcntl.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <optional>

#include <QDir>
#include <QFile>
#include <QThread>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr int lines = 100;           // whose way into the database is timed
constexpr unsigned long restMs = 60; // between two of them
constexpr int sessions = 20;         // that write at once
constexpr int burst = 20'000;        // lines of a sustained run
constexpr int projects = 2'000;
constexpr int filesPerProject = 10;
constexpr qint64 patienceNs = 60'000'000'000;
constexpr unsigned long idleMs = 5'000;
constexpr unsigned long settledMs = 3'000; // without work so long: what the start left to do is done
constexpr qint64 settlePatienceNs = 30'000'000'000;

QByteArray sessionId(int number)
{
    return "dddddddd-0000-4000-8000-" + QByteArray::number(100'000'000'000 + number);
}

QByteArray line(int session, int number)
{
    const json value{{"type", "assistant"},
                     {"uuid", "eeeeeeee-" + std::to_string(1000 + session) + "-4000-8000-" +
                                  std::to_string(100'000'000'000 + number)},
                     {"parentUuid", nullptr},
                     {"sessionId", sessionId(session).toStdString()},
                     {"timestamp", "2026-02-01T10:00:00.000Z"},
                     {"cwd", "/home/bench/live"},
                     {"version", "2.1.330"},
                     {"isSidechain", false},
                     {"message",
                      {{"role", "assistant"},
                       {"model", "claude-opus-5"},
                       {"content",
                        {{{"type", "text"},
                          {"text", "The retry policy of payments-api waits longer each time, number " +
                                       std::to_string(number) + std::string(400, '.')}}}}}}};
    return QByteArray::fromStdString(value.dump() + '\n');
}

class LiveHistory {
public:
    explicit LiveHistory(QString home)
        : m_home(std::move(home))
    {
    }
    [[nodiscard]] QString home() const { return m_home; }
    [[nodiscard]] QString file(int session) const
    {
        return m_home + u"/projects/-p%1/"_s.arg(session % projects) + QString::fromLatin1(sessionId(session)) +
               u".jsonl"_s;
    }
    [[nodiscard]] Result<> append(int session, const QByteArray &bytes) const
    {
        QFile out(file(session));
        if (!QDir().mkpath(m_home + u"/projects/-p%1"_s.arg(session % projects)) || !out.open(QIODevice::Append) ||
            out.write(bytes) != bytes.size())
            return fail(Error::Code::Failed, u"A transcript could not be written."_s, file(session));
        return {};
    }

private:
    QString m_home;
};

// Waits until the store has so many events; false = it took too long.
bool waitForEvents(Statement &count, qint64 wanted, unsigned long pauseUs)
{
    const qint64 start = monotonicNs();
    for (;;) {
        const qint64 has = count.next() ? count.integer(0) : 0;
        count.finish();
        if (has >= wanted)
            return true;
        if (monotonicNs() - start > patienceNs)
            return false;
        QThread::usleep(pauseUs);
    }
}

qint64 eventsOf(Statement &count)
{
    const qint64 has = count.next() ? count.integer(0) : 0;
    count.finish();
    return has;
}

const QString countEvents = u"SELECT value FROM total WHERE name = 'events'"_s;

// What the kernel alone takes to tell another process of a written line, which any follower of files pays.
Result<QList<double>> bareNotices(const QString &folder)
{
    QDir().mkpath(folder);
    const int watch = inotify_init1(IN_CLOEXEC);
    inotify_add_watch(watch, QFile::encodeName(folder).constData(), IN_MODIFY);
    QList<double> times;
    for (int i = 0; i < lines; ++i) {
        QFile out(folder + u"/bare"_s);
        if (!out.open(QIODevice::Append))
            return fail(Error::Code::Failed, u"A file could not be written."_s, folder);
        const qint64 start = monotonicNs();
        out.write(line(0, i));
        out.flush();
        char buffer[4096];
        if (read(watch, buffer, sizeof buffer) < 0)
            break;
        times += static_cast<double>(monotonicNs() - start) / 1e6;
    }
    close(watch);
    return times;
}

Result<> measureLatency(Workbench &bench, const LiveHistory &history, Statement &count)
{
    Row row{.name = u"live.latency"_s,
            .what = u"a line written until it is in the database"_s,
            .unit = u"ms"_s,
            .baselineName = u"until inotify tells of it"_s,
            .promise = {Judged::P95, true, 1000}};
    for (int i = 0; i < lines; ++i) {
        QThread::msleep(restMs);
        const qint64 before = eventsOf(count);
        const qint64 start = monotonicNs();
        if (auto written = history.append(i % sessions, line(i % sessions, i)); !written)
            return written;
        if (!waitForEvents(count, before + 1, 200))
            return fail(Error::Code::Failed, u"A line did not come."_s);
        row.samples += static_cast<double>(monotonicNs() - start) / 1e6;
    }
    const auto bare = bareNotices(bench.scratch(u"bare"_s));
    if (!bare)
        return tl::unexpected(bare.error());
    row.baseline = *bare;
    bench.add(row);
    return {};
}

Result<> measureRate(Workbench &bench, const LiveHistory &history, Statement &count)
{
    Row row{.name = u"live.rate"_s,
            .what = u"events per second while %1 sessions write as fast as they can"_s.arg(sessions),
            .unit = u"1/s"_s,
            .promise = {Judged::Median, false, 2000}};
    for (int run = 0; run < 3; ++run) {
        const qint64 before = eventsOf(count);
        const qint64 start = monotonicNs();
        for (int i = 0; i < burst; ++i) {
            const int number = 1'000'000 + run * burst + i;
            if (auto written = history.append(i % sessions, line(i % sessions, number)); !written)
                return written;
        }
        if (!waitForEvents(count, before + burst, 2000))
            return fail(Error::Code::Failed, u"%1 of %2 events came."_s.arg(eventsOf(count) - before).arg(burst));
        row.samples += burst * 1e9 / static_cast<double>(monotonicNs() - start);
    }
    row.note = u"the time includes writing the lines, one open and close each"_s;
    bench.add(row);
    return {};
}

// Reads what the agent says of itself.
Result<json> captureStatus(Workbench &bench, const QString &dataDir)
{
    const auto told =
        runWell({bench.agent(), u"status"_s, u"--data-dir"_s, dataDir, u"--json"_s}, bench.scratch(u"status.out"_s));
    if (!told)
        return tl::unexpected(told.error());
    return json::parse(told->output.toStdString(), nullptr, false).value("capture", json::object());
}

// A start ends with a look at what there is to sum up and to mine, once; idle is what comes after it.
void letSettle(pid_t pid)
{
    const qint64 began = monotonicNs();
    double before = -1.0;
    for (double now = processCpu(pid); now > before && monotonicNs() - began < settlePatienceNs;
         now = processCpu(pid)) {
        before = now;
        QThread::msleep(settledMs);
    }
}

Result<> measureStart(Workbench &bench, const LiveHistory &history, const QString &dataDir)
{
    Row start{.name = u"live.start"_s,
              .what = u"start with %1 projects and %2 files, nothing new: until all were looked at"_s.arg(projects).arg(
                  projects * filesPerProject),
              .unit = u"ms"_s,
              .promise = {Judged::Median, true, 1000}};
    Row read{.name = u"live.start.read"_s,
             .what = u"files read by it"_s,
             .unit = u"files"_s,
             .promise = {Judged::Median, true, 0}};
    Row idle{.name = u"live.idle"_s,
             .what = u"then, without work: share of a core over 5 s"_s,
             .unit = u"%"_s,
             .promise = {Judged::Median, true, 0.5}};
    for (int run = 0; run < 3; ++run) {
        ResidentAgent agent;
        const qint64 began = monotonicNs();
        if (auto started = agent.start(bench, dataDir, history.home()); !started)
            return started;
        json status;
        do {
            const auto told = captureStatus(bench, dataDir);
            if (!told)
                return tl::unexpected(told.error());
            status = *told;
        } while (status.value("files_looked_at", 0) < projects * filesPerProject && monotonicNs() - began < patienceNs);
        start.samples += static_cast<double>(monotonicNs() - began) / 1e6;
        read.samples += status.value("files_read", -1);
        letSettle(agent.pid());
        const double cpu = processCpu(agent.pid());
        QThread::msleep(idleMs);
        idle.samples += (processCpu(agent.pid()) - cpu) * 1e5 / static_cast<double>(idleMs);
    }
    start.note = u"with the processes that ask for the status"_s;
    for (const Row &row : {start, read, idle})
        bench.add(row);
    return {};
}

} // namespace

Result<> measureLive(Workbench &bench)
{
    const LiveHistory history(bench.scratch(u"live"_s));
    const QString dataDir = bench.scratch(u"live-data"_s);
    for (int i = 0; i < projects * filesPerProject; ++i) {
        if (auto written = history.append(i, line(i, 500'000'000 + i)); !written)
            return written;
    }
    if (const auto imported = bench.import(dataDir, {history.home()}); !imported)
        return tl::unexpected(imported.error());
    {
        ResidentAgent agent;
        if (auto started = agent.start(bench, dataDir, history.home()); !started)
            return started;
        auto db = Database::open(Workbench::storeFile(dataDir), Database::Mode::Reader);
        if (!db)
            return tl::unexpected(db.error());
        Statement count(*db, countEvents);
        QThread::msleep(2000);
        auto done = measureLatency(bench, history, count).and_then([&] { return measureRate(bench, history, count); });
        if (!done)
            return done;
    }
    return bench.catchUp(dataDir).and_then([&] { return measureStart(bench, history, dataDir); });
}

} // namespace assay
