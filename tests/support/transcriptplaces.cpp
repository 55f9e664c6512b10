// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/plantedsecrets.h"

#include <nlohmann/json.hpp>

#include <array>

namespace assay::test {

namespace {

using Json = nlohmann::ordered_json;

Json chained(std::string_view type)
{
    return {{"parentUuid", "0d4f3a52-7c1e-4f0b-9a35-2f6d1c0e8b11"},
            {"isSidechain", false},
            {"userType", "external"},
            {"cwd", "/home/dev/payments"},
            {"sessionId", "53ea19c1-6d29-4ebf-952b-ddbb27af25bb"},
            {"version", "2.1.49"},
            {"gitBranch", "main"},
            {"type", type},
            {"uuid", "f2568c97-e25d-4b9f-ac75-51b4052ee834"},
            {"timestamp", "2026-02-03T10:11:12.345Z"}};
}

Json user(Json content)
{
    Json line = chained("user");
    line["message"] = {{"role", "user"}, {"content", std::move(content)}};
    return line;
}

Json assistant(Json block)
{
    Json line = chained("assistant");
    line["requestId"] = "req_011CXMrFRThS2t1FtaATqdna";
    line["message"] = {{"model", "claude-sonnet-4-5"},
                       {"id", "msg_01LpGvx166BkWA9EzistsEkX"},
                       {"role", "assistant"},
                       {"content", Json::array({std::move(block)})},
                       {"stop_reason", nullptr},
                       {"usage", {{"input_tokens", 3}, {"cache_read_input_tokens", 35816}, {"output_tokens", 8}}}};
    return line;
}

Json call(std::string_view tool, Json input)
{
    return assistant(
        {{"type", "tool_use"}, {"id", "toolu_01E7gkyNsD2pHBZcHwcXvej2"}, {"name", tool}, {"input", std::move(input)}});
}

Json result(Json content, Json structured)
{
    Json block = {
        {"tool_use_id", "toolu_01E7gkyNsD2pHBZcHwcXvej2"}, {"type", "tool_result"}, {"content", std::move(content)}};
    Json line = user(Json::array({std::move(block)}));
    line["toolUseResult"] = std::move(structured);
    return line;
}

Json linesOf(const std::string &text)
{
    Json lines = Json::array();
    std::size_t from = 0;
    while (from <= text.size()) {
        const std::size_t end = std::min(text.find('\n', from), text.size());
        lines.push_back("+" + text.substr(from, end - from));
        from = end + 1;
    }
    return lines;
}

struct Place {
    const char *name;
    Json (*make)(const std::string &text);
};

const std::array<Place, 16> places = {{
    {"prompt", [](const std::string &t) { return user("please use this:\n" + t); }},
    {"prompt-block",
     [](const std::string &t) {
         return user(Json::array({{{"type", "text"}, {"text", t}}}));
     }},
    {"reply",
     [](const std::string &t) {
         return assistant({{"type", "text"}, {"text", "I found\n```\n" + t + "\n```\nin the file."}});
     }},
    {"thinking",
     [](const std::string &t) {
         return assistant({{"type", "thinking"}, {"thinking", t}, {"signature", std::string(400, 'E')}});
     }},
    {"tool-input-bash",
     [](const std::string &t) {
         return call("Bash", {{"command", t}, {"description", "Run it"}});
     }},
    {"tool-input-write",
     [](const std::string &t) {
         return call("Write", {{"file_path", "/home/dev/payments/.env"}, {"content", t + "\n"}});
     }},
    {"tool-input-edit",
     [](const std::string &t) {
         return call("Edit", {{"file_path", "/home/dev/a.py"},
                              {"old_string", t},
                              {"new_string", "import os\n" + t},
                              {"replace_all", false}});
     }},
    {"tool-output",
     [](const std::string &t) {
         return result(t, {{"stdout", t}, {"stderr", ""}, {"interrupted", false}});
     }},
    {"tool-output-block",
     [](const std::string &t) {
         return result(Json::array({{{"type", "text"}, {"text", t}}}), Json::array({{{"type", "text"}, {"text", t}}}));
     }},
    {"tool-output-error", [](const std::string &t) { return result("Exit code 1\n" + t, "Error: Exit code 1\n" + t); }},
    {"read-result",
     [](const std::string &t) {
         return result(t, {{"type", "text"},
                           {"file", {{"filePath", "/home/dev/x"}, {"content", t}, {"numLines", 3}, {"startLine", 1}}}});
     }},
    {"patch-result",
     [](const std::string &t) {
         return result("updated",
                       {{"filePath", "/home/dev/x"},
                        {"oldString", ""},
                        {"newString", t},
                        {"structuredPatch", Json::array({{{"oldStart", 1}, {"oldLines", 0}, {"lines", linesOf(t)}}})}});
     }},
    {"queued",
     [](const std::string &t) {
         return Json{{"type", "queue-operation"},
                     {"operation", "enqueue"},
                     {"timestamp", "2026-02-03T10:11:12.345Z"},
                     {"content", t}};
     }},
    {"sub-agent",
     [](const std::string &t) {
         Json line = chained("progress");
         line["data"] = {{"type", "agent_progress"}, {"message", result(t, t)}, {"prompt", t}};
         return line;
     }},
    {"hook",
     [](const std::string &t) {
         Json line = chained("attachment");
         line["attachment"] = {
             {"type", "hook_success"}, {"hookName", "PreToolUse:Bash"}, {"stdout", t}, {"exitCode", 0}};
         return line;
     }},
    {"system",
     [](const std::string &t) {
         Json line = chained("system");
         line["subtype"] = "local_command";
         line["content"] = "<local-command-stdout>" + t + "</local-command-stdout>";
         return line;
     }},
}};

} // namespace

std::size_t placeCount()
{
    return places.size();
}

std::string placeName(std::size_t place)
{
    return places[place].name;
}

std::string transcriptLine(std::size_t place, const std::string &text)
{
    return places[place].make(text).dump();
}

} // namespace assay::test
