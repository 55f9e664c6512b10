// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/sample/sampletools.h"

#include "agent/sample/sampleimage.h"

#include <algorithm>
#include <utility>

namespace assay {

using Json = nlohmann::ordered_json;

namespace {

std::pair<std::string, std::string> splitAt(const std::string &text, const std::string &separator)
{
    const std::size_t at = text.find(separator);
    if (at == std::string::npos)
        return {text, {}};
    return {text.substr(0, at), text.substr(at + separator.size())};
}

// "-- words" on the first line of the body is the call's description.
std::pair<std::string, std::string> takeNote(const std::string &body)
{
    if (body.rfind("-- ", 0) != 0)
        return {{}, body};
    auto [note, rest] = splitAt(body, "\n");
    return {note.substr(3), rest};
}

Json textBlocks(const std::string &text)
{
    return Json::array({Json{{"type", "text"}, {"text", text}}});
}

} // namespace

SampleTools::SampleTools(const SampleClient &client, SampleWorkspace &workspace, SampleRandom &random)
    : m_client(client)
    , m_workspace(workspace)
    , m_random(random)
    , m_todos(Json::array())
{
}

bool SampleTools::knows(const std::string &verb)
{
    static const std::vector<std::string> verbs{"bash", "read",  "shot",   "write", "edit", "grep", "glob",
                                                "todo", "fetch", "search", "mcp",   "ask",  "deny"};
    return std::find(verbs.begin(), verbs.end(), verb) != verbs.end();
}

SampleCall SampleTools::call(const SampleStep &step)
{
    if (step.verb == "read")
        return read(step);
    if (step.verb == "shot")
        return shot(step);
    if (step.verb == "write")
        return write(step);
    if (step.verb == "edit")
        return edit(step);
    if (step.verb == "grep")
        return grep(step);
    if (step.verb == "glob")
        return glob(step);
    if (step.verb == "todo")
        return todo(step);
    if (step.verb == "fetch")
        return fetch(step);
    if (step.verb == "search")
        return webSearch(step);
    if (step.verb == "mcp")
        return mcp(step);
    if (step.verb == "ask")
        return ask(step);
    if (step.verb == "deny")
        return deny(step);
    return bash(step);
}

void SampleTools::fail(SampleCall &call, const std::string &text) const
{
    call.failed = true;
    call.content = text;
    call.result = "Error: " + text;
}

SampleCall SampleTools::bash(const SampleStep &step) const
{
    SampleCall call;
    call.name = "Bash";
    const auto [note, output] = takeNote(step.body);
    call.input = {{"command", step.argument}};
    if (!note.empty())
        call.input["description"] = note;
    call.lowMs = 300;
    call.highMs = 4000;
    for (const char *slow : {" test", "pytest", "vitest", "plan", "playwright", "lint", "invoice.run", "cargo"}) {
        if (step.argument.find(slow) != std::string::npos) {
            call.lowMs = 6000;
            call.highMs = 75000;
        }
    }
    if (step.failed) {
        fail(call, "Exit code " + std::to_string(step.number) + "\n" + output);
        return call;
    }
    call.content = output.empty() ? "(Bash completed with no output)" : output;
    call.result = {{"stdout", output}, {"stderr", ""}, {"interrupted", false}, {"isImage", false}};
    if (m_client.sourceCall)
        call.result["noOutputExpected"] = output.empty();
    return call;
}

SampleCall SampleTools::read(const SampleStep &step) const
{
    SampleCall call;
    call.name = "Read";
    const std::string path = m_workspace.absolute(step.argument);
    call.input = {{"file_path", path}};
    call.lowMs = 8;
    call.highMs = 60;
    if (step.failed || !m_workspace.has(step.argument)) {
        fail(call, "<tool_use_error>File does not exist.</tool_use_error>");
        return call;
    }
    const std::string &text = m_workspace.text(step.argument);
    const std::vector<std::string> lines = sampleLines(text);
    std::string numbered;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::string number = std::to_string(i + 1);
        if (m_client.arrowNumbers)
            number = std::string(6 - std::min<std::size_t>(6, number.size()), ' ') + number;
        numbered += number + (m_client.arrowNumbers ? "→" : "\t") + lines[i] + '\n';
    }
    call.content = numbered;
    call.result = {{"type", "text"},
                   {"file",
                    {{"filePath", path},
                     {"content", text},
                     {"numLines", lines.size()},
                     {"startLine", 1},
                     {"totalLines", lines.size()}}}};
    return call;
}

SampleCall SampleTools::shot(const SampleStep &step) const
{
    SampleCall call;
    call.name = "Read";
    call.input = {{"file_path", m_workspace.absolute(step.argument)}};
    const std::string png = sampleChartPng(m_random, 360, 200);
    const Json source = {{"type", "base64"}, {"data", png}, {"media_type", "image/png"}};
    call.content = Json::array({Json{{"type", "image"}, {"source", source}}});
    call.result = {{"type", "image"},
                   {"file", {{"base64", png}, {"type", "image/png"}, {"originalSize", png.size() * 3 / 4}}}};
    return call;
}

SampleCall SampleTools::write(const SampleStep &step) const
{
    SampleCall call;
    call.name = "Write";
    const std::string path = m_workspace.absolute(step.argument);
    const std::string text = step.body + '\n';
    call.input = {{"file_path", path}, {"content", text}};
    const bool created = !m_workspace.has(step.argument);
    const SampleWorkspace::Change change = m_workspace.write(step.argument, text);
    call.content = created ? "File created successfully at: " + path : "The file " + path + " has been updated.";
    call.result = {{"type", created ? "create" : "update"},
                   {"filePath", path},
                   {"content", text},
                   {"structuredPatch", change.patch},
                   {"originalFile", created ? Json(nullptr) : Json(change.before)}};
    return call;
}

SampleCall SampleTools::edit(const SampleStep &step) const
{
    SampleCall call;
    call.name = "Edit";
    const std::string path = m_workspace.absolute(step.argument);
    const auto [oldText, newText] = splitAt(step.body, "\n====\n");
    call.input = {{"file_path", path}, {"old_string", oldText}, {"new_string", newText}, {"replace_all", false}};
    call.lowMs = 10;
    call.highMs = 90;
    const SampleWorkspace::Change change =
        step.failed ? SampleWorkspace::Change{} : m_workspace.edit(step.argument, oldText, newText);
    if (!change.made) {
        fail(call, "<tool_use_error>String to replace not found in file.\nString: " + oldText + "</tool_use_error>");
        return call;
    }
    call.content = "The file " + path + " has been updated successfully.";
    call.result = {{"filePath", path},
                   {"oldString", oldText},
                   {"newString", newText},
                   {"originalFile", change.before},
                   {"structuredPatch", change.patch},
                   {"userModified", false},
                   {"replaceAll", false}};
    return call;
}

SampleCall SampleTools::grep(const SampleStep &step) const
{
    const auto [path, pattern] = splitAt(step.argument, " ");
    if (!m_client.searchTools) {
        SampleStep shell = step;
        shell.argument = "rg -n '" + pattern + "' " + path;
        return bash(shell);
    }
    SampleCall call;
    call.name = "Grep";
    call.input = {{"pattern", pattern}, {"path", m_workspace.absolute(path)}, {"output_mode", "content"}, {"-n", true}};
    call.content = step.body.empty() ? "No matches found" : step.body;
    call.result = {{"mode", "content"},
                   {"numFiles", 0},
                   {"filenames", Json::array()},
                   {"content", step.body},
                   {"numLines", sampleLines(step.body).size()}};
    return call;
}

SampleCall SampleTools::glob(const SampleStep &step) const
{
    if (!m_client.searchTools) {
        SampleStep shell = step;
        shell.argument = "rg --files -g '" + step.argument + "'";
        return bash(shell);
    }
    SampleCall call;
    call.name = "Glob";
    call.input = {{"pattern", step.argument}};
    Json names = Json::array();
    std::string listed;
    for (const std::string &line : sampleLines(step.body)) {
        names.push_back(m_workspace.absolute(line));
        if (!listed.empty())
            listed += '\n';
        listed += m_workspace.absolute(line);
    }
    const std::size_t count = names.size();
    call.content = listed.empty() ? "No files found" : listed;
    call.result = {{"filenames", std::move(names)},
                   {"durationMs", m_random.between(4, 60)},
                   {"numFiles", count},
                   {"truncated", false}};
    return call;
}

SampleCall SampleTools::todo(const SampleStep &step)
{
    SampleCall call;
    call.name = "TodoWrite";
    Json todos = Json::array();
    for (const std::string &line : sampleLines(step.body)) {
        const std::string status = line.rfind("[x]", 0) == 0   ? "completed"
                                   : line.rfind("[~]", 0) == 0 ? "in_progress"
                                                               : "pending";
        const std::string text = line.size() > 4 ? line.substr(4) : line;
        todos.push_back({{"content", text}, {"status", status}, {"activeForm", text}});
    }
    call.input = {{"todos", todos}};
    call.content = "Todos have been modified successfully.";
    call.result = {{"oldTodos", m_todos}, {"newTodos", todos}};
    m_todos = std::move(todos);
    return call;
}

SampleCall SampleTools::fetch(const SampleStep &step) const
{
    SampleCall call;
    call.name = "WebFetch";
    const auto [question, answer] = splitAt(step.body, "\n");
    call.input = {{"url", step.argument}, {"prompt", question}};
    call.lowMs = 1800;
    call.highMs = 6000;
    if (step.failed) {
        fail(call, "Request failed with status code " + std::to_string(step.number));
        return call;
    }
    call.content = answer;
    call.result = {{"bytes", answer.size() * 9},
                   {"code", 200},
                   {"codeText", "OK"},
                   {"result", answer},
                   {"durationMs", m_random.between(1800, 5200)},
                   {"url", step.argument}};
    return call;
}

SampleCall SampleTools::webSearch(const SampleStep &step) const
{
    SampleCall call;
    call.name = "WebSearch";
    call.input = {{"query", step.argument}};
    call.lowMs = 2500;
    call.highMs = 9000;
    Json found = Json::array();
    for (const std::string &line : sampleLines(step.body)) {
        const auto [title, url] = splitAt(line, " | ");
        found.push_back({{"title", title}, {"url", url}});
    }
    call.content = "Web search results for query: \"" + step.argument + "\"\n\n" + step.body;
    call.result = {{"query", step.argument},
                   {"results", Json::array({Json{{"tool_use_id", "srvtoolu_01" + m_random.base62(22)},
                                                 {"content", std::move(found)}}})},
                   {"durationSeconds", m_random.between(25, 90) / 10.0}};
    return call;
}

SampleCall SampleTools::mcp(const SampleStep &step) const
{
    SampleCall call;
    const auto [name, input] = splitAt(step.argument, " ");
    call.name = "mcp__" + name;
    call.input = Json::parse(input, nullptr, false);
    if (call.input.is_discarded())
        call.input = Json::object();
    call.lowMs = 200;
    call.highMs = 1800;
    if (step.failed) {
        fail(call, step.body);
        return call;
    }
    call.content = textBlocks(step.body);
    call.result = textBlocks(step.body);
    return call;
}

SampleCall SampleTools::ask(const SampleStep &step) const
{
    SampleCall call;
    call.name = "AskUserQuestion";
    const std::vector<std::string> lines = sampleLines(step.body);
    Json options = Json::array();
    std::string answer;
    for (const std::string &line : lines) {
        const bool chosen = line.rfind("* ", 0) == 0;
        const auto [label, why] = splitAt(line.size() > 2 ? line.substr(2) : line, " -- ");
        options.push_back({{"label", label}, {"description", why}});
        if (chosen)
            answer = label;
    }
    const Json questions = Json::array({Json{
        {"question", step.argument}, {"header", "Decision"}, {"options", std::move(options)}, {"multiSelect", false}}});
    call.input = {{"questions", questions}};
    call.lowMs = 6000;
    call.highMs = 45000;
    call.content = "User has answered your questions: \"" + step.argument + "\"=\"" + answer + "\".";
    call.result = {{"questions", questions}, {"answers", {{step.argument, answer}}}};
    return call;
}

SampleCall SampleTools::deny(const SampleStep &step) const
{
    SampleCall call;
    call.name = "Bash";
    call.input = {{"command", step.argument}};
    std::string text = "The user doesn't want to proceed with this tool use. The tool use was rejected.";
    if (!step.body.empty())
        text += " To tell you how to proceed, the user said:\n" + step.body;
    fail(call, text);
    call.result = "User rejected tool use";
    call.rejected = true;
    call.lowMs = 3000;
    call.highMs = 20000;
    return call;
}

} // namespace assay
