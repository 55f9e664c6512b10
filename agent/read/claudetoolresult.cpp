// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/read/claudetoolresult.h"

#include "agent/read/plaintext.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace assay {

namespace {

// Linear for every input, which std::string_view::find is not.
bool contains(std::string_view text, std::string_view part)
{
    return part.empty() || memmem(text.data(), text.size(), part.data(), part.size()) != nullptr;
}

bool isDeniedByField(const dom::object &line)
{
    dom::object decision;
    return !stringAt(line, "toolDenialKind").empty() ||
           (objectAt(line, "permissionDecision", decision) && stringAt(decision, "decision") == "reject");
}

Outcome outcomeOfError(std::string_view text)
{
    constexpr std::array<std::string_view, 2> Interruptions{"[Request interrupted by user",
                                                            "<error>Command was aborted before completion"};
    constexpr std::array<std::string_view, 4> Denials{"The user doesn't want to proceed with this tool use",
                                                      "The user doesn't want to take this action right now",
                                                      "Claude requested permissions to ", "User rejected tool use"};
    const std::string_view start = trimmed(text).substr(0, 300);
    const auto begins = [start](std::string_view marker) { return start.starts_with(marker); };
    if (std::any_of(Interruptions.begin(), Interruptions.end(), begins))
        return Outcome::Interrupted;
    const bool rule = begins("Permission to use ") && contains(start, "has been denied");
    const bool hook = begins("PreToolUse:") && contains(start, "hook");
    if (rule || hook || std::any_of(Denials.begin(), Denials.end(), begins))
        return Outcome::Denied;
    return Outcome::Failed;
}

void appendStream(std::string &output, const dom::object &structured, std::string_view key)
{
    const std::string stream = withoutEscapes(trimmed(stringAt(structured, key)));
    if (!contains(output, stream))
        appendPart(output, stream, "\n");
}

std::int64_t durationOf(const dom::object &structured)
{
    for (const std::string_view key : {"durationMs", "totalDurationMs"}) {
        const std::int64_t value = integerAt(structured, key, -1);
        if (value >= 0)
            return value;
    }
    double seconds = -1;
    constexpr double Longest = 1e9;
    if (numberAt(structured, "durationSeconds", seconds) && seconds >= 0 && seconds < Longest)
        return static_cast<std::int64_t>(seconds * 1000);
    return -1;
}

int lineCount(std::string_view text)
{
    if (text.empty())
        return 0;
    const auto breaks = std::count(text.begin(), text.end(), '\n');
    return static_cast<int>(breaks) + (text.back() == '\n' ? 0 : 1);
}

void countLines(const dom::object &structured, DecodedResult &result)
{
    dom::array hunks;
    if (!arrayAt(structured, "structuredPatch", hunks))
        return;
    for (const dom::element hunk : hunks) {
        dom::object fields;
        dom::array lines;
        if (hunk.get(fields) != simdjson::SUCCESS || !arrayAt(fields, "lines", lines))
            continue;
        for (const dom::element item : lines) {
            std::string_view text;
            if (item.get(text) != simdjson::SUCCESS)
                continue;
            result.linesAdded += text.starts_with('+') ? 1 : 0;
            result.linesRemoved += text.starts_with('-') ? 1 : 0;
        }
    }
    if (hunks.size() == 0 && stringAt(structured, "type") == "create")
        result.linesAdded = lineCount(stringAt(structured, "content"));
}

void appendBlock(const dom::object &block, std::string &text, int &images)
{
    const std::string_view type = stringAt(block, "type");
    if (type == "text") {
        appendPart(text, stringAt(block, "text"), "\n");
    } else if (type == "image") {
        ++images;
    } else if (type == "tool_reference") {
        appendPart(text, stringAt(block, "tool_name"), "\n");
    } else if (dom::element source; !elementAt(block, "source", source) && !elementAt(block, "data", source)) {
        appendPart(text, cutAtCodePoint(compactJson(block), UnknownBlockBytes), "\n");
    }
}

} // namespace

std::string contentText(const dom::element &content, int &images)
{
    std::string_view plain;
    if (content.get(plain) == simdjson::SUCCESS)
        return plainText(plain);
    std::string text;
    dom::array blocks;
    if (content.get(blocks) != simdjson::SUCCESS)
        return text;
    for (const dom::element item : blocks) {
        dom::object block;
        if (item.get(block) == simdjson::SUCCESS)
            appendBlock(block, text, images);
        else if (item.get(plain) == simdjson::SUCCESS)
            appendPart(text, plain, "\n");
    }
    return text;
}

void decodeToolResult(ClaudeLine &line, const dom::object &block, int ordinal, const dom::element *structured)
{
    DecodedResult &result = line.addResult(ordinal);
    result.toolUseId = plainText(stringAt(block, "tool_use_id"));
    dom::element content;
    if (elementAt(block, "content", content))
        result.output = withoutEscapes(contentText(content, result.images));

    dom::object fields;
    const bool hasFields = structured && structured->get(fields) == simdjson::SUCCESS;
    const bool isError = boolAt(block, "is_error");
    if (isDeniedByField(line.object()))
        result.outcome = Outcome::Denied;
    else if (hasFields && boolAt(fields, "interrupted"))
        result.outcome = Outcome::Interrupted;
    else if (isError)
        result.outcome = outcomeOfError(result.output);
    if (!hasFields)
        return;

    appendStream(result.output, fields, "stdout");
    appendStream(result.output, fields, "stderr");
    result.durationMs = durationOf(fields);
    countLines(fields, result);
    line.readOrigin(result.toolUseId, result.output);
    line.addRun({plainText(stringAt(fields, "agentId")), result.toolUseId, plainText(stringAt(fields, "agentType")),
                 plainText(stringAt(fields, "description"))});
}

} // namespace assay
