// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/read/claudeattachment.h"

#include "agent/read/claudetoolresult.h"
#include "agent/read/claudeuser.h"
#include "agent/read/plaintext.h"

namespace assay {

namespace {

void addQueued(ClaudeLine &line, const dom::object &attachment)
{
    dom::element prompt;
    int images = 0;
    std::string text;
    if (elementAt(attachment, "prompt", prompt))
        text = contentText(prompt, images);
    dom::object origin;
    const bool hasOrigin = objectAt(attachment, "origin", origin);
    const std::string_view mode = stringAt(attachment, "commandMode");
    const bool isMachine =
        mode == "task-notification" || (hasOrigin && stringAt(origin, "kind") == "task-notification");
    DecodedEvent &event = addUserText(line, 0, text, isMachine, boolAt(attachment, "isMeta"));
    event.images = images;
    if (event.head.empty() && images > 0)
        event.head = "[image]";
    if (event.kind == EventKind::Prompt)
        event.flags |= EventFlagQueued;
}

// All strings in reading order, without types, identifiers and what base64 would hide in.
void appendStrings(const dom::element &element, std::string_view key, std::string &text)
{
    std::string_view value;
    dom::array items;
    dom::object fields;
    if (element.get(value) == simdjson::SUCCESS) {
        const bool isLabel = key == "type" || key == "toolUseID" || key == "uuid" || key == "source_uuid" ||
                             key == "timestamp" || key == "media_type" || key == "data" || key == "base64";
        if (!isLabel)
            appendPart(text, trimmed(value), "\n");
    } else if (element.get(items) == simdjson::SUCCESS) {
        for (const dom::element item : items)
            appendStrings(item, key, text);
    } else if (element.get(fields) == simdjson::SUCCESS) {
        for (const dom::key_value_pair field : fields)
            appendStrings(field.value, field.key, text);
    }
}

std::string readableText(const dom::object &line, const dom::element &attachment)
{
    std::string text;
    dom::element rendered;
    if (elementAt(line, "rendered", rendered))
        appendStrings(rendered, {}, text);
    if (text.empty())
        appendStrings(attachment, {}, text);
    return text;
}

} // namespace

void decodeAttachment(ClaudeLine &line)
{
    dom::element element;
    dom::object attachment;
    if (!elementAt(line.object(), "attachment", element))
        return;
    const bool isObject = element.get(attachment) == simdjson::SUCCESS;
    const std::string_view type = isObject ? stringAt(attachment, "type") : std::string_view();
    if (type == "queued_command") {
        addQueued(line, attachment);
        return;
    }
    DecodedEvent &event = line.addEvent(EventKind::Attachment, 0);
    event.head = headLine(type);
    if (type != "prompt_snapshot")
        event.text = readableText(line.object(), element);
    if (isObject)
        event.durationMs = integerAt(attachment, "durationMs", -1);
}

} // namespace assay
