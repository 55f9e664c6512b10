// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/read/claudereader.h"

#include "agent/read/claudeassistant.h"
#include "agent/read/claudeattachment.h"
#include "agent/read/claudesystem.h"
#include "agent/read/claudetoolresult.h"
#include "agent/read/claudeuser.h"
#include "agent/read/fieldsforscan.h"
#include "agent/read/linekey.h"
#include "agent/read/linemend.h"
#include "agent/read/plaintext.h"
#include "agent/read/repositoryname.h"

#include <algorithm>
#include <array>

namespace assay {

namespace {

constexpr std::size_t UnknownLineBytes = 2000;

// Buffers that one huge line made are not kept.
constexpr std::size_t KeptCapacity = 8U << 20U;

constexpr std::array<std::string_view, 22> Bookkeeping{
    "file-history-snapshot",
    "file-history-delta",
    "queue-operation",
    "progress",
    "permission-mode",
    "mode",
    "last-prompt",
    "api-request",
    "api-request-shape",
    "api-request-blob",
    "tools-used",
    "atis-latch",
    "bridge",
    "bridge-session",
    "bridge-status",
    "worktree-state",
    "agent-setting",
    "agent-color",
    "attribution-snapshot",
    "content-replacement",
    "speculation-accept",
    "tag",
};

bool isBookkeeping(std::string_view type)
{
    return std::find(Bookkeeping.begin(), Bookkeeping.end(), type) != Bookkeeping.end();
}

void addTitle(ClaudeLine &line, DecodedTitle::Kind kind, std::string_view key)
{
    DecodedTitle title;
    title.kind = kind;
    title.text = headLine(stringAt(line.object(), key));
    const bool needsLeaf = kind == DecodedTitle::Kind::LeafSummary;
    if (title.text.empty() || (needsLeaf && !parseUuid(stringAt(line.object(), "leafUuid"), title.leaf)))
        return;
    line.piece().titles.push_back(std::move(title));
}

// Types that say something about the session and nothing in it.
bool decodeAboutSession(ClaudeLine &line, std::string_view type)
{
    if (type == "summary") {
        addTitle(line, DecodedTitle::Kind::LeafSummary, "summary");
    } else if (type == "custom-title") {
        addTitle(line, DecodedTitle::Kind::Custom, "customTitle");
    } else if (type == "agent-name") {
        addTitle(line, DecodedTitle::Kind::AgentName, "agentName");
    } else if (type == "ai-title") {
        addTitle(line, DecodedTitle::Kind::AgentName, "aiTitle");
    } else if (type == "pr-link") {
        std::string repository = repositoryOfPullRequest(stringAt(line.object(), "prUrl"));
        if (!repository.empty())
            line.piece().facts.repository = std::move(repository);
    } else if (type == "cost-state") {
        double cost = 0;
        if (numberAt(line.object(), "totalCostUSD", cost) && cost >= 0)
            line.piece().facts.clientCostUsd = cost;
    } else {
        return false;
    }
    return true;
}

// True when the message is the prompt that the run was given.
bool startsRun(const dom::object &data, const dom::object &message)
{
    const std::string_view prompt = stringAt(data, "prompt");
    dom::object fields;
    dom::element content;
    int images = 0;
    return !prompt.empty() && stringAt(message, "type") == "user" && objectAt(message, "message", fields) &&
           elementAt(fields, "content", content) && contentText(content, images) == plainText(prompt);
}

} // namespace

ClaudeReader::ClaudeReader(const Redactor &redactor, SourceContext context)
    : m_redactor(redactor)
    , m_context(std::move(context))
{
    m_memory.occurrences = m_context.earlierOccurrences;
    const simdjson::padded_string empty(std::string_view("{}"));
    if (m_nothingParser.parse(empty).get(m_nothing) != simdjson::SUCCESS)
        qFatal("simdjson cannot parse an empty object");
}

void ClaudeReader::readLine(std::string_view line, std::int64_t sourceOffset, std::int64_t rawBase, std::string &raw,
                            DecodedPiece &piece, RedactionCounts &redactions)
{
    if (sourceOffset == 0 && line.starts_with("\xEF\xBB\xBF"))
        line.remove_prefix(3);
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    if (trimmed(line).empty())
        return;

    const std::size_t rawStart = raw.size();
    const std::size_t firstEvent = piece.events.size();
    const std::size_t firstResult = piece.results.size();
    Target target{piece, redactions, raw};
    const Part part = readText(line, target);
    ++piece.counts.lines;
    ++(part == Part::Decoded   ? piece.counts.decoded
       : part == Part::KeptRaw ? piece.counts.keptRaw
                               : piece.counts.broken);

    const LinePlace place{sourceOffset, rawBase + static_cast<std::int64_t>(rawStart),
                          static_cast<std::int64_t>(raw.size() - rawStart)};
    raw += '\n';
    for (std::size_t i = firstEvent; i < piece.events.size(); ++i)
        piece.events[i].place = place;
    for (std::size_t i = firstResult; i < piece.results.size(); ++i)
        piece.results[i].place = place;
    if (line.size() > KeptCapacity) {
        m_parser = dom::parser();
        m_scan = m_copy = m_redacted = std::string();
    }
}

bool ClaudeReader::parse(std::string_view text)
{
    return m_parser.parse(text.data(), text.size(), false).get(m_root) == simdjson::SUCCESS;
}

bool ClaudeReader::parseCopy(std::string_view text)
{
    m_copy.reserve(text.size() + TranscriptReader::padding());
    m_copy = text;
    return parse(m_copy);
}

ClaudeReader::Part ClaudeReader::readText(std::string_view text, Target &target)
{
    return parse(text) ? readParsed(text, text, false, target) : readMended(text, target);
}

ClaudeReader::Part ClaudeReader::readMended(std::string_view text, Target &target)
{
    const MendedLine mended = mendLine(text);
    if (mended.changed && parseCopy(mended.text))
        return readParsed(text, m_copy, mended.replaced, target);

    const std::vector<std::string_view> parts = splitObjects(mended.text);
    if (parts.empty())
        return readTorn(mended.text, mended.replaced, target);
    Part best = Part::Broken;
    for (const std::string_view part : parts) {
        const Part read = parseCopy(part) ? readParsed(part, m_copy, mended.replaced, target)
                                          : readTorn(part, mended.replaced, target);
        best = std::max(best, read);
    }
    return best;
}

// A line that a crash cut off, with the next one behind it.
ClaudeReader::Part ClaudeReader::readTorn(std::string_view text, bool replaced, Target &target)
{
    for (const std::size_t start : possibleLineStarts(text)) {
        const std::string_view rest = text.substr(start);
        if (!parseCopy(rest))
            continue;
        keepBroken(text.substr(0, start), target);
        return readParsed(rest, m_copy, replaced, target);
    }
    return keepBroken(text, target);
}

ClaudeReader::Part ClaudeReader::keepBroken(std::string_view text, Target &target)
{
    m_redacted = text;
    m_redactor.redactJsonLine(m_redacted, target.redactions);
    target.raw += m_redacted;
    return Part::Broken;
}

ClaudeReader::Part ClaudeReader::readParsed(std::string_view inFile, std::string_view parsed, bool replaced,
                                            Target &target)
{
    dom::object object;
    const bool isObject = m_root.get(object) == simdjson::SUCCESS;
    if (isObject) {
        fieldsForScan(object, m_scan);
    } else {
        m_scan = parsed;
    }
    std::string_view kept = inFile;
    std::string_view valid = parsed;
    if (m_redactor.mayContainSecret(m_scan)) {
        m_redacted.reserve(parsed.size() + TranscriptReader::padding());
        m_redacted = parsed;
        if (m_redactor.redactJsonLine(m_redacted, target.redactions)) {
            m_redacted.reserve(m_redacted.size() + TranscriptReader::padding());
            kept = valid = m_redacted;
            if (!parse(m_redacted) || (isObject && m_root.get(object) != simdjson::SUCCESS))
                return keepBroken(std::string(m_redacted), target);
        }
    }
    target.raw += kept;
    if (!isObject) {
        ClaudeLine line(m_nothing, inFile, m_context, m_memory, target.piece, replaced);
        line.addEvent(EventKind::Unknown, 0, cutAtCodePoint(valid, UnknownLineBytes));
        return Part::KeptRaw;
    }
    ClaudeLine line(object, inFile, m_context, m_memory, target.piece, replaced);
    line.noteFacts();
    const Part part = decode(line);
    if (part == Part::KeptRaw && !isBookkeeping(stringAt(object, "type")))
        line.addEvent(EventKind::Unknown, 0, cutAtCodePoint(valid, UnknownLineBytes)).head =
            headLine(stringAt(object, "type"));
    return part;
}

ClaudeReader::Part ClaudeReader::decode(ClaudeLine &line)
{
    const std::string_view type = stringAt(line.object(), "type");
    if (type == "user") {
        decodeUser(line);
    } else if (type == "assistant") {
        decodeAssistant(line);
    } else if (type == "system") {
        decodeSystem(line);
    } else if (type == "attachment") {
        decodeAttachment(line);
    } else if (type == "progress") {
        dom::object data;
        if (!objectAt(line.object(), "data", data) || stringAt(data, "type") != "agent_progress")
            return Part::KeptRaw;
        decodeProgress(line);
    } else if (!decodeAboutSession(line, type)) {
        return Part::KeptRaw;
    }
    return Part::Decoded;
}

// A message of a sub-agent within the parent's line. Its uuid is that of the line in the sub-agent's own file, so the
// two coincide where both exist.
void ClaudeReader::decodeProgress(ClaudeLine &line)
{
    dom::object data;
    dom::object message;
    if (!objectAt(line.object(), "data", data) || !objectAt(data, "message", message))
        return;
    const std::string_view agentId = stringAt(data, "agentId");
    if (agentId.empty())
        return;
    ClaudeLine inner(line, message, agentId, startsRun(data, message));
    inner.addRun({inner.agentId(), plainText(stringAt(line.object(), "parentToolUseID")), {}, {}});
    const std::string_view type = stringAt(message, "type");
    if (type == "user")
        decodeUser(inner);
    else if (type == "assistant")
        decodeAssistant(inner);
}

} // namespace assay
