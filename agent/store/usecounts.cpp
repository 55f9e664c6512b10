// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/usecounts.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

UseCounts::UseCounts(Database &db)
    : m_tool(db, u"INSERT INTO session_tool(session_id, tool, calls, failures) VALUES(?, CAST(? AS TEXT), ?, ?) "
                 "ON CONFLICT DO UPDATE SET calls = calls + excluded.calls, failures = failures + excluded.failures"_s)
    , m_skill(db, u"INSERT INTO session_skill(session_id, skill, uses) SELECT session_id, skill, 1 FROM skill_use "
                  "WHERE event_id = ? ON CONFLICT DO UPDATE SET uses = uses + 1"_s)
    , m_followed(db, u"INSERT OR IGNORE INTO session_skill(session_id, skill, uses) VALUES(?, CAST(? AS TEXT), 0)"_s)
{
}

Result<> UseCounts::addEvent(qint64 eventId, const DecodedEvent &event)
{
    const bool call = event.kind == EventKind::ToolCall;
    if (call && !event.tool.empty()) {
        Calls &calls = m_unwritten[event.tool];
        ++calls.calls;
        calls.failures += event.outcome == Outcome::Failed ? 1 : 0;
    }
    if (!event.skill.empty())
        m_unwrittenSkills.insert(event.skill);
    // What counts as a skill is for the view to say; here only what is none for certain.
    const bool maySkill = event.kind == EventKind::Command || (call && event.tool.starts_with('S'));
    if (maySkill && !m_skill.bind(eventId).run())
        return tl::unexpected(m_skill.error());
    return {};
}

void UseCounts::addFailure(const std::string &tool)
{
    if (!tool.empty())
        ++m_unwritten[tool].failures;
}

Result<> UseCounts::write(qint64 sessionId)
{
    for (const auto &[tool, counted] : m_unwritten) {
        if (!m_tool.bind(sessionId).bindUtf8(tool).bind(counted.calls).bind(counted.failures).run())
            return tl::unexpected(m_tool.error());
    }
    m_unwritten.clear();
    for (const std::string &skill : m_unwrittenSkills) {
        if (!m_followed.bind(sessionId).bindUtf8(skill).run())
            return tl::unexpected(m_followed.error());
    }
    m_unwrittenSkills.clear();
    return {};
}

} // namespace assay
