// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/read/claudeline.h"

#include "agent/read/isotime.h"
#include "agent/read/linekey.h"
#include "agent/read/plaintext.h"
#include "agent/read/repositoryname.h"

namespace assay {

namespace {

constexpr std::size_t TitleBytes = 200;

// 1.0.x writes sub-agents into the session's file without naming them.
constexpr std::string_view UnnamedRun = "sidechain";

std::string agentOf(const dom::object &object, const SourceContext &context)
{
    const std::string_view told = stringAt(object, "agentId");
    if (context.layout != SourceContext::Layout::Session)
        return plainText(told.empty() ? std::string_view(context.agentId) : told);
    bool isSidechain = false;
    if (object.at_key("isSidechain").get(isSidechain) != simdjson::SUCCESS)
        return {};
    if (!isSidechain)
        return {};
    return plainText(told.empty() ? UnnamedRun : told);
}

} // namespace

ClaudeLine::ClaudeLine(const dom::object &object, std::string_view text, const SourceContext &context,
                       ClaudeMemory &memory, DecodedPiece &piece, bool replaced)
    : m_object(object)
    , m_text(text)
    , m_version(stringAt(object, "version"))
    , m_context(context)
    , m_memory(memory)
    , m_piece(piece)
    , m_agentId(agentOf(object, context))
    , m_replaced(replaced)
    , m_isRoot(stringAt(object, "parentUuid").empty())
    , m_at(parseIsoTime(stringAt(object, "timestamp")))
{
    m_keyIsUuid = parseUuid(stringAt(object, "uuid"), m_key);
    m_keyIsMade = m_keyIsUuid;
}

ClaudeLine::ClaudeLine(const ClaudeLine &outer, const dom::object &object, std::string_view agentId, bool startsRun)
    : m_object(object)
    , m_text(outer.m_text)
    , m_version(outer.m_version)
    , m_context(outer.m_context)
    , m_memory(outer.m_memory)
    , m_piece(outer.m_piece)
    , m_agentId(plainText(agentId))
    , m_replaced(outer.m_replaced)
    , m_isRoot(startsRun)
    , m_at(parseIsoTime(stringAt(object, "timestamp")))
{
    if (m_at < 0)
        m_at = outer.m_at;
    m_keyIsUuid = parseUuid(stringAt(object, "uuid"), m_key);
    m_keyIsMade = m_keyIsUuid;
}

const LineKey &ClaudeLine::key()
{
    if (!m_keyIsMade) {
        const LineKey hash = hashedKey(m_text);
        const auto seen = m_memory.occurrences.try_emplace(hash, 0).first;
        m_key = numberedKey(hash, seen->second);
        m_memory.counted[hash] = ++seen->second;
        m_keyIsMade = true;
    }
    return m_key;
}

DecodedEvent &ClaudeLine::addEvent(EventKind kind, int block)
{
    DecodedEvent &event = m_piece.events.emplace_back();
    event.key = key();
    event.keyIsUuid = m_keyIsUuid;
    event.block = block;
    event.kind = kind;
    event.at = m_at;
    event.agentId = m_agentId;
    event.flags = m_replaced ? EventFlagReplaced : 0;
    return event;
}

DecodedEvent &ClaudeLine::addEvent(EventKind kind, int block, std::string_view text)
{
    DecodedEvent &event = addEvent(kind, block);
    event.text = plainText(text);
    event.head = headLine(text);
    return event;
}

DecodedResult &ClaudeLine::addResult(int block)
{
    DecodedResult &result = m_piece.results.emplace_back();
    result.orphan = key();
    result.orphanIsUuid = m_keyIsUuid;
    result.orphanBlock = block;
    result.at = m_at;
    result.agentId = m_agentId;
    return result;
}

void ClaudeLine::addRun(DecodedRun run)
{
    if (run.agentId.empty())
        return;
    std::string telling = run.agentId + '\n' + run.toolUseId + '\n' + run.agentType + '\n' + run.description;
    if (m_memory.runsTold.insert(std::move(telling)).second)
        m_piece.runs.push_back(std::move(run));
}

void ClaudeLine::offerTitle(std::string_view prompt)
{
    if (m_memory.titled || !m_agentId.empty())
        return;
    const std::string line = promptHead(prompt);
    if (line.empty() || (line.starts_with("[Image #") && line.find(']') == line.size() - 1))
        return;
    m_memory.titled = true;
    m_piece.titles.push_back({DecodedTitle::Kind::FirstPrompt, std::string(cutAtCodePoint(line, TitleBytes)), {}});
}

void ClaudeLine::expectOrigin(const std::string &toolUseId)
{
    m_memory.originCalls.insert(toolUseId);
}

void ClaudeLine::readOrigin(const std::string &toolUseId, std::string_view output)
{
    if (m_memory.originCalls.erase(toolUseId) == 0)
        return;
    std::string repository = originInOutput(output);
    if (!repository.empty())
        m_piece.facts.remote = std::move(repository);
}

void ClaudeLine::noteFacts()
{
    DecodedFacts &facts = m_piece.facts;
    std::string_view sessionId = stringAt(m_object, "sessionId");
    noteSessionId(sessionId.empty() ? stringAt(m_object, "session_id") : sessionId);
    if (facts.cwd.empty())
        facts.cwd = plainText(stringAt(m_object, "cwd"));
    if (facts.version.empty())
        facts.version = plainText(m_version);
    const std::string_view branch = stringAt(m_object, "gitBranch");
    if (!branch.empty() && branch != "HEAD" && branch != facts.branch)
        facts.branch = plainText(branch);
    const std::string_view entrypoint = stringAt(m_object, "entrypoint");
    if (!entrypoint.empty() && entrypoint != facts.entrypoint)
        facts.entrypoint = plainText(entrypoint);
    if (!m_agentId.empty())
        addRun({m_agentId, {}, {}, {}});
}

void ClaudeLine::noteSessionId(std::string_view id)
{
    if (!id.empty()) {
        auto known = m_memory.sessionIds.find(id);
        if (known == m_memory.sessionIds.end())
            known = m_memory.sessionIds.emplace(plainText(id), 0).first;
        const int count = ++known->second;
        std::string &best = m_memory.sessionId;
        const bool bestIsFile = !best.empty() && best == m_context.fileSessionId;
        if (known->first != best && (best.empty() || known->first == m_context.fileSessionId ||
                                     (!bestIsFile && count > m_memory.sessionIds[best])))
            best = known->first;
    }
    if (m_piece.facts.sessionId != m_memory.sessionId)
        m_piece.facts.sessionId = m_memory.sessionId;
}

} // namespace assay
