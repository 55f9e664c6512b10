// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/redecode.h"

#include <QElapsedTimer>
#include <QList>

#include <memory>

#include "agent/store/retelling.h"
#include "models/data/decoderversion.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// Those that were deleted go within ten minutes, as they are.
Result<QList<qint64>> olderSessions(Database &db, qint64 after)
{
    QList<qint64> ids;
    Statement s(db,
                u"SELECT id FROM session WHERE decoder_version < ? AND deleted_at IS NULL AND id > ? ORDER BY id"_s);
    s.bind(decoderVersion).bind(after);
    while (s.next())
        ids.append(s.integer(0));
    if (!s.ok())
        return tl::unexpected(s.error());
    return ids;
}

} // namespace

Result<RedecodeSummary> redecodeOlderSessions(Database &db, const Redactor &redactor, const RedecodeLimits &limits,
                                              const OnRedecoded &onProgress, const std::atomic<bool> &cancel)
{
    RedecodeSummary summary;
    summary.lastSession = limits.afterSession;
    const auto sessions = olderSessions(db, limits.afterSession);
    if (!sessions)
        return tl::unexpected(sessions.error());
    if (sessions->isEmpty())
        return summary;
    const auto sources = storedSources(db);
    if (!sources)
        return tl::unexpected(sources.error());
    QElapsedTimer clock;
    clock.start();
    Retelling retelling(db, redactor, cancel);
    qint64 looked = 0;
    for (const qint64 session : *sessions) {
        if (cancel || clock.elapsed() >= limits.milliseconds)
            break;
        QList<StoredSource> its;
        for (const StoredSource &source : *sources) {
            if (source.sessionId == session)
                its.append(source);
        }
        const auto told = retelling.run(session, its);
        if (!told)
            return tl::unexpected(told.error());
        if (*told == Retelling::Outcome::Cancelled)
            break;
        summary.sessions += *told == Retelling::Outcome::Told ? 1 : 0;
        summary.left += *told == Retelling::Outcome::Damaged ? 1 : 0;
        summary.lastSession = session;
        ++looked;
        if (onProgress)
            onProgress(looked, sessions->size());
    }
    summary.changed = retelling.changed();
    summary.remaining = sessions->size() - looked;
    if (summary.remaining > 0)
        return summary;
    return retelling.finish().map([&summary] { return summary; });
}

} // namespace assay
