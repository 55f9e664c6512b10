// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Live capture, seen from the thread with the event loop: watches the transcripts and the spool, and has the writer
// thread drain them. One drain at a time; what moves meanwhile is for the next one, so that batches grow with the load.
// Does nothing while nothing happens.

#include "agent/capture/capturedrain.h"
#include "agent/capture/pathwatcher.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <nlohmann/json_fwd.hpp>

namespace assay {

class Capture final : public QObject {
    Q_OBJECT

public:
    // What a drain needs of the thread that runs it.
    struct Bench {
        Lanes::OpenStore open;
        Result<std::shared_ptr<const Redactor>> redactor;
        const std::atomic<bool> &cancel; // set: end soon, what is left comes later
    };
    using Drain = std::function<Result<>(const Bench &)>;
    // Runs it on the writer thread and calls `done` on this one.
    using Post = std::function<void(Drain drain, std::function<void(const Result<> &)> done)>;

    Capture(CaptureOptions options, Post post, QObject *parent = nullptr);

    void start();
    // Everything is looked at once more: what was held back by a pause or a setting.
    void wake();
    // While an import runs, drains keep a distance from each other, so that it gets on.
    void setImportRuns(std::function<bool()> importRuns) { m_importRuns = std::move(importRuns); }
    // What has arrived until now is drained; then `done`, once.
    void end(std::function<void()> done);

    // The keys of status capture{} that are known here.
    [[nodiscard]] nlohmann::json status() const;
    [[nodiscard]] CaptureState state() const { return m_drain->state(); }
    [[nodiscard]] const PathWatcher &transcripts() const { return m_transcripts; }

Q_SIGNALS:
    // After each transaction: local ids of the sessions that it wrote to; empty when only presence moved.
    void changed(const QString &workspace, const QList<qint64> &sessions);
    void failed(const assay::Error &error);

private:
    void schedule();
    void drain();
    void drained(const Result<> &done);

    std::shared_ptr<CaptureDrain> m_drain; // also held by the drain that runs
    std::shared_ptr<CaptureDrain::Report> m_report;
    Post m_post;
    std::function<bool()> m_importRuns;
    PathWatcher m_transcripts;
    PathWatcher m_spool;
    CaptureDrain::Work m_work;
    bool m_wanted = false;
    bool m_running = false;
    bool m_started = false;
    QTimer m_wakeTimer;
    QTimer m_reviewTimer; // for what no watch tells
    QElapsedTimer m_sinceDrain;
    int m_retryMs = 0; // after a failure; 0 = the last one went well
    std::function<void()> m_ended;
};

} // namespace assay
