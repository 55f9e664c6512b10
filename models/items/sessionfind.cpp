// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/items/sessionfind.h"

#include "models/items/ask.h"

namespace assay {

void SessionFind::stop()
{
    ++m_question;
    m_running = false;
    m_found.clear();
    m_hits = m_seen = m_events = 0;
    m_fromOrigin = -1;
}

void SessionFind::start(QueryRunner &runner, qint64 session, const QString &words, Qt::CaseSensitivity caseSensitivity,
                        qint64 origin)
{
    stop();
    m_origin = origin;
    m_fromOrigin = origin == 0 ? 0 : -1;
    m_words = words;
    m_caseSensitivity = caseSensitivity;
    if (words.isEmpty() || session == 0) {
        Q_EMIT progressed();
        return;
    }
    m_running = true;
    ask(runner, [session, words, caseSensitivity, origin](Database &db) -> Result<FindPiece> {
        const auto plan = planFind(db, session);
        if (!plan)
            return tl::unexpected(plan.error());
        return findNext(db, *plan, {words, caseSensitivity, origin}, charactersPerPiece);
    });
}

void SessionFind::ask(QueryRunner &runner, std::function<Result<FindPiece>(Database &)> read)
{
    assay::ask<FindPiece>(runner, QueryRunner::Lane::Search, this, true, std::move(read),
                          [this, &runner, question = m_question](const Result<FindPiece> &piece) {
                              if (question != m_question)
                                  return;
                              if (piece) {
                                  take(runner, *piece);
                                  return;
                              }
                              m_running = false;
                              Q_EMIT failed(piece.error().what);
                          });
}

void SessionFind::take(QueryRunner &runner, const FindPiece &piece)
{
    if (piece.beforeOrigin >= 0)
        m_fromOrigin = static_cast<int>(m_found.size()) + piece.beforeOrigin;
    m_found.append(piece.found);
    for (const FoundEvent &event : piece.found)
        m_hits += event.count;
    m_seen += piece.seen;
    m_events = piece.rest.events;
    m_running = !piece.rest.left.isEmpty();
    if (m_running)
        ask(runner, [rest = piece.rest, what = FindWords{m_words, m_caseSensitivity, m_origin}](Database &db) {
            return findNext(db, rest, what, charactersPerPiece);
        });
    Q_EMIT progressed();
}

int SessionFind::percent() const
{
    return m_events > 0 ? static_cast<int>(std::min<qint64>(100, m_seen * 100 / m_events)) : 0;
}

} // namespace assay
