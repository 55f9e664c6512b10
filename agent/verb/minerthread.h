// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Mining beside everything else: on a thread of its own, which reads on its own connection and has only short pieces
// written by the writer thread, so that capture never waits for it. Passes that nobody asked for run at low priority
// and take a tenth of the time at most; one after the other.

#include "agent/store/minerpass.h"
#include "agent/verb/writerthread.h"
#include "models/data/store/datadir.h"

namespace assay {

struct Settings;

class MinerThread final : public QObject {
    Q_OBJECT

public:
    // Asked on the miner's thread before each pass.
    using ReadSettings = std::function<Result<Settings>()>;

    // The writer lives longer than this.
    MinerThread(DataDir dataDir, QString claudeDir, WriterThread &writer, ReadSettings settings,
                QObject *parent = nullptr);
    // stop(), then waits for the pass, but not for long: see isLeftBehind().
    ~MinerThread() override;
    // Cancels, without waiting; what waits is dropped unanswered.
    void stop();
    // A pass at low priority got no turn to end: the process has to end without taking itself apart (std::_Exit).
    [[nodiscard]] static bool isLeftBehind();

    using Done = std::function<void(const Result<nlohmann::ordered_json> &)>;
    // Somebody waits for it: args {workspace, full, ticket}; `done` with the keys of mine, on this object's thread.
    void mine(const nlohmann::json &args, Done done);
    // Sessions (local ids; empty = any) have moved: mines soon, if one of them has ended, has stopped or has had its
    // turns (miningmark.h).
    void note(const QString &workspace, const QList<qint64> &sessions);
    // The call with this ticket ends soon, or is not begun.
    void cancel(const QString &ticket);
    [[nodiscard]] bool isRunning() const; // a pass that somebody waits for
    // For tests on a machine that never idles: what is noted is looked at at once, at the usual priority.
    void hurry();

Q_SIGNALS:
    // A pass that nobody waited for has stored something.
    void mined(const QString &workspace, qint64 candidatesNew, qint64 candidatesChanged);
    void failed(const assay::Error &error);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace assay
