// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/mcp/mcptools.h"

#include "agent/mcp/readtools.h"
#include "models/data/skill/skillshelf.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

using ToolReader = ToolData (*)(Database &, const ProjectScope &, ToolArguments &);

struct McpTool {
    const char *name, *title, *description;
    ToolReader read; // nullptr: needs no store
    // Name, type and meaning of each argument; a name with '!' must be given.
    std::array<std::array<const char *, 3>, 8> arguments;
};

constexpr std::array Tools{
    McpTool{
        "search",
        "Search recorded sessions",
        "Full text over everything that was recorded of this project's sessions: prompts, replies, commands, outputs. "
        "Newest first.",
        searchTool,
        {{{"query!", "string", "words, \"exact words\", -not; also terms like file:src/a.cpp or branch:main"},
          {"after", "string", "not before this: 2d, yesterday, 2026-11-02"},
          {"before", "string", "before this"},
          {"tool", "string", "only calls of this tool: Bash, Edit …"},
          {"outcome", "string", "only calls that came out so: failed, denied, interrupted"},
          {"project", "string", "only this project (where several are seen)"},
          {"limit", "integer", "hits on a page, at most 100"},
          {"cursor", "string", "next_cursor of the page before"}}}},
    McpTool{
        "summary",
        "What happened lately",
        "What was asked, done, failed, decided, and what is open and next; each line with the events it comes from.",
        summaryTool,
        {{{"window", "string", "15m, 1h, 7d, today, yesterday, last week (default 24h)"},
          {"session", "string", "of one session: the beginning of its id"},
          {"about", "string", "where_was_i: what is open and what is next, from the last sessions"},
          {"cursor", "string", "next_cursor of the page before"}}}},
    McpTool{"ask",
            "Ask about a window of time",
            "A question in plain words, such as \"payments-api failures in the last 15 minutes\". Says how it was "
            "understood; "
            "counts, groups, the same window before, examples.",
            askTool,
            {{{"question!", "string", "when, how it came out, about what"}}}},
    McpTool{"read_session",
            "Read a session",
            "The events of a session in order, texts cut to 500 characters.",
            readSessionTool,
            {{{"session!", "string", "the beginning of its id"},
              {"limit", "integer", "events on a page, at most 200"},
              {"cursor", "string", "next_cursor of the page before"}}}},
    McpTool{"read_event",
            "Read an event",
            "One event whole, 20 000 characters of each text on a page.",
            readEventTool,
            {{{"event!", "integer", "its number"}, {"cursor", "string", "next_cursor of the page before"}}}},
    McpTool{"list_skills",
            "List skills",
            "The skills that are installed for this project and for the person, in the order of their names.",
            nullptr,
            {{{"limit", "integer", "skills on a page, at most 200"},
              {"cursor", "string", "next_cursor of the page before"}}}},
};

ordered_json schemaOf(const McpTool &tool)
{
    ordered_json properties = ordered_json::object();
    ordered_json required = ordered_json::array();
    for (const auto &[name, type, meaning] : tool.arguments) {
        if (name == nullptr)
            break;
        std::string key = name;
        if (key.back() == '!') {
            key.pop_back();
            required.push_back(key);
        }
        properties[key] = {{"type", type}, {"description", meaning}};
    }
    ordered_json schema = {{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
    if (!required.empty())
        schema["required"] = required;
    return schema;
}

ordered_json described()
{
    ordered_json list = ordered_json::array();
    for (const McpTool &tool : Tools)
        list.push_back({{"name", tool.name},
                        {"title", tool.title},
                        {"description", tool.description},
                        {"inputSchema", schemaOf(tool)},
                        {"annotations", {{"readOnlyHint", true}, {"openWorldHint", false}}}});
    return list;
}

// An argument that is none of the tool's is a mistake that should not pass for an answer.
void refuseOthers(const McpTool &tool, const json &given, ToolArguments &arguments)
{
    const ordered_json known = schemaOf(tool)["properties"];
    for (const auto &each : given.items()) {
        if (!known.contains(each.key()))
            arguments.fault("There is no argument \"" + each.key().substr(0, 100) + "\".");
    }
}

ordered_json skills(const McpPlaces &places, ToolArguments &arguments)
{
    constexpr qsizetype longestDescription = 1536; // as much as a client shows
    const qint64 from = arguments.cursor();
    const qint64 limit = arguments.number("limit", 50, 1, 200);
    QList<ShelvedSkill> all =
        readShelf({{u"project"_s, places.projectDir}, {u"personal"_s, places.claudeDir}}, ShelfDepth::Names);
    all.removeIf([](const ShelvedSkill &each) { return each.isArchived; });
    ordered_json list = ordered_json::array();
    for (const ShelvedSkill &skill : all.mid(from, limit))
        list.push_back({{"name", skill.name.toStdString()},
                        {"description", skill.description.left(longestDescription).toStdString()},
                        {"scope", skill.scope.toStdString()},
                        {"path", skill.path().toStdString()},
                        {"trust", trustName(Trust::Repository)}});
    ordered_json data = {{"skills", list}, {"total", all.size()}};
    addCursor(data, from + limit, from + limit < all.size());
    return data;
}

ToolData read(const McpTool &tool, const McpPlaces &places, ToolArguments &arguments)
{
    if (tool.read == nullptr)
        return skills(places, arguments);
    auto db = places.open();
    if (!db)
        return tl::unexpected(db.error());
    const auto scope = scopeOfFolder(*db, places.projectDir, places.everything);
    if (!scope)
        return tl::unexpected(scope.error());
    return tool.read(*db, *scope, arguments);
}

ordered_json called(const McpPlaces &places, const std::string &name, const json &given, std::string &bad)
{
    const auto *const tool = std::ranges::find_if(Tools, [&](const McpTool &each) { return name == each.name; });
    if (tool == Tools.end())
        return {};
    ToolArguments arguments(given);
    refuseOthers(*tool, given, arguments);
    bad = arguments.fault();
    if (!bad.empty())
        return {};
    const ToolData data = read(*tool, places, arguments);
    bad = arguments.fault();
    return data ? fencedAnswer(*data) : failedAnswer(data.error());
}

} // namespace

McpTools mcpTools(McpPlaces places)
{
    return {described,
            [places = std::move(places)](const std::string &name, const json &arguments, std::string &bad) {
                return called(places, name, arguments, bad);
            },
            "What was recorded of earlier sessions of coding agents in this project: search it, ask about a window of "
            "time, "
            "read the rolling summary, see where work was left. Read only. Numbers after # are events: read_event "
            "reads them.",
            ASSAY_VERSION};
}

} // namespace assay
