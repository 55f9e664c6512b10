// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/transcriptbuilder.h"

#include <nlohmann/json.hpp>

#include <array>
#include <atomic>
#include <cstdio>

namespace assay {

namespace {

using Json = nlohmann::json;

std::atomic<unsigned> builders{0};

template<typename... Values>
std::string printed(const char *format, Values... values)
{
    std::array<char, 128> text{};
    std::snprintf(text.data(), text.size(), format, values...);
    return text.data();
}

} // namespace

TranscriptBuilder::TranscriptBuilder(std::string sessionId)
    : m_sessionId(std::move(sessionId))
    , m_block(++builders)
{
}

void TranscriptBuilder::setAgent(std::string agentId)
{
    m_agentId = std::move(agentId);
    m_lastUuid.clear();
}

std::string TranscriptBuilder::nextUuid()
{
    return printed("%08x-0000-4000-8000-%012x", m_block, m_lines);
}

Json TranscriptBuilder::chained(std::string_view type)
{
    ++m_lines;
    const unsigned seconds = m_lines % 60;
    const unsigned minutes = m_lines / 60 % 60;
    const unsigned hours = m_lines / 3600 % 24;
    Json line = {{"parentUuid", m_lastUuid.empty() ? Json() : Json(m_lastUuid)},
                 {"isSidechain", !m_agentId.empty()},
                 {"userType", "external"},
                 {"cwd", m_cwd},
                 {"sessionId", m_sessionId},
                 {"version", m_version},
                 {"gitBranch", m_branch},
                 {"type", type},
                 {"uuid", nextUuid()},
                 {"timestamp", printed("2026-03-01T%02u:%02u:%02u.250Z", hours, minutes, seconds)}};
    if (!m_agentId.empty())
        line["agentId"] = m_agentId;
    m_lastUuid = line["uuid"].get<std::string>();
    return line;
}

std::string TranscriptBuilder::prompt(std::string_view text)
{
    return user(text, Json::object());
}

std::string TranscriptBuilder::user(const Json &content, const Json &fields)
{
    Json line = chained("user");
    line["message"] = {{"role", "user"}, {"content", content}};
    line.update(fields);
    return line.dump();
}

std::string TranscriptBuilder::reply(std::string_view text)
{
    return assistant({{"type", "text"}, {"text", text}}, Json::object());
}

std::string TranscriptBuilder::thinking(std::string_view text)
{
    return assistant({{"type", "thinking"}, {"thinking", text}, {"signature", "c2ln"}}, Json::object());
}

std::string TranscriptBuilder::call(std::string_view id, std::string_view tool, const Json &input)
{
    return assistant({{"type", "tool_use"}, {"id", id}, {"name", tool}, {"input", input}}, Json::object());
}

std::string TranscriptBuilder::assistant(const Json &block, const Json &message)
{
    Json line = chained("assistant");
    line["message"] = {{"id", printed("msg_%08x%08x", m_block, ++m_messages)},
                       {"type", "message"},
                       {"role", "assistant"},
                       {"model", m_model},
                       {"content", Json::array({block})},
                       {"stop_reason", "end_turn"},
                       {"usage", {{"input_tokens", 10}, {"output_tokens", 20}}}};
    line["message"].update(message);
    return line.dump();
}

std::string TranscriptBuilder::result(std::string_view id, const Json &content, const Json &toolUseResult)
{
    const Json block = {{"type", "tool_result"}, {"tool_use_id", id}, {"content", content}};
    return user(Json::array({block}),
                toolUseResult.is_null() ? Json::object() : Json{{"toolUseResult", toolUseResult}});
}

std::string TranscriptBuilder::failure(std::string_view id, std::string_view text)
{
    const Json block = {{"type", "tool_result"}, {"tool_use_id", id}, {"content", text}, {"is_error", true}};
    return user(Json::array({block}), {{"toolUseResult", "Error: " + std::string(text)}});
}

std::string TranscriptBuilder::system(std::string_view subtype, const Json &fields)
{
    Json line = chained("system");
    line["subtype"] = subtype;
    line.update(fields);
    return line.dump();
}

std::string TranscriptBuilder::compaction(std::string_view trigger, int tokensBefore, int tokensAfter)
{
    const std::string logicalParent = m_lastUuid;
    m_lastUuid.clear();
    return system(
        "compact_boundary",
        {{"content", "Conversation compacted"},
         {"logicalParentUuid", logicalParent},
         {"compactMetadata", {{"trigger", trigger}, {"preTokens", tokensBefore}, {"postTokens", tokensAfter}}}});
}

std::string TranscriptBuilder::attachment(const Json &attachment)
{
    Json line = chained("attachment");
    line["attachment"] = attachment;
    return line.dump();
}

std::string TranscriptBuilder::agentProgress(std::string_view agentId, std::string_view callId, std::string_view prompt,
                                             std::string_view message)
{
    const Json whole = Json::parse(message);
    Json inner = Json::object();
    for (const char *key : {"type", "message", "uuid", "timestamp", "toolUseResult"}) {
        if (whole.contains(key))
            inner[key] = whole[key];
    }
    Json line = chained("progress");
    line["toolUseID"] = "agent_" + inner.value("uuid", std::string());
    line["parentToolUseID"] = callId;
    line["data"] = {{"type", "agent_progress"},
                    {"agentId", agentId},
                    {"prompt", prompt},
                    {"message", inner},
                    {"normalizedMessages", Json::array()}};
    return line.dump();
}

std::string TranscriptBuilder::unchained(std::string_view type, const Json &fields) const
{
    Json line = {{"type", type}};
    line.update(fields);
    return line.dump();
}

} // namespace assay
