// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/read/claudeassistant.h"

#include "agent/read/claudetoolresult.h"
#include "agent/read/plaintext.h"
#include "agent/read/toolhead.h"

#include <array>
#include <charconv>

namespace assay {

namespace {

// Older clients wrote most lines while the answer was still streaming.
constexpr std::array<int, 3> FirstFinalVersion{2, 1, 101};

bool isOlderThan(std::string_view version, const std::array<int, 3> &first)
{
    for (const int wanted : first) {
        int part = 0;
        const auto parsed = std::from_chars(version.data(), version.data() + version.size(), part);
        if (parsed.ec != std::errc())
            return false;
        if (part != wanted)
            return part < wanted;
        version.remove_prefix(static_cast<std::size_t>(parsed.ptr - version.data()));
        if (version.starts_with('.'))
            version.remove_prefix(1);
    }
    return false;
}

// Only of the folder the call runs in: a command that goes elsewhere first tells of another repository.
bool asksForOrigin(std::string_view command)
{
    return trimmed(command).starts_with("git remote") && command.find("cd ") == std::string_view::npos;
}

struct Message {
    dom::object fields;
    std::string id;
    std::string model;
    std::string skill;
    bool isSynthetic = false;
};

void addUsage(ClaudeLine &line, const Message &message)
{
    dom::object usage;
    if (message.isSynthetic || message.id.empty() || !objectAt(message.fields, "usage", usage))
        return;
    DecodedUsage &decoded = line.piece().usages.emplace_back();
    decoded.messageId = message.id;
    decoded.model = message.model;
    decoded.agentId = line.agentId();
    decoded.at = line.at();
    decoded.input = countAt(usage, "input_tokens");
    decoded.output = countAt(usage, "output_tokens");
    decoded.cacheRead = countAt(usage, "cache_read_input_tokens");
    dom::object writes;
    if (objectAt(usage, "cache_creation", writes)) {
        decoded.cacheWrite5m = countAt(writes, "ephemeral_5m_input_tokens");
        decoded.cacheWrite1h = countAt(writes, "ephemeral_1h_input_tokens");
    }
    const std::int64_t written = countAt(usage, "cache_creation_input_tokens");
    if (decoded.cacheWrite5m + decoded.cacheWrite1h < written)
        decoded.cacheWrite5m = written - decoded.cacheWrite1h;
    decoded.outputIsLowerBound =
        stringAt(message.fields, "stop_reason").empty() || isOlderThan(line.version(), FirstFinalVersion);
}

void addCall(ClaudeLine &line, const dom::object &block, int ordinal)
{
    DecodedEvent &event = line.addEvent(EventKind::ToolCall, ordinal);
    event.outcome = Outcome::Pending;
    event.tool = plainText(stringAt(block, "name"));
    event.toolUseId = plainText(stringAt(block, "id"));
    dom::element input;
    if (!elementAt(block, "input", input))
        return;
    event.input = compactJson(input);
    dom::object fields;
    if (input.get(fields) != simdjson::SUCCESS)
        return;
    event.head = toolHead(event.tool, fields);
    if (isSelfCall(event.tool, fields))
        event.flags |= EventFlagSelf;
    if (event.tool == "Bash" && asksForOrigin(stringAt(fields, "command")))
        line.expectOrigin(event.toolUseId);
}

// Blocks this version does not know: results of server tools among the calls, images, whatever comes.
void addOther(ClaudeLine &line, const dom::object &block, std::string_view type, int ordinal)
{
    if (type.ends_with("_tool_result") && !stringAt(block, "tool_use_id").empty()) {
        decodeToolResult(line, block, ordinal, nullptr);
        return;
    }
    DecodedEvent &event = line.addEvent(EventKind::Unknown, ordinal);
    event.head = headLine(type);
    if (type == "image")
        event.images = 1;
    else
        event.text = cutAtCodePoint(compactJson(block), UnknownBlockBytes);
}

void addBlock(ClaudeLine &line, const Message &message, const dom::object &block, int ordinal)
{
    const std::string_view type = stringAt(block, "type");
    const std::size_t before = line.piece().events.size();
    if (type == "text") {
        const std::string_view text = stringAt(block, "text");
        if (!trimmed(text).empty())
            line.addEvent(message.isSynthetic ? EventKind::ApiError : EventKind::Reply, ordinal, text);
    } else if (type == "thinking") {
        DecodedEvent &event = line.addEvent(EventKind::Thinking, ordinal, stringAt(block, "thinking"));
        event.durationMs = integerAt(line.object(), "thinkingDurationMs", -1);
    } else if (type == "redacted_thinking") {
        line.addEvent(EventKind::Thinking, ordinal);
    } else if (type == "tool_use" || type == "server_tool_use" || type == "mcp_tool_use") {
        addCall(line, block, ordinal);
    } else {
        addOther(line, block, type, ordinal);
    }
    for (std::size_t i = before; i < line.piece().events.size(); ++i) {
        line.piece().events[i].model = message.model;
        line.piece().events[i].skill = message.skill;
    }
}

} // namespace

void decodeAssistant(ClaudeLine &line)
{
    Message message;
    dom::element content;
    if (!objectAt(line.object(), "message", message.fields))
        return;
    message.id = plainText(stringAt(message.fields, "id"));
    message.model = plainText(stringAt(message.fields, "model"));
    message.skill = headLine(plainText(stringAt(line.object(), "attributionSkill")));
    message.isSynthetic = message.model == "<synthetic>" || boolAt(line.object(), "isApiErrorMessage");
    addUsage(line, message);
    if (!elementAt(message.fields, "content", content))
        return;

    std::string_view text;
    dom::array blocks;
    if (content.get(text) == simdjson::SUCCESS && !trimmed(text).empty()) {
        DecodedEvent &event = line.addEvent(message.isSynthetic ? EventKind::ApiError : EventKind::Reply, 0, text);
        event.model = message.model;
        event.skill = message.skill;
    }
    if (content.get(blocks) != simdjson::SUCCESS)
        return;
    int ordinal = -1;
    for (const dom::element item : blocks) {
        ++ordinal;
        dom::object block;
        if (item.get(block) == simdjson::SUCCESS)
            addBlock(line, message, block, ordinal);
        else
            line.addEvent(EventKind::Unknown, ordinal, cutAtCodePoint(compactJson(item), UnknownBlockBytes));
    }
}

} // namespace assay
