// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Facts as rows (0004_facts.sql): written for one session at a time, replaced whole, taken away without a trace. On the
// writer's thread, in a transaction of the caller.

#include "agent/facts/factbuilder.h"
#include "models/data/error.h"
#include "models/data/store/statement.h"

#include <unordered_map>

namespace assay {

enum class FactNameKind : int { Head = 1, Form = 2, File = 3 };

class FactRows {
public:
    explicit FactRows(Database &db);

    // What is stored of the session goes. Names that nothing uses any more stay until a session is deleted: they are of
    // events that are still there, and looking for them costs a walk over all acts.
    [[nodiscard]] Result<> replace(qint64 sessionId, const FactsOfSession &facts);

private:
    [[nodiscard]] Result<qint64> name(FactNameKind kind, const std::string &text);
    [[nodiscard]] Result<qint64> error(const FactError &error);
    [[nodiscard]] Result<> episode(qint64 sessionId, qint64 ordinal, const EpisodeOfSession &episode);
    [[nodiscard]] Result<> act(qint64 sessionId, qint64 ordinal, qint64 episode, const ActOfSession &act);
    [[nodiscard]] Result<> forget(qint64 sessionId);

    Statement m_findName;
    Statement m_addName;
    Statement m_findError;
    Statement m_addError;
    Statement m_addEpisode;
    Statement m_addAct;
    Statement m_addRefusal;
    Statement m_addSession;
    std::array<Statement, 4> m_forget;
    std::unordered_map<std::string, qint64> m_known; // kind and text → number
};

// All facts of a session, and every text that only they used. Part of a deletion, and of masking texts anew.
[[nodiscard]] Result<> forgetFacts(Database &db, qint64 sessionId);
// All facts, and what was mined and summed up from them but the candidates: what they were made from is about to change
// everywhere.
[[nodiscard]] Result<> forgetAllFacts(Database &db);
// How often that happened. What was read of facts before is not to be written after it.
[[nodiscard]] Result<qint64> factsGeneration(Database &db);
[[nodiscard]] Result<> dropUnusedFactNames(Database &db);

// Words of a list that stands in a row.
[[nodiscard]] std::string joinedWords(const std::vector<std::string> &words);
[[nodiscard]] std::vector<std::string_view> splitWords(std::string_view joined);

} // namespace assay
