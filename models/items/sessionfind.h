// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A search within one session that runs in the background and tells what it has found so far. A newer one replaces it;
// when the session has grown, what came is searched too, and only that.
// Keeps ids and counts only. Lives on the GUI thread, does no I/O there.

#include <QObject>

#include <functional>

#include "models/data/query/findinsession.h"

namespace assay {

class QueryRunner;

class SessionFind final : public QObject {
    Q_OBJECT

public:
    static constexpr qint64 charactersPerPiece = qint64{4} << 20;

    using QObject::QObject;

    // The runner must outlive it. Empty words find nothing. `origin`: the event where the reader is, 0 = at the start.
    void start(QueryRunner &runner, qint64 session, const QString &words, Qt::CaseSensitivity caseSensitivity,
               qint64 origin);
    // Looks at what came since. Nothing happens when nothing was looked for.
    void lookFurther(QueryRunner &runner, qint64 origin);
    void stop();

    [[nodiscard]] bool isRunning() const { return m_running && !m_isFurther; }    // more may be found
    [[nodiscard]] const QList<FoundEvent> &found() const { return m_told.found; } // in transcript order
    // Index of the first one from the origin on, which may be the size of the list; -1 = not known yet.
    [[nodiscard]] int firstFromOrigin() const { return m_told.fromOrigin; }
    [[nodiscard]] qint64 hits() const { return m_told.hits; }
    [[nodiscard]] int percent() const; // looked at

Q_SIGNALS:
    void progressed(); // more found, or done
    void failed(const QString &what);

private:
    struct Findings {
        QList<FoundEvent> found;
        int fromOrigin = -1;
        qint64 hits = 0;
        qint64 seen = 0;
        qint64 events = 0;
    };

    template<typename Value>
    void ask(QueryRunner &runner, std::function<Result<Value>(Database &)> read);
    void take(QueryRunner &runner, const FindPiece &piece);
    void take(QueryRunner &runner, const FindNews &news);
    void askNews(QueryRunner &runner);
    void merge(const FindNews &news);
    void done(QueryRunner &runner);

    FindWords m_what;
    quint64 m_question = 0; // answers to earlier ones are dropped
    Findings m_told;
    FindReach m_reach;
    bool m_running = false;
    bool m_isFurther = false;     // what came since is looked at
    bool m_grewMeanwhile = false; // while it was running
};

} // namespace assay
