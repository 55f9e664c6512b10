// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/read/toolhead.h"

#include "agent/read/plaintext.h"

#include <array>

namespace assay {

namespace {

struct HeadKeys {
    std::string_view tool;
    std::string_view first;
    std::string_view second; // shown behind the first
};

constexpr std::array Heads{
    HeadKeys{"Bash", "command", {}},
    HeadKeys{"BashOutput", "bash_id", "filter"},
    HeadKeys{"KillShell", "shell_id", {}},
    HeadKeys{"Read", "file_path", {}},
    HeadKeys{"Edit", "file_path", {}},
    HeadKeys{"MultiEdit", "file_path", {}},
    HeadKeys{"Write", "file_path", {}},
    HeadKeys{"NotebookEdit", "notebook_path", {}},
    HeadKeys{"Grep", "pattern", "path"},
    HeadKeys{"Glob", "pattern", "path"},
    HeadKeys{"LS", "path", {}},
    HeadKeys{"LSP", "operation", "filePath"},
    HeadKeys{"Task", "description", {}},
    HeadKeys{"Agent", "description", {}},
    HeadKeys{"WebFetch", "url", {}},
    HeadKeys{"WebSearch", "query", {}},
    HeadKeys{"ToolSearch", "query", {}},
    HeadKeys{"TaskCreate", "subject", {}},
    HeadKeys{"TaskUpdate", "taskId", "status"},
    HeadKeys{"TaskOutput", "task_id", {}},
    HeadKeys{"TaskStop", "task_id", {}},
    HeadKeys{"Skill", "skill", "args"},
    HeadKeys{"SlashCommand", "command", {}},
    HeadKeys{"SendMessage", "recipient", "content"},
    HeadKeys{"ExitPlanMode", "plan", {}},
};

constexpr std::array<std::string_view, 16> CommonKeys{
    "file_path", "path", "command", "query",    "pattern", "url",  "skill", "description",
    "title",     "name", "subject", "question", "prompt",  "text", "id",    "message",
};

std::string firstObjectText(const dom::object &input, std::string_view list, std::string_view key)
{
    dom::array items;
    if (!arrayAt(input, list, items))
        return {};
    for (const dom::element item : items) {
        dom::object fields;
        if (item.get(fields) == simdjson::SUCCESS && !stringAt(fields, key).empty())
            return headLine(stringAt(fields, key));
    }
    return {};
}

// The item in work, else the first that is open.
std::string todoHead(const dom::object &input)
{
    dom::array todos;
    if (!arrayAt(input, "todos", todos))
        return {};
    std::string open;
    for (const dom::element item : todos) {
        dom::object todo;
        if (item.get(todo) != simdjson::SUCCESS)
            continue;
        const std::string_view status = stringAt(todo, "status");
        if (status == "in_progress")
            return headLine(stringAt(todo, "content"));
        if (open.empty() && status != "completed")
            open = headLine(stringAt(todo, "content"));
    }
    return open.empty() ? firstObjectText(input, "todos", "content") : open;
}

std::string pairHead(const dom::object &input, std::string_view first, std::string_view second)
{
    std::string head = headLine(stringAt(input, first));
    if (!second.empty())
        appendPart(head, headLine(stringAt(input, second)), " · ");
    return std::string(cutAtCodePoint(head, 300));
}

std::string commonHead(const dom::object &input)
{
    for (const std::string_view key : CommonKeys) {
        std::string head = headLine(stringAt(input, key));
        if (!head.empty())
            return head;
    }
    for (const dom::key_value_pair field : input) {
        std::string_view value;
        if (field.value.get(value) != simdjson::SUCCESS)
            continue;
        std::string head = headLine(value);
        if (!head.empty())
            return head;
    }
    return {};
}

} // namespace

std::string toolHead(std::string_view tool, const dom::object &input)
{
    std::string head;
    if (tool == "AskUserQuestion") {
        head = firstObjectText(input, "questions", "question");
    } else if (tool == "TodoWrite") {
        head = todoHead(input);
    } else {
        for (const HeadKeys &keys : Heads) {
            if (keys.tool == tool)
                head = pairHead(input, keys.first, keys.second);
        }
    }
    return head.empty() ? commonHead(input) : head;
}

bool isSelfCall(std::string_view tool, const dom::object &input)
{
    if (tool.starts_with("mcp__assay__"))
        return true;
    if (tool != "Bash")
        return false;
    std::string_view program = trimmed(stringAt(input, "command"));
    program = program.substr(0, program.find_first_of(" \t\n;|&<>"));
    program = program.substr(program.rfind('/') + 1); // npos + 1 = the whole
    return program == "assay" || program == "assay-agent";
}

} // namespace assay
