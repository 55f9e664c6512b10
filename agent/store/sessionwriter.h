// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Session rows: found or made by (agent, uuid), moved by differences, titled, and joined to lineages.

#include "agent/store/eventwriter.h"
#include "agent/store/projectwriter.h"

namespace assay {

class SessionWriter {
public:
    SessionWriter(Database &db, ProjectWriter &projects);

    // 0 = there is no such session.
    [[nodiscard]] Result<qint64> find(const std::string &agent, const std::string &uuid);
    [[nodiscard]] Result<qint64> findOrCreate(const std::string &agent, const std::string &uuid,
                                              const DecodedFacts &facts);
    [[nodiscard]] Result<> apply(qint64 sessionId, const SessionDelta &delta, const DecodedPiece &piece);
    [[nodiscard]] Result<> titles(qint64 sessionId, const std::vector<DecodedTitle> &titles);
    // Titles whose line was not known when they were read. Once per import, not per line.
    [[nodiscard]] Result<> resolvePendingTitles();
    [[nodiscard]] Result<> joinLineages(qint64 sessionId, const QList<qint64> &relatives);

    [[nodiscard]] qint64 created() const { return m_created; }

private:
    [[nodiscard]] Result<> title(qint64 sessionId, DecodedTitle::Kind kind, const QString &text);
    [[nodiscard]] Result<bool> titleLeaf(const QByteArray &leaf, const QString &text);
    [[nodiscard]] Result<> place(qint64 sessionId, const QString &cwd);
    [[nodiscard]] Result<> facts(qint64 sessionId, const DecodedFacts &facts);

    Database &m_db;
    ProjectWriter &m_projects;
    Statement m_find;
    Statement m_apply;
    Statement m_cwd;
    Statement m_project;
    Statement m_facts;
    Statement m_title;
    Statement m_leaf;
    qint64 m_created = 0;
};

} // namespace assay
