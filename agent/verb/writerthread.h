// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The one thread of the agent that writes. Jobs are performed in the order they come, with one exception: an import
// gives way to everything else and goes on afterwards, so that a deletion takes effect at once. Decoding anew gives way
// to what somebody waits for; whoever posted it posts it again.

#include "agent/verb/storejobs.h"

#include <QObject>

#include <functional>
#include <memory>

#include <nlohmann/json_fwd.hpp>

namespace assay {

class WriterThread final : public QObject {
    Q_OBJECT

public:
    using Done = std::function<void(const Result<nlohmann::ordered_json> &)>;

    WriterThread(DataDir dataDir, UserRules rules, QString claudeDir, QObject *parent = nullptr);
    ~WriterThread() override; // cancels, waits for the running job to commit; jobs that wait are dropped unanswered

    // `done` is called on this object's thread. An import while another waits or runs is Busy. A quiet job waits for a
    // running import instead of interrupting it.
    enum class Urgency { Normal, Quiet };
    void post(const QString &job, const nlohmann::json &args, Done done, Urgency urgency = Urgency::Normal);

    // A piece of live capture. Comes after every other job but before imports and quiet ones; an import that runs gives
    // way to it, and it ends soon (with what it has) when another job comes.
    using Task = std::function<Result<>(StoreJobs &jobs, const std::atomic<bool> &cancel)>;
    void postCapture(Task task, std::function<void(const Result<> &)> done);

    // A short piece of somebody's long work, which runs elsewhere. Comes in turn with capture; an import that runs
    // gives way to it when somebody waits for it. Dropped unanswered when this ends first.
    using Piece = std::function<void(StoreJobs &jobs)>;
    void postPiece(Piece piece, Urgency urgency);

    // The import that runs or waits ends soon, with what it has.
    void cancelImport();
    // The job whose argument "ticket" this is, and no other: a running one ends soon with what it has, if it can; one
    // that waits is not begun.
    void cancel(const QString &ticket);
    // Name of the job under way; empty = idle, or capture.
    [[nodiscard]] QString running() const;
    [[nodiscard]] bool importKnown() const; // one runs or waits

Q_SIGNALS:
    // JSON text: the workspace, the ticket and the figures of the job.
    void progress(const QString &job, const QByteArray &figures);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace assay
