// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/capture/capture.h"

#include <nlohmann/json.hpp>

#include <QFile>
#include <QLoggingCategory>

#include "models/data/export/isotime.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

Q_LOGGING_CATEGORY(lcCapture, "assay.capture")

constexpr int firstRetryMs = 500;
constexpr int lastRetryMs = 30'000;
constexpr qint64 besideImportMs = 1000;
constexpr auto reviewInterval = std::chrono::hours(1);

std::string codeName(Error::Code code)
{
    switch (code) {
    case Error::Code::Usage:
        return "usage";
    case Error::Code::NotFound:
        return "not_found";
    case Error::Code::Busy:
        return "busy";
    case Error::Code::Newer:
        return "newer";
    case Error::Code::Corrupt:
        return "corrupt";
    case Error::Code::ReadOnly:
        return "read_only";
    case Error::Code::Full:
        return "full";
    case Error::Code::Unsupported:
        return "unsupported";
    case Error::Code::Cancelled:
        return "cancelled";
    case Error::Code::Failed:
        break;
    }
    return "failed";
}

PathWatcher::Options watching(bool polling)
{
    PathWatcher::Options options;
    options.polling = polling;
    return options;
}

} // namespace

Capture::Capture(CaptureOptions options, Post post, QObject *parent)
    : QObject(parent)
    , m_drain(std::make_shared<CaptureDrain>(std::move(options)))
    , m_report(std::make_shared<CaptureDrain::Report>())
    , m_post(std::move(post))
    , m_transcripts(QFile::encodeName(m_drain->projectsFolder()).toStdString(), watching(m_drain->options().polling))
    , m_spool(newSpoolFolder(m_drain->options().dataDir), watching(m_drain->options().polling))
{
    connect(&m_transcripts, &PathWatcher::changed, this, [this](const FilePaths &files) {
        m_work.files.insert(files.begin(), files.end());
        schedule();
    });
    connect(&m_transcripts, &PathWatcher::lostTrack, this, &Capture::wake);
    connect(&m_spool, &PathWatcher::changed, this, &Capture::schedule);
    connect(&m_spool, &PathWatcher::lostTrack, this, &Capture::schedule);
    m_wakeTimer.setSingleShot(true);
    connect(&m_wakeTimer, &QTimer::timeout, this, &Capture::drain);
    m_reviewTimer.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_reviewTimer, &QTimer::timeout, this, [this] {
        m_transcripts.tryAgain();
        wake();
    });
}

void Capture::start()
{
    m_started = true;
    m_transcripts.start();
    m_spool.start();
    m_reviewTimer.start(reviewInterval);
    if (m_transcripts.isPolling())
        qCInfo(lcCapture).noquote() << "transcripts are looked at now and then:" << m_transcripts.reason();
    wake();
}

void Capture::wake()
{
    m_work.everything = true;
    schedule();
}

void Capture::schedule()
{
    m_wanted = true;
    if (m_running || m_retryMs > 0 || !m_started)
        return;
    const qint64 rest = besideImportMs - (m_sinceDrain.isValid() ? m_sinceDrain.elapsed() : besideImportMs);
    if (rest > 0 && m_importRuns && m_importRuns() && !m_ended)
        m_wakeTimer.start(static_cast<int>(rest));
    else
        drain();
}

void Capture::drain()
{
    if (m_running)
        return;
    m_wakeTimer.stop();
    m_running = true;
    m_wanted = false;
    const auto committed = [this](const QString &workspace, const QSet<qint64> &sessions) {
        QMetaObject::invokeMethod(
            this,
            [this, workspace, sessions] {
                Q_EMIT changed(workspace, {sessions.begin(), sessions.end()});
            },
            Qt::QueuedConnection);
    };
    // The objects that the writer thread uses live as long as it does.
    m_post(
        [drain = m_drain, report = m_report, work = std::exchange(m_work, {}),
         committed](const Bench &bench) -> Result<> {
            // Without the user's rules, what they should mask would be stored.
            if (!bench.redactor)
                return tl::unexpected(bench.redactor.error());
            const auto done = drain->run(work, bench.open, **bench.redactor, committed, bench.cancel);
            if (!done)
                return tl::unexpected(done.error());
            *report = *done;
            return {};
        },
        [this](const Result<> &done) { drained(done); });
}

void Capture::drained(const Result<> &done)
{
    m_running = false;
    m_sinceDrain.start();
    if (!done) {
        m_retryMs = m_retryMs == 0 ? firstRetryMs : std::min(lastRetryMs, m_retryMs * 2);
        qCWarning(lcCapture).noquote() << done.error().what << done.error().path;
        Q_EMIT failed(done.error());
    } else {
        m_retryMs = 0;
    }
    if (m_ended && (!done || (!m_wanted && !m_report->left))) {
        std::exchange(m_ended, nullptr)();
        return;
    }
    if (!done) {
        m_work.everything = true; // what was to be read is found again
        m_wakeTimer.start(m_retryMs);
    } else if (m_report->left || m_wanted) {
        schedule();
    } else if (m_report->wakeInMs >= 0) {
        m_wakeTimer.start(static_cast<int>(m_report->wakeInMs));
    }
}

void Capture::end(std::function<void()> done)
{
    m_ended = std::move(done);
    m_reviewTimer.stop();
    m_transcripts.readNow();
    m_spool.readNow();
    if (m_running)
        return;
    m_retryMs = 0;
    schedule();
}

json Capture::status() const
{
    const CaptureState state = m_drain->state();
    const SpoolFigures spool = spoolFigures(m_drain->options().dataDir);
    json errors = json::array();
    for (const auto &[path, problem] : state.problems) {
        errors.push_back({{"path", path.empty() ? problem.error.path.toStdString() : pathText(path).toStdString()},
                          {"what", problem.error.what.toStdString()},
                          {"at", json(isoTime(problem.at))},
                          {"code", codeName(problem.error.code)}});
    }
    const bool polling = m_transcripts.isPolling();
    return {{"state", m_started ? "running" : "off"},
            {"last_event_at", state.lastEventAt < 0 ? json() : json(isoTime(state.lastEventAt))},
            {"queue_depth", state.queueDepth},
            {"spool_files", spool.files},
            {"spool_bytes", spool.bytes},
            {"dropped", spool.dropped},
            {"refused", state.refused},
            {"hook_ms_p95", state.hookUsP95 < 0 ? json() : json(static_cast<double>(state.hookUsP95) / 1000.0)},
            {"watching", polling ? "polling" : "inotify"},
            {"watching_because", m_transcripts.reason().toStdString()},
            {"folders_watched", m_transcripts.foldersWatched()},
            {"folders_unwatched", m_transcripts.unwatched().size()},
            {"files_read", state.figures.filesRead},
            {"bytes_read", state.figures.bytesRead},
            {"files_looked_at", state.figures.filesLookedAt},
            {"errors", errors}};
}

} // namespace assay
