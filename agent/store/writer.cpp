// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/writer.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QUuid>

#include "agent/store/exclusions.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// Lines that name no session at all, in a file whose name holds none: the session is named after the file.
std::string sessionNamedAfter(const SourceFile &file)
{
    static const QUuid space(u"{8b1a2d7e-5a0c-4c7b-9c0e-6f2f3f1d9a51}"_s);
    return QUuid::createUuidV5(space, file.pathText()).toString(QUuid::WithoutBraces).toStdString();
}

std::string sessionUuid(const SourceBatch &batch)
{
    const SourceFile &file = batch.source->file;
    if (!batch.source->state.sessionUuid.empty())
        return batch.source->state.sessionUuid;
    if (!batch.piece.facts.sessionId.empty())
        return batch.piece.facts.sessionId;
    return file.fileSessionId.empty() ? sessionNamedAfter(file) : file.fileSessionId;
}

} // namespace

Writer::Writer(Database &db, const Exclusions &exclusions)
    : m_db(db)
    , m_exclusions(exclusions)
    , m_projects(db)
    , m_sessions(db, m_projects)
    , m_sources(db)
    , m_events(db)
    , m_usages(db)
    , m_outdateFacts(db, u"DELETE FROM fact_session WHERE session_id = ?"_s)
{
}

Result<> Writer::begin()
{
    if (m_transaction)
        return {};
    m_transaction = std::make_unique<Transaction>(m_db);
    m_sinceBegin.start();
    return m_transaction->begin();
}

Result<> Writer::apply(const SourceBatch &batch)
{
    // Of a session that must not come back nothing is kept, not even its file's name; lifting the exclusion reads it
    // anew.
    const std::string uuid = sessionUuid(batch);
    if (batch.excluded || m_exclusions.excludesAll(uuid))
        return {};
    if (auto begun = begin(); !begun)
        return begun;
    const auto sourceId = m_sources.open(batch, QDateTime::currentMSecsSinceEpoch());
    if (!sourceId)
        return tl::unexpected(sourceId.error());
    const auto sessionId = sessionOf(batch, uuid);
    if (!sessionId)
        return tl::unexpected(sessionId.error());
    if (auto written = content(*sourceId, *sessionId, batch); !written)
        return written;
    m_bytesSinceCommit += batch.bytesRead;
    const bool enough = m_bytesSinceCommit >= commitBytes || m_sinceBegin.elapsed() >= commitMs;
    return enough ? commit() : Result<>{};
}

// 0 = the lines say nothing that belongs to a session.
Result<qint64> Writer::sessionOf(const SourceBatch &batch, const std::string &uuid)
{
    if (batch.source->state.sessionId != 0)
        return batch.source->state.sessionId;
    Statement known(m_db, u"SELECT session_id FROM source WHERE path = ? AND session_id IS NOT NULL"_s);
    known.bind(batch.source->file.pathText());
    if (known.next())
        return known.integer(0);
    known.finish();
    const DecodedPiece &piece = batch.piece;
    const bool hasContent = !piece.events.empty() || !piece.results.empty() || !piece.usages.empty();
    return hasContent ? m_sessions.findOrCreate(batch.source->file.agent, uuid, piece.facts)
                      : m_sessions.find(batch.source->file.agent, uuid);
}

Result<> Writer::content(qint64 sourceId, qint64 sessionId, const SourceBatch &batch)
{
    if (auto titled = m_sessions.titles(sessionId, batch.piece.titles); !titled)
        return titled;
    m_uncountedLines.lines += batch.piece.counts.lines;
    m_uncountedLines.keptRaw += batch.piece.counts.keptRaw;
    m_uncountedLines.broken += batch.piece.counts.broken;
    // Lines that tell nothing are kept all the same (see redecode.h).
    if (sessionId == 0)
        return m_sources.store(sourceId, batch);
    m_touched.insert(sessionId);
    const auto base = m_sources.positionBase(sourceId, sessionId, batch);
    if (!base)
        return tl::unexpected(base.error());
    SessionDelta delta;
    QList<qint64> relatives;
    const StreamPlace place{sessionId, sourceId, *base};
    auto written = m_events.write(place, batch.piece, delta, relatives)
                       .and_then([&] { return outdateFacts(sessionId); })
                       .and_then([&] { return m_sessions.apply(sessionId, delta, batch.piece); })
                       .and_then([&] { return m_usages.write(sessionId, batch.piece.usages); })
                       .and_then([&] { return m_sessions.joinLineages(sessionId, relatives); })
                       .and_then([&] { return m_sources.store(sourceId, batch); });
    m_uncountedEvents += delta.eventsTotal;
    m_eventsAdded += delta.eventsTotal;
    return written;
}

// They are made anew when somebody needs them (factpass.h): in the midst of a session that would be its whole length
// for every line.
Result<> Writer::outdateFacts(qint64 sessionId)
{
    if (!m_outdateFacts.bind(sessionId).run())
        return tl::unexpected(m_outdateFacts.error());
    return {};
}

Result<> Writer::totals()
{
    Statement add(m_db, u"UPDATE total SET value = value + ? WHERE name = ? AND ? <> 0"_s);
    const qint64 sessions = m_sessions.created() - m_countedSessions;
    const std::initializer_list<std::pair<qint64, QString>> changes = {{sessions, u"sessions"_s},
                                                                       {m_uncountedEvents, u"events"_s},
                                                                       {m_uncountedLines.lines, u"lines"_s},
                                                                       {m_uncountedLines.keptRaw, u"lines_raw"_s},
                                                                       {m_uncountedLines.broken, u"lines_broken"_s}};
    for (const auto &[change, name] : changes) {
        if (!add.bind(change).bind(name).bind(change).run())
            return tl::unexpected(add.error());
    }
    m_countedSessions = m_sessions.created();
    m_uncountedEvents = 0;
    m_uncountedLines = {};
    return {};
}

Result<> Writer::mark(const QList<qint64> &sources, const QString &state)
{
    if (sources.isEmpty())
        return {};
    return begin().and_then([&] { return m_sources.mark(sources, state); });
}

Result<> Writer::finish()
{
    return begin().and_then([&] { return m_sessions.resolvePendingTitles(); }).and_then([&] { return commit(); });
}

Result<> Writer::applyAliases()
{
    return begin().and_then([&] { return m_projects.applyAliases(); });
}

Result<> Writer::commit()
{
    if (!m_transaction)
        return {};
    auto done = totals().and_then([&] { return m_events.text().indexWaiting(); }).and_then([&] {
        return m_transaction->commit();
    });
    m_transaction.reset();
    m_bytesSinceCommit = 0;
    return done;
}

} // namespace assay
