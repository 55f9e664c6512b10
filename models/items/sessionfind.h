// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A search within one session that runs in the background and tells what it has found so far. A newer one replaces it.
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
    void stop();

    [[nodiscard]] bool isRunning() const { return m_running; }
    [[nodiscard]] const QList<FoundEvent> &found() const { return m_found; } // in transcript order
    // Index of the first one from the origin on, which may be the size of the list; -1 = not known yet.
    [[nodiscard]] int firstFromOrigin() const { return m_fromOrigin; }
    [[nodiscard]] qint64 hits() const { return m_hits; }
    [[nodiscard]] int percent() const; // looked at

Q_SIGNALS:
    void progressed(); // more found, or done
    void failed(const QString &what);

private:
    void ask(QueryRunner &runner, std::function<Result<FindPiece>(Database &)> read);
    void take(QueryRunner &runner, const FindPiece &piece);

    QString m_words;
    Qt::CaseSensitivity m_caseSensitivity = Qt::CaseInsensitive;
    quint64 m_question = 0; // answers to earlier ones are dropped
    QList<FoundEvent> m_found;
    qint64 m_origin = 0;
    int m_fromOrigin = -1;
    qint64 m_hits = 0;
    qint64 m_seen = 0;
    qint64 m_events = 0;
    bool m_running = false;
};

} // namespace assay
