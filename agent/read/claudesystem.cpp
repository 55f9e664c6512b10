// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/read/claudesystem.h"

#include "agent/read/claudeuser.h"
#include "agent/read/plaintext.h"

namespace assay {

namespace {

// "148 000"
std::string grouped(std::int64_t number)
{
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3;) {
        at -= 3;
        digits.insert(at, 1, ' ');
    }
    return digits;
}

void addCompaction(ClaudeLine &line, std::string_view metadataKey, std::string name)
{
    dom::object metadata;
    std::int64_t before = -1;
    std::int64_t after = -1;
    std::int64_t duration = -1;
    if (objectAt(line.object(), metadataKey, metadata)) {
        appendPart(name, stringAt(metadata, "trigger"), " · ");
        before = integerAt(metadata, "preTokens", -1);
        after = integerAt(metadata, "postTokens", -1);
        const std::int64_t saved = integerAt(metadata, "tokensSaved", -1);
        if (after < 0 && before >= 0 && saved >= 0 && saved <= before)
            after = before - saved;
        duration = integerAt(metadata, "durationMs", -1);
    }
    if (before >= 0) {
        std::string tokens = grouped(before);
        if (after >= 0)
            tokens.append(" → ").append(grouped(after));
        appendPart(name, tokens.append(" tokens"), " · ");
    }
    DecodedEvent &event = line.addEvent(EventKind::Compaction, 0, name);
    event.durationMs = duration < 0 ? -1 : duration;
}

std::string errorMessage(const dom::object &line)
{
    dom::object error;
    if (!objectAt(line, "error", error))
        return plainText(stringAt(line, "error"));
    for (const std::string_view key : {"formatted", "message"}) {
        if (!stringAt(error, key).empty())
            return plainText(stringAt(error, key));
    }
    dom::object inner;
    std::string message;
    const std::int64_t status = integerAt(error, "status", 0);
    if (status > 0)
        message = std::to_string(status);
    for (int depth = 0; depth < 3 && objectAt(error, "error", inner); ++depth) {
        error = inner;
        if (!stringAt(error, "message").empty()) {
            appendPart(message, stringAt(error, "message"), " ");
            return message;
        }
    }
    dom::object cause;
    if (objectAt(line, "cause", cause) || objectAt(error, "cause", cause))
        appendPart(message, stringAt(cause, "code"), " ");
    return message;
}

void addRetry(ClaudeLine &line)
{
    std::string text = "API error";
    appendPart(text, errorMessage(line.object()), ": ");
    const std::int64_t attempt = integerAt(line.object(), "retryAttempt", -1);
    const std::int64_t attempts = integerAt(line.object(), "maxRetries", -1);
    if (attempt >= 0 && attempts >= 0)
        text.append(" (retry ")
            .append(std::to_string(attempt))
            .append(" of ")
            .append(std::to_string(attempts))
            .append(")");
    line.addEvent(EventKind::Notice, 0, text);
}

void addLocalCommand(ClaudeLine &line, std::string_view content)
{
    if (trimmed(content).starts_with('<'))
        addUserText(line, 0, content, false, false);
    else
        line.addEvent(EventKind::Notice, 0, content);
}

} // namespace

void decodeSystem(ClaudeLine &line)
{
    const std::string_view subtype = stringAt(line.object(), "subtype");
    const std::string_view content = stringAt(line.object(), "content");
    if (subtype == "stop_hook_summary" || subtype == "turn_duration")
        return;
    if (subtype == "compact_boundary") {
        addCompaction(line, "compactMetadata", {});
    } else if (subtype == "microcompact_boundary") {
        addCompaction(line, "microcompactMetadata", "microcompact");
    } else if (subtype == "api_error") {
        addRetry(line);
    } else if (subtype == "local_command") {
        addLocalCommand(line, content);
    } else {
        DecodedEvent &event = line.addEvent(EventKind::Notice, 0, content);
        if (event.head.empty())
            event.head = headLine(subtype);
    }
}

} // namespace assay
