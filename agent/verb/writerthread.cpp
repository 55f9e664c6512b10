// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/writerthread.h"

#include "agent/ipc/jsonfield.h"
#include "agent/verb/importtotals.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

constexpr auto importJob = "import.start"_L1;
constexpr auto redecodeJob = "sessions.redecode"_L1;

} // namespace

class WriterThread::Private {
public:
    struct Job {
        QString name;
        QString ticket; // empty = nobody can cancel just this one
        json args;
        Done done;
        Urgency urgency = Urgency::Normal;
        ImportTotals totals; // of an import that has given way before
        Task task;           // of live capture, instead of a name
        [[nodiscard]] bool isImport() const { return name == importJob; }
    };

    void loop();
    [[nodiscard]] std::deque<Job>::iterator nextJob();
    void perform(StoreJobs &jobs, Job job);
    [[nodiscard]] Result<ordered_json> runImport(StoreJobs &jobs, Job &job, const StoreJobs::OnProgress &onProgress);
    void finish(const Job &job, Result<ordered_json> result);

    WriterThread *q = nullptr;
    std::optional<DataDir> dataDir;
    UserRules rules;
    QString claudeDir;

    mutable std::mutex mutex;
    std::condition_variable wake;
    std::deque<Job> waiting;
    QString current;
    QString currentTicket;
    bool captures = false;
    bool importKnown = false; // one waits or runs
    bool importUnwanted = false;
    bool stopping = false;
    std::atomic<bool> cancel = false; // of the running job
    std::thread thread;
};

WriterThread::WriterThread(DataDir dataDir, UserRules rules, QString claudeDir, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->q = this;
    d->dataDir = std::move(dataDir);
    d->rules = std::move(rules);
    d->claudeDir = std::move(claudeDir);
    d->thread = std::thread([this] { d->loop(); });
}

WriterThread::~WriterThread()
{
    {
        const std::lock_guard lock(d->mutex);
        d->stopping = true;
        d->cancel = true;
    }
    d->wake.notify_all();
    d->thread.join();
}

void WriterThread::post(const QString &job, const json &args, Done done, Urgency urgency)
{
    const bool isImport = job == importJob;
    {
        const std::lock_guard lock(d->mutex);
        if (isImport && d->importKnown) {
            const Error busy{Error::Code::Busy,
                             u"An import is running already. Nothing was changed. Try again when it has ended."_s,
                             {}};
            QMetaObject::invokeMethod(
                this, [done = std::move(done), busy] { done(tl::unexpected(busy)); }, Qt::QueuedConnection);
            return;
        }
        if (isImport) {
            d->importKnown = true;
            d->importUnwanted = false;
        } else if (urgency == Urgency::Normal &&
                   (d->current == importJob || d->current == redecodeJob || d->captures)) {
            d->cancel = true;
        }
        d->waiting.push_back({job, textField(args, "ticket"), args, std::move(done), urgency, {}, {}});
    }
    d->wake.notify_all();
}

void WriterThread::postCapture(Task task, std::function<void(const Result<> &)> done)
{
    {
        const std::lock_guard lock(d->mutex);
        if (d->current == importJob)
            d->cancel = true;
        Private::Job job;
        job.task = std::move(task);
        job.done = [done = std::move(done)](const Result<ordered_json> &result) {
            done(result.map([](const ordered_json &) {}));
        };
        d->waiting.push_back(std::move(job));
    }
    d->wake.notify_all();
}

void WriterThread::postPiece(Piece piece, Urgency urgency)
{
    {
        const std::lock_guard lock(d->mutex);
        if (d->current == importJob && urgency == Urgency::Normal)
            d->cancel = true;
        Private::Job job;
        job.task = [piece = std::move(piece)](StoreJobs &jobs, const std::atomic<bool> &) -> Result<> {
            piece(jobs);
            return {};
        };
        job.done = [](const Result<ordered_json> &) {};
        d->waiting.push_back(std::move(job));
    }
    d->wake.notify_all();
}

void WriterThread::cancelImport()
{
    const std::lock_guard lock(d->mutex);
    d->importUnwanted = true;
    if (d->current == importJob)
        d->cancel = true;
}

void WriterThread::cancel(const QString &ticket)
{
    const std::lock_guard lock(d->mutex);
    const auto waits = std::find_if(d->waiting.begin(), d->waiting.end(),
                                    [&ticket](const Private::Job &job) { return job.ticket == ticket; });
    if (ticket.isEmpty())
        return;
    if (d->currentTicket == ticket) {
        d->importUnwanted |= d->current == importJob;
        d->cancel = true;
    } else if (waits != d->waiting.end() && waits->isImport()) {
        d->importUnwanted = true; // ends as soon as it begins, with what it did before it gave way
    } else if (waits != d->waiting.end()) {
        const Private::Job job = std::move(*waits);
        d->waiting.erase(waits);
        d->finish(job, fail(Error::Code::Cancelled, u"Interrupted before it began. Nothing was changed."_s));
    }
}

QString WriterThread::running() const
{
    const std::lock_guard lock(d->mutex);
    return d->current;
}

bool WriterThread::importKnown() const
{
    const std::lock_guard lock(d->mutex);
    return d->importKnown;
}

// What somebody waits for, then capture, imports and quiet jobs last.
std::deque<WriterThread::Private::Job>::iterator WriterThread::Private::nextJob()
{
    const auto urgent = std::find_if(waiting.begin(), waiting.end(), [](const Job &job) {
        return !job.isImport() && !job.task && job.urgency == Urgency::Normal;
    });
    const auto capture = std::find_if(waiting.begin(), waiting.end(), [](const Job &job) { return bool(job.task); });
    if (urgent != waiting.end())
        return urgent;
    return capture == waiting.end() ? waiting.begin() : capture;
}

void WriterThread::Private::loop()
{
    StoreJobs jobs(*dataDir, rules, claudeDir);
    std::unique_lock lock(mutex);
    for (;;) {
        current.clear();
        currentTicket.clear();
        captures = false;
        wake.wait(lock, [this] { return stopping || !waiting.empty(); });
        if (stopping)
            return;
        const auto next = nextJob();
        Job job = std::move(*next);
        waiting.erase(next);
        current = job.name;
        currentTicket = job.ticket;
        captures = bool(job.task);
        cancel = job.isImport() && importUnwanted;
        lock.unlock();
        perform(jobs, std::move(job));
        lock.lock();
    }
}

void WriterThread::Private::perform(StoreJobs &jobs, Job job)
{
    if (job.task) {
        finish(job, job.task(jobs, cancel).map([] { return ordered_json::object(); }));
        return;
    }
    const std::string workspace = textField(job.args, "workspace").toStdString();
    const auto report = [this, &job, &workspace](const ordered_json &figures) {
        ordered_json pushed = {
            {"workspace", workspace}, {"job", job.name.toStdString()}, {"ticket", job.ticket.toStdString()}};
        pushed.update(figures);
        Q_EMIT q->progress(job.name, QByteArray::fromStdString(pushed.dump()));
    };
    if (!job.isImport()) {
        finish(job, jobs.perform(job.name, job.args, report, cancel));
        return;
    }
    auto result = runImport(jobs, job, report);
    std::unique_lock lock(mutex);
    const bool gaveWay = result && job.totals.summary().cancelled && !importUnwanted && !stopping;
    if (gaveWay) {
        waiting.push_back(std::move(job));
        return;
    }
    importKnown = false;
    lock.unlock();
    finish(job, std::move(result));
}

Result<ordered_json> WriterThread::Private::runImport(StoreJobs &jobs, Job &job,
                                                      const StoreJobs::OnProgress &onProgress)
{
    return jobs.import(job.args, job.totals, onProgress, cancel).map([&job] { return toJson(job.totals.summary()); });
}

void WriterThread::Private::finish(const Job &job, Result<ordered_json> result)
{
    QMetaObject::invokeMethod(
        q, [done = job.done, result = std::move(result)] { done(result); }, Qt::QueuedConnection);
}

} // namespace assay
