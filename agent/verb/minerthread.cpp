// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/minerthread.h"

#include "agent/ipc/jsonfield.h"
#include "agent/settings/settings.h"
#include "agent/store/miningmark.h"
#include "agent/verb/miningjson.h"
#include "agent/verb/piecewriter.h"

#include <malloc.h>
#include <pthread.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

#include <nlohmann/json.hpp>

#include <QDateTime>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

using Clock = std::chrono::steady_clock;

constexpr auto firstRest = std::chrono::seconds(2); // what belongs to a change has arrived then
constexpr int restPerWork = 9;                      // of what nobody asked for: a tenth of the time at most
constexpr auto longestRest = std::chrono::minutes(10);
constexpr auto patience = std::chrono::milliseconds(250);
std::atomic<bool> leftBehind = false;
constexpr qsizetype mostNamed = 500; // sessions; beyond it all are looked at

// This thread lets others go first, at the processor and at the disk. Not at idle priority: a thread of it gets no turn
// to end for as long as the machine is busy, and the process with it (docs/adr/0001-mining-priority.md).
void stepBack()
{
    constexpr int low = 10;
    sched_param none{};
    pthread_setschedparam(pthread_self(), SCHED_BATCH, &none);
    setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), low);
    constexpr int whoThread = 1;
    constexpr int lastOfMany = (2 << 13) | 7;
    syscall(SYS_ioprio_set, whoThread, 0, lastOfMany);
}

// Hands on what a pass wants written. A thread that steps back may wait for a turn while it holds a lock: it shares one
// with the thread that waits for it and with nobody else, so neither the writer nor the end of the program waits with
// it.
class PieceRelay {
public:
    // On the thread of the pass.
    [[nodiscard]] Result<> write(const WritePiece &piece)
    {
        std::unique_lock lock(m_mutex);
        m_piece = &piece;
        m_moved.notify_all();
        m_moved.wait(lock, [this] { return m_answer.has_value(); });
        return *std::exchange(m_answer, std::nullopt);
    }
    void end()
    {
        const std::lock_guard lock(m_mutex);
        m_ended = true;
        m_moved.notify_all();
    }
    // On the other one, until end().
    void serve(const WriteDoor &door)
    {
        std::unique_lock lock(m_mutex);
        for (;;) {
            m_moved.wait(lock, [this] { return m_piece || m_ended; });
            if (!m_piece)
                return;
            const WritePiece &piece = *std::exchange(m_piece, nullptr);
            lock.unlock();
            auto answer = door(piece);
            lock.lock();
            m_answer = std::move(answer);
            m_moved.notify_all();
        }
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_moved;
    const WritePiece *m_piece = nullptr;
    std::optional<Result<>> m_answer;
    bool m_ended = false;
};

} // namespace

class MinerThread::Private {
public:
    struct Call {
        QString workspace;
        json args;
        Done done; // empty: nobody waits
        QString ticket;
        QList<qint64> sessions; // empty: any
        Clock::time_point due;
    };

    void loop();
    [[nodiscard]] std::deque<Call>::iterator nextCall();
    void perform(const Call &call);
    [[nodiscard]] Result<MinerPassSummary> run(const Call &call, const WriteDoor &write);
    void tell(const Call &call, const Result<MinerPassSummary> &result);

    MinerThread *q = nullptr;
    std::optional<DataDir> dataDir;
    QString claudeDir;
    WriterThread *writer = nullptr;
    ReadSettings settings;

    mutable std::mutex mutex;
    std::condition_variable wake;
    std::deque<Call> waiting;
    bool hurries = false;
    Clock::time_point restsUntil;
    QString currentTicket;
    bool runs = false; // somebody waits for it
    bool stopping = false;
    bool ended = false; // the thread is about to
    std::atomic<bool> cancel = false;
    PieceWriter pieces;
    std::thread thread;
};

MinerThread::MinerThread(DataDir dataDir, QString claudeDir, WriterThread &writer, ReadSettings settings,
                         QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->q = this;
    d->dataDir = std::move(dataDir);
    d->claudeDir = std::move(claudeDir);
    d->writer = &writer;
    d->settings = std::move(settings);
    d->thread = std::thread([this] { d->loop(); });
}

void MinerThread::stop()
{
    {
        const std::lock_guard lock(d->mutex);
        d->stopping = true;
        d->cancel = true;
    }
    d->wake.notify_all();
    d->pieces.giveUp();
}

MinerThread::~MinerThread()
{
    stop();
    std::unique_lock lock(d->mutex);
    const bool ended = d->wake.wait_for(lock, patience, [this] { return d->ended; });
    lock.unlock();
    if (ended) {
        d->thread.join();
        return;
    }
    // On a busy machine a thread that steps back may not get its turn soon. It only reads, and nothing waits for what
    // it finds: it goes with the process.
    d->thread.detach();
    leftBehind = true;
    static_cast<void>(d.release()); // NOLINT: the thread still uses it
}

bool MinerThread::isLeftBehind()
{
    return leftBehind;
}

void MinerThread::mine(const json &args, Done done)
{
    {
        const std::lock_guard lock(d->mutex);
        d->waiting.push_back({textField(args, "workspace", u"default"_s),
                              args,
                              std::move(done),
                              textField(args, "ticket"),
                              {},
                              Clock::now()});
    }
    d->wake.notify_all();
}

void MinerThread::note(const QString &workspace, const QList<qint64> &sessions)
{
    {
        const std::lock_guard lock(d->mutex);
        const auto known = std::find_if(d->waiting.begin(), d->waiting.end(), [&](const Private::Call &call) {
            return !call.done && call.workspace == workspace;
        });
        if (known == d->waiting.end()) {
            d->waiting.push_back({workspace,
                                  json::object(),
                                  {},
                                  {},
                                  sessions,
                                  Clock::now() + (d->hurries ? Clock::duration::zero() : Clock::duration(firstRest))});
        } else if (sessions.isEmpty() || known->sessions.isEmpty() || known->sessions.size() > mostNamed) {
            known->sessions.clear();
        } else {
            known->sessions += sessions;
        }
    }
    d->wake.notify_all();
}

void MinerThread::cancel(const QString &ticket)
{
    std::unique_lock lock(d->mutex);
    if (ticket.isEmpty())
        return;
    if (d->currentTicket == ticket) {
        d->cancel = true;
        return;
    }
    const auto waits = std::find_if(d->waiting.begin(), d->waiting.end(),
                                    [&ticket](const Private::Call &call) { return call.ticket == ticket; });
    if (waits == d->waiting.end())
        return;
    const Private::Call call = std::move(*waits);
    d->waiting.erase(waits);
    lock.unlock();
    d->tell(call, fail(Error::Code::Cancelled, u"Interrupted before it began. Nothing was changed."_s));
}

bool MinerThread::isRunning() const
{
    const std::lock_guard lock(d->mutex);
    return d->runs;
}

void MinerThread::hurry()
{
    const std::lock_guard lock(d->mutex);
    d->hurries = true;
}

// What somebody waits for, then what is due.
std::deque<MinerThread::Private::Call>::iterator MinerThread::Private::nextCall()
{
    const auto asked = std::find_if(waiting.begin(), waiting.end(), [](const Call &call) { return bool(call.done); });
    if (asked != waiting.end() || Clock::now() < restsUntil)
        return asked;
    return std::find_if(waiting.begin(), waiting.end(),
                        [now = Clock::now()](const Call &call) { return call.due <= now; });
}

void MinerThread::Private::loop()
{
    std::unique_lock lock(mutex);
    for (;;) {
        const auto next = stopping ? waiting.end() : nextCall();
        if (stopping) {
            ended = true;
            wake.notify_all();
            return;
        }
        if (next == waiting.end()) {
            auto until = Clock::time_point::max();
            for (const Call &each : waiting)
                until = std::min(until, std::max(each.due, restsUntil));
            if (waiting.empty())
                wake.wait(lock);
            else
                wake.wait_until(lock, until);
            continue;
        }
        const Call call = std::move(*next);
        waiting.erase(next);
        currentTicket = call.ticket;
        runs = bool(call.done);
        cancel = false;
        lock.unlock();
        const auto begun = Clock::now();
        perform(call);
        if (!cancel)
            malloc_trim(0); // the facts of a project are many small pieces, and the next ones may be days away
        lock.lock();
        currentTicket.clear();
        runs = false;
        const auto spent = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begun);
        if (!call.done && !hurries)
            restsUntil = Clock::now() + std::min<std::chrono::milliseconds>(spent * restPerWork, longestRest);
    }
}

// A thread of its own, because one that stepped back may not be allowed to be anything else again.
void MinerThread::Private::perform(const Call &call)
{
    const bool stepsBack = !call.done && !hurries;
    const auto urgency = call.done ? WriterThread::Urgency::Normal : WriterThread::Urgency::Quiet;
    PieceRelay relay;
    std::optional<Result<MinerPassSummary>> result;
    std::thread pass([&] {
        if (stepsBack)
            stepBack();
        result = run(call, [&relay](const WritePiece &piece) { return relay.write(piece); });
        relay.end();
    });
    relay.serve([&](const WritePiece &piece) { return pieces.run(*writer, call.workspace, piece, urgency); });
    pass.join();
    tell(call, *result);
}

Result<MinerPassSummary> MinerThread::Private::run(const Call &call, const WriteDoor &write)
{
    const auto file = dataDir->workspaceFile(call.workspace);
    if (!file)
        return tl::unexpected(file.error());
    const auto values = settings();
    if (!values)
        return tl::unexpected(values.error());
    // The writer opens the store first: it alone migrates.
    if (auto opened = write([](Database &) { return Result<>{}; }); !opened)
        return tl::unexpected(opened.error());
    auto reader = Database::open(*file, Database::Mode::Reader);
    if (!reader)
        return tl::unexpected(reader.error());
    const auto options = miningOptions(call.args, *values, claudeDir);
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    if (!call.done) {
        MiningSchedule schedule;
        schedule.everyTurns = skillifyEveryTurns(*values);
        const auto due = isMiningDue(*reader, call.sessions, schedule, now);
        const auto cards = CandidateQueue(*reader, now, options.limits).isDue();
        if (!due || !cards)
            return tl::unexpected(due ? cards.error() : due.error());
        if (!*due && !*cards)
            return MinerPassSummary{};
    }
    return mineStore(*reader, write, options, now, cancel);
}

void MinerThread::Private::tell(const Call &call, const Result<MinerPassSummary> &result)
{
    const std::lock_guard lock(mutex);
    if (stopping)
        return; // nobody is there any more
    QMetaObject::invokeMethod(
        q,
        [this, done = call.done, workspace = call.workspace, result] {
            if (done)
                done(result.map([](const MinerPassSummary &summary) { return toJson(summary); }));
            else if (!result && result.error().code != Error::Code::NotFound &&
                     result.error().code != Error::Code::Cancelled)
                Q_EMIT q->failed(result.error());
            else if (result && result->sessionsConsidered + result->candidatesNew + result->candidatesChanged > 0)
                Q_EMIT q->mined(workspace, result->candidatesNew, result->candidatesChanged);
        },
        Qt::QueuedConnection);
}

} // namespace assay
