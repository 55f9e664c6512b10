// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Which tools and skills a session used, as rows that move by differences: a line that is appended touches one row of
// session_tool, and session_skill only where it uses one or is the first to be written under it. recount() makes both
// from scratch.

#include "agent/read/transcript.h"
#include "models/data/error.h"
#include "models/data/store/statement.h"

#include <map>
#include <set>
#include <string>

namespace assay {

class UseCounts {
public:
    explicit UseCounts(Database &db);

    // A row that was just written to the table of events.
    [[nodiscard]] Result<> addEvent(qint64 eventId, const DecodedEvent &event);
    // The result of a call that was counted before it had one.
    void addFailure(const std::string &tool);
    // Writes the calls that came together since the last time. Once per piece.
    [[nodiscard]] Result<> write(qint64 sessionId);

private:
    struct Calls {
        qint64 calls = 0;
        qint64 failures = 0;
    };
    Statement m_tool;
    Statement m_skill;
    Statement m_followed;
    std::map<std::string, Calls> m_unwritten; // by tool
    std::set<std::string> m_unwrittenSkills;  // lines were written under them
};

} // namespace assay
