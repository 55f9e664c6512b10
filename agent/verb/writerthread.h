// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The one thread of the agent that writes. Jobs are performed in the order they come, with one exception: an import
// gives way to everything else and goes on afterwards, so that a deletion takes effect at once.

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

    // The import that runs or waits ends soon, with what it has.
    void cancelImport();
    // The job whose argument "ticket" this is, and no other: a running one ends soon with what it has, if it can; one
    // that waits is not begun.
    void cancel(const QString &ticket);
    // Name of the job under way; empty = idle.
    [[nodiscard]] QString running() const;

Q_SIGNALS:
    // JSON text: the workspace, the ticket and the figures of the job.
    void progress(const QString &job, const QByteArray &figures);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace assay
