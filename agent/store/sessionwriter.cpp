// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/sessionwriter.h"

#include "agent/redact/redactor.h"
#include "models/data/decoderversion.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

QString fromUtf8(const std::string &text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

// The model of the newest reply of the piece; what the client made itself is none.
std::string modelOf(const DecodedPiece &piece)
{
    for (auto usage = piece.usages.rbegin(); usage != piece.usages.rend(); ++usage) {
        if (usage->agentId.empty() && !usage->model.empty() && usage->model != "<synthetic>")
            return usage->model;
    }
    return {};
}

} // namespace

SessionWriter::SessionWriter(Database &db, ProjectWriter &projects)
    : m_db(db)
    , m_projects(projects)
    , m_find(db, u"SELECT id FROM session WHERE agent = CAST(? AS TEXT) AND uuid = CAST(? AS TEXT)"_s)
    , m_apply(
          db,
          u"UPDATE session SET events = events + ?, events_total = events_total + ?, turns = turns + ?, "
          "tool_calls = tool_calls + ?, errors = errors + ?, subagents = subagents + ?, compactions = compactions + ?, "
          "started_at = CASE WHEN seen.first >= 0 AND (started_at < 0 OR seen.first < started_at) THEN seen.first "
          "ELSE started_at END, ended_at = max(ended_at, seen.last), model = coalesce(nullif(seen.model, ''), "
          "session.model) "
          "FROM (SELECT ? AS first, ? AS last, CAST(? AS TEXT) AS model) AS seen WHERE id = ?"_s)
    , m_cwd(db, u"SELECT cwd FROM session WHERE id = ?"_s)
    , m_project(db, u"UPDATE session SET project_id = ? WHERE id = ? AND project_id <> ?"_s)
    , m_facts(db, u"UPDATE session SET cwd = CASE WHEN session.cwd = '' THEN told.cwd ELSE session.cwd END, "
                  "version = CASE WHEN session.version = '' THEN told.version ELSE session.version END, "
                  "branch = coalesce(nullif(told.branch, ''), session.branch), "
                  "entrypoint = coalesce(nullif(told.entrypoint, ''), session.entrypoint), "
                  "cost_client = coalesce(told.cost, cost_client) FROM (SELECT CAST(? AS TEXT) AS cwd, CAST(? AS TEXT) "
                  "AS version, "
                  "CAST(? AS TEXT) AS branch, CAST(? AS TEXT) AS entrypoint, ? AS cost) AS told WHERE id = ?"_s)
    , m_title(db,
              u"UPDATE session SET title = ?, title_kind = ? WHERE id = ? AND (title_kind < ? OR (title_kind = ? AND "
              "title_kind > 1 AND title <> ?))"_s)
    , m_leaf(db, u"SELECT session_id FROM event WHERE line_key = ? LIMIT 1"_s)
{
}

Result<qint64> SessionWriter::find(const std::string &agent, const std::string &uuid)
{
    m_find.bindUtf8(agent).bindUtf8(uuid);
    const qint64 id = m_find.next() ? m_find.integer(0) : 0;
    m_find.finish();
    if (!m_find.ok())
        return tl::unexpected(m_find.error());
    return id;
}

Result<qint64> SessionWriter::findOrCreate(const std::string &agent, const std::string &uuid, const DecodedFacts &facts)
{
    const auto known = find(agent, uuid);
    if (!known || *known != 0)
        return known;
    const auto project = m_projects.projectFor(fromUtf8(facts.cwd));
    if (!project)
        return project;
    Statement insert(m_db, u"INSERT INTO session(agent, uuid, project_id, lineage, decoder_version, ruleset_version) "
                           "VALUES(?, ?, ?, ?, ?, ?)"_s);
    insert.bind(fromUtf8(agent)).bind(fromUtf8(uuid)).bind(*project).bind(fromUtf8(uuid));
    if (!insert.bind(decoderVersion).bind(Redactor::ruleSetVersion()).run())
        return tl::unexpected(insert.error());
    ++m_created;
    return insert.lastInsertId();
}

Result<> SessionWriter::apply(qint64 sessionId, const SessionDelta &delta, const DecodedPiece &piece)
{
    m_apply.bind(delta.events).bind(delta.eventsTotal).bind(delta.turns).bind(delta.toolCalls).bind(delta.errors);
    m_apply.bind(delta.subagents).bind(delta.compactions).bind(delta.firstAt).bind(delta.lastAt);
    m_apply.bind(fromUtf8(modelOf(piece))).bind(sessionId);
    if (!m_apply.run())
        return tl::unexpected(m_apply.error());
    return facts(sessionId, piece.facts);
}

// The first folder that the lines tell decides the project; a session may have begun with lines that tell none.
Result<> SessionWriter::place(qint64 sessionId, const QString &cwd)
{
    if (cwd.isEmpty())
        return {};
    m_cwd.bind(sessionId);
    const bool placed = m_cwd.next() && !m_cwd.text(0).isEmpty();
    m_cwd.finish();
    if (placed)
        return {};
    const auto project = m_projects.projectFor(cwd);
    if (!project)
        return tl::unexpected(project.error());
    if (!m_project.bind(*project).bind(sessionId).bind(*project).run())
        return tl::unexpected(m_project.error());
    return {};
}

Result<> SessionWriter::facts(qint64 sessionId, const DecodedFacts &facts)
{
    if (auto placed = place(sessionId, fromUtf8(facts.cwd)); !placed)
        return placed;
    m_facts.bindUtf8(facts.cwd).bindUtf8(facts.version).bindUtf8(facts.branch).bindUtf8(facts.entrypoint);
    if (facts.clientCostUsd)
        m_facts.bind(*facts.clientCostUsd);
    else
        m_facts.bindNull();
    if (!m_facts.bind(sessionId).run())
        return tl::unexpected(m_facts.error());
    if (facts.repository.empty() && facts.remote.empty())
        return {};
    m_cwd.bind(sessionId);
    const QString cwd = m_cwd.next() ? m_cwd.text(0) : QString();
    m_cwd.finish();
    return m_projects.learn(cwd, fromUtf8(facts.remote), ProjectEvidence::GitOutput).and_then([&] {
        return m_projects.learn(cwd, fromUtf8(facts.repository), ProjectEvidence::PullRequest);
    });
}

Result<> SessionWriter::titles(qint64 sessionId, const std::vector<DecodedTitle> &titles)
{
    for (const DecodedTitle &each : titles) {
        const QString text = fromUtf8(each.text);
        if (each.kind != DecodedTitle::Kind::LeafSummary) {
            if (auto titled = sessionId == 0 ? Result<>{} : title(sessionId, each.kind, text); !titled)
                return titled;
            continue;
        }
        const QByteArray leaf(reinterpret_cast<const char *>(each.leaf.data()), qsizetype(each.leaf.size()));
        const auto found = titleLeaf(leaf, text);
        if (!found)
            return tl::unexpected(found.error());
        if (*found)
            continue;
        Statement pending(m_db, u"INSERT INTO pending_title(leaf, title) VALUES(?, ?) ON CONFLICT(leaf) DO NOTHING"_s);
        if (!pending.bind(leaf).bind(text).run())
            return tl::unexpected(pending.error());
    }
    return {};
}

Result<> SessionWriter::title(qint64 sessionId, DecodedTitle::Kind kind, const QString &text)
{
    const int rank = static_cast<int>(kind);
    if (!m_title.bind(text).bind(rank).bind(sessionId).bind(rank).bind(rank).bind(text).run())
        return tl::unexpected(m_title.error());
    return {};
}

Result<bool> SessionWriter::titleLeaf(const QByteArray &leaf, const QString &text)
{
    m_leaf.bind(leaf);
    const qint64 session = m_leaf.next() ? m_leaf.integer(0) : 0;
    m_leaf.finish();
    if (session == 0)
        return false;
    return title(session, DecodedTitle::Kind::LeafSummary, text).map([] { return true; });
}

Result<> SessionWriter::resolvePendingTitles()
{
    QList<QPair<QByteArray, QString>> pending;
    Statement all(m_db, u"SELECT leaf, pending_title.title FROM pending_title WHERE EXISTS "
                        "(SELECT 1 FROM event WHERE line_key = leaf)"_s);
    while (all.next())
        pending.append({all.blob(0), all.text(1)});
    all.finish();
    Statement done(m_db, u"DELETE FROM pending_title WHERE leaf = ?"_s);
    for (const auto &[leaf, text] : pending) {
        if (const auto titled = titleLeaf(leaf, text); !titled)
            return tl::unexpected(titled.error());
        if (!done.bind(leaf).run())
            return tl::unexpected(done.error());
    }
    return {};
}

Result<> SessionWriter::joinLineages(qint64 sessionId, const QList<qint64> &relatives)
{
    Statement edge(m_db, u"INSERT OR IGNORE INTO lineage_edge(a, b) VALUES(?, ?)"_s);
    Statement join(m_db,
                   u"UPDATE session SET lineage = pair.smallest FROM (SELECT min(lineage) AS smallest, max(lineage) AS "
                   "largest FROM session WHERE id IN (?, ?)) AS pair WHERE lineage = pair.largest AND "
                   "pair.smallest <> pair.largest"_s);
    for (const qint64 relative : relatives) {
        if (!edge.bind(std::min(sessionId, relative)).bind(std::max(sessionId, relative)).run())
            return tl::unexpected(edge.error());
        if (edge.changes() > 0 && !join.bind(sessionId).bind(relative).run())
            return tl::unexpected(join.error());
    }
    return {};
}

} // namespace assay
