// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// When summaries are brought up to date: some seconds after something was captured, sooner the less it costs, so that
// a twentieth of the time at most goes into it and they are never further behind than the workspace's setting. On the
// thread with the event loop.

#include "models/data/error.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QTimer>

#include <functional>

namespace assay {

class SummaryClock final : public QObject {
    Q_OBJECT

public:
    // Begins a piece of the work; `done` is told whether there is more, or that it failed.
    using Done = std::function<void(const Result<bool> &more)>;
    using Refresh = std::function<void(const QString &workspace, Done done)>;

    SummaryClock(Refresh refresh, QObject *parent = nullptr);

    // Something was stored, or hidden.
    void heard(const QString &workspace);
    // How far a workspace may be behind; a minute, where nobody says otherwise.
    using MostSeconds = std::function<int(const QString &workspace)>;
    void setCadence(MostSeconds seconds) { m_mostSeconds = std::move(seconds); }

Q_SIGNALS:
    // Told once; it is tried again after longer and longer pauses. A workspace that holds nothing is no failure.
    void failed(const QString &workspace, const assay::Error &error);

private:
    struct Lane {
        qint64 lastMs = 0; // what it took the last time
        int failures = 0;  // in a row
        bool waits = false;
        bool runs = false;
        bool again = false; // something came while it ran
    };
    void start(const QString &workspace);
    void refresh(const QString &workspace);
    void refreshed(const QString &workspace, qint64 tookMs, const Result<bool> &more);

    Refresh m_refresh;
    MostSeconds m_mostSeconds;
    QHash<QString, Lane> m_lanes;
};

} // namespace assay
