// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/facts/errorsign.h"

#include "agent/facts/checkkind.h"
#include "agent/facts/errorline.h"

#include <algorithm>
#include <array>

namespace assay {

namespace {

constexpr std::size_t firstLines = 200;
constexpr std::size_t lastLines = 100;

std::string_view trimmedLine(std::string_view line)
{
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t'))
        line.remove_suffix(1);
    return line;
}

// Where the client itself says no.
bool isHarness(std::string_view text)
{
    constexpr std::array<std::string_view, 14> Starts{"<tool_use_error>",
                                                      "File has not been read yet",
                                                      "File has been modified since",
                                                      "String to replace not found",
                                                      "File does not exist.",
                                                      "Sibling tool call errored",
                                                      "Cancelled: parallel tool call",
                                                      "No such tool available",
                                                      "InputValidationError",
                                                      "File content (",
                                                      "EISDIR",
                                                      "This tool has been disabled",
                                                      "Error: No such tool",
                                                      "Output redirection to"};
    return std::ranges::any_of(Starts, [text](std::string_view start) { return text.starts_with(start); });
}

std::string harnessText(std::string_view text)
{
    if (text.starts_with("<tool_use_error>"))
        text.remove_prefix(16);
    text = text.substr(0, text.find("</tool_use_error>"));
    text = text.substr(0, text.find('\n'));
    std::string masked = maskedLine(text);
    // What was looked for stands behind the first sentence.
    return masked.substr(0, masked.find(". "));
}

// "Exit code N" and "Error: " are the client's wrapping.
std::string_view withoutWrapping(std::string_view output, std::string &exitCode)
{
    while (output.starts_with('\n') || output.starts_with(' '))
        output.remove_prefix(1);
    if (output.starts_with("Error: "))
        output.remove_prefix(7);
    if (output.starts_with("Exit code ")) {
        const std::size_t end = std::min(output.find('\n'), output.size());
        exitCode = trimmedLine(output.substr(10, end - 10)).substr(0, 4);
        output.remove_prefix(end);
    }
    return output;
}

std::vector<std::string_view> linesToLookAt(std::string_view output)
{
    std::vector<std::string_view> lines;
    std::size_t at = 0;
    while (at < output.size()) {
        const std::size_t end = std::min(output.find('\n', at), output.size());
        const std::string_view line = trimmedLine(output.substr(at, end - at));
        if (!line.empty())
            lines.push_back(line);
        at = end + 1;
    }
    if (lines.size() > firstLines + lastLines)
        lines.erase(lines.begin() + firstLines, lines.end() - static_cast<std::ptrdiff_t>(lastLines));
    return lines;
}

ErrorClass classOfCheck(CheckKind kind)
{
    switch (kind) {
    case CheckKind::Test:
        return ErrorClass::Test;
    case CheckKind::Lint:
    case CheckKind::Format:
        return ErrorClass::Lint;
    case CheckKind::Build:
        return ErrorClass::Build;
    case CheckKind::None:
        break;
    }
    return ErrorClass::Other;
}

CheckKind checkOfHead(std::string_view head)
{
    NormalCommand command;
    command.head = command.form = head;
    command.program = head.substr(0, head.find(' '));
    return checkKindOf(command);
}

} // namespace

FactError errorOf(std::string_view tool, std::string_view head, std::string_view output)
{
    FactError error;
    error.tool = tool;
    error.head = head;
    std::string exitCode;
    const std::string_view bare = withoutWrapping(output, exitCode);
    if (isHarness(bare)) {
        error.kind = ErrorClass::Harness;
        error.text = harnessText(bare);
        error.key = errorKey(error);
        return error;
    }
    const ErrorLine best = tellingLine(linesToLookAt(bare));
    error.code =
        best.code.empty() && best.weight < ErrorLine::keyword && !exitCode.empty() ? "exit " + exitCode : best.code;
    error.text = best.text;
    error.kind = best.kind;
    if (error.kind == ErrorClass::Other)
        error.kind = classOfCheck(checkOfHead(head));
    error.key = errorKey(error);
    return error;
}

std::uint64_t errorKey(const FactError &error)
{
    std::vector<std::string_view> words;
    const std::string_view text = error.text;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        if (end > at)
            words.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    std::ranges::sort(words);
    std::uint64_t key = stableHash(error.tool);
    key = stableHash(error.head, stableHash("\n", key));
    key = stableHash(error.code, stableHash("\n", key));
    for (const std::string_view word : words)
        key = stableHash(word, stableHash("\n", key));
    return key;
}

std::string_view errorClassName(ErrorClass kind)
{
    constexpr std::array<std::string_view, 8> Names{"other", "harness", "environment", "build",
                                                    "test",  "lint",    "network",     "permission"};
    return Names[static_cast<std::size_t>(kind)];
}

} // namespace assay
