// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/read/claudeuser.h"

#include "agent/read/claudetoolresult.h"
#include "agent/read/claudeusertext.h"
#include "agent/read/plaintext.h"

namespace assay {

namespace {

struct TextBlock {
    int ordinal = 0;
    std::string_view text;
};

struct UserContent {
    std::vector<TextBlock> typed;
    std::vector<TextBlock> context; // reminders and selections beside it
    std::vector<std::pair<int, dom::object>> results;
    int images = 0;
    int firstImage = 0;
};

bool isMachineTurn(const dom::object &line)
{
    dom::object origin;
    return stringAt(line, "promptSource") == "system" || stringAt(line, "turnOrigin") == "task_notification" ||
           (objectAt(line, "origin", origin) && stringAt(origin, "kind") == "task-notification");
}

UserTextFlags flagsOf(const ClaudeLine &line)
{
    UserTextFlags flags;
    flags.compactSummary = boolAt(line.object(), "isCompactSummary");
    flags.meta = boolAt(line.object(), "isMeta");
    flags.machine = isMachineTurn(line.object());
    flags.subagent = !line.agentId().empty();
    flags.runStart = line.isRoot();
    return flags;
}

DecodedEvent &addClassified(ClaudeLine &line, int block, std::string_view text, const UserTextFlags &flags)
{
    UserText classified = classifyUserText(text, flags);
    DecodedEvent &event = line.addEvent(classified.kind, block);
    event.head = std::move(classified.head);
    event.text = std::move(classified.text);
    event.input = std::move(classified.input);
    event.output = std::move(classified.output);
    if (event.kind == EventKind::Prompt) {
        event.head = promptHead(event.text);
        line.offerTitle(event.text);
    }
    return event;
}

void addUnknownBlock(ClaudeLine &line, int ordinal, const dom::element &block)
{
    line.addEvent(EventKind::Unknown, ordinal, cutAtCodePoint(compactJson(block), UnknownBlockBytes));
}

UserContent readContent(ClaudeLine &line, const dom::element &content)
{
    UserContent result;
    std::string_view plain;
    dom::array blocks;
    if (content.get(plain) == simdjson::SUCCESS) {
        result.typed.push_back({0, plain});
        return result;
    }
    if (content.get(blocks) != simdjson::SUCCESS)
        return result;
    int ordinal = -1;
    for (const dom::element item : blocks) {
        ++ordinal;
        dom::object block;
        if (item.get(plain) == simdjson::SUCCESS) {
            result.typed.push_back({ordinal, plain});
            continue;
        }
        const bool isObject = item.get(block) == simdjson::SUCCESS;
        const std::string_view type = isObject ? stringAt(block, "type") : std::string_view();
        if (type == "text") {
            const std::string_view text = stringAt(block, "text");
            (isContextBlock(text) ? result.context : result.typed).push_back({ordinal, text});
        } else if (type == "tool_result") {
            result.results.emplace_back(ordinal, block);
        } else if (type == "image") {
            result.firstImage = result.images++ == 0 ? ordinal : result.firstImage;
        } else {
            addUnknownBlock(line, ordinal, item);
        }
    }
    return result;
}

// What stands beside a tool result was typed while the agent worked, if no marker says otherwise: the client hands it
// over with the next result.
void addBesideResult(ClaudeLine &line, const UserContent &content)
{
    dom::element structured;
    const bool hasStructured = content.results.size() == 1 && elementAt(line.object(), "toolUseResult", structured);
    for (const auto &[ordinal, block] : content.results)
        decodeToolResult(line, block, ordinal, hasStructured ? &structured : nullptr);
    UserTextFlags flags = flagsOf(line);
    flags.runStart = false;
    for (const TextBlock &block : content.typed) {
        DecodedEvent &event = addClassified(line, block.ordinal, block.text, flags);
        if (event.kind == EventKind::Prompt)
            event.flags |= EventFlagQueued;
    }
    for (const TextBlock &block : content.context)
        line.addEvent(EventKind::Injected, block.ordinal, block.text);
    if (content.images > 0)
        line.addEvent(EventKind::Injected, content.firstImage).images = content.images;
}

void addTyped(ClaudeLine &line, const UserContent &content)
{
    const UserTextFlags flags = flagsOf(line);
    const bool onlyContext = content.typed.empty() && content.images == 0;
    std::string joined;
    for (const TextBlock &block : onlyContext ? content.context : content.typed)
        appendPart(joined, block.text, "\n\n");
    if (trimmed(joined).empty() && content.images == 0)
        return;
    const int ordinal = onlyContext             ? content.context.front().ordinal
                        : content.typed.empty() ? content.firstImage
                                                : content.typed.front().ordinal;
    DecodedEvent &event = addClassified(line, ordinal, joined, flags);
    event.images = content.images;
    if (event.head.empty() && content.images > 0)
        event.head = "[image]";
    if (event.kind == EventKind::Prompt && stringAt(line.object(), "promptSource") == "queued")
        event.flags |= EventFlagQueued;
    if (onlyContext)
        return;
    for (const TextBlock &block : content.context)
        line.addEvent(EventKind::Injected, block.ordinal, block.text);
}

} // namespace

void decodeUser(ClaudeLine &line)
{
    dom::element message;
    dom::element content;
    dom::object fields;
    if (!elementAt(line.object(), "message", message))
        return;
    if (message.get(fields) == simdjson::SUCCESS) {
        if (!elementAt(fields, "content", content))
            return;
    } else {
        content = message;
    }
    const UserContent read = readContent(line, content);
    if (read.results.empty())
        addTyped(line, read);
    else
        addBesideResult(line, read);
}

DecodedEvent &addUserText(ClaudeLine &line, int block, std::string_view text, bool isMachine, bool isMeta)
{
    UserTextFlags flags = flagsOf(line);
    flags.machine = flags.machine || isMachine;
    flags.meta = flags.meta || isMeta;
    return addClassified(line, block, text, flags);
}

} // namespace assay
