// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/facts/errorline.h"

#include "agent/facts/characters.h"
#include "agent/facts/errorsign.h"

#include <algorithm>
#include <array>
#include <optional>

namespace assay {

namespace {

using Found = std::optional<ErrorLine>;

std::string_view trimmedLeft(std::string_view line)
{
    while (!line.empty() && (line.front() == ' ' || line.front() == '\t'))
        line.remove_prefix(1);
    return line;
}

bool has(std::string_view line, std::string_view part)
{
    return line.find(part) != std::string_view::npos;
}

// Letters, digits and signs of a code at `at`.
std::string codeAt(std::string_view line, std::size_t at)
{
    std::size_t end = at;
    while (end < line.size() &&
           (isWordCharacter(line[end]) || line[end] == '-' || line[end] == '/' || line[end] == '.'))
        ++end;
    return std::string(line.substr(at, std::min<std::size_t>(end - at, 40)));
}

ErrorLine made(int weight, ErrorClass kind, std::string code, std::string_view line)
{
    // What stood before it was taken off, its colon is not part of the message.
    while (line.starts_with(':') || line.starts_with(' '))
        line.remove_prefix(1);
    return {weight, kind, std::move(code), maskedLine(line)};
}

// The length of "file.ext:12" or "file.ext:12:3" plus its colon at the start of the line; 0 = there is none.
std::size_t placeLength(std::string_view line)
{
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon > 200 ||
        line.substr(0, colon).find('.') == std::string_view::npos || has(line.substr(0, colon), " "))
        return 0;
    std::size_t at = colon + 1;
    while (at < line.size() &&
           (isDigit(line[at]) || (line[at] == ':' && at + 1 < line.size() && isDigit(line[at + 1]))))
        ++at;
    return at > colon + 1 && at < line.size() && (line[at] == ':' || line[at] == ' ') ? at + 1 : 0;
}

// error[E0308]: …, error TS2345: …
Found compilerCode(std::string_view line)
{
    if (const std::size_t at = line.find("error[E"); at != std::string_view::npos)
        return made(90, ErrorClass::Build, codeAt(line, at + 6), line);
    const std::size_t at = line.find("error TS");
    if (at != std::string_view::npos && at + 8 < line.size() && isDigit(line[at + 8]))
        return made(90, ErrorClass::Build, codeAt(line, at + 6), line.substr(at));
    return {};
}

// x.go:1:2: message (rule) · x.py:1:2: E501 message ·   1:2  error  message  some/rule
Found linterRule(std::string_view line)
{
    const std::size_t place = placeLength(line);
    if (place != 0 && line.ends_with(')')) {
        const std::size_t open = line.rfind('(');
        const std::string rule = open == std::string_view::npos ? std::string() : codeAt(line, open + 1);
        if (rule.size() > 2 && open + 2 + rule.size() == line.size() && isLetter(rule[0]))
            return made(86, ErrorClass::Lint, rule, line.substr(place));
    }
    if (place != 0) {
        const std::string_view rest = trimmedLeft(line.substr(place));
        std::size_t letters = 0;
        while (letters < rest.size() && rest[letters] >= 'A' && rest[letters] <= 'Z')
            ++letters;
        const std::string code = codeAt(rest, 0);
        if (letters >= 1 && letters <= 4 && code.size() > letters &&
            std::ranges::all_of(std::string_view(code).substr(letters), isDigit))
            return made(84, ErrorClass::Lint, code, rest);
    }
    const std::string_view bare = trimmedLeft(line);
    const std::size_t mark = bare.find("  error  ");
    const std::size_t last = bare.rfind("  ");
    if (mark != std::string_view::npos && !bare.empty() && isDigit(bare[0]) && last > mark)
        return made(86, ErrorClass::Lint, codeAt(bare, last + 2), bare.substr(mark + 9));
    return {};
}

Found packageManager(std::string_view line)
{
    for (const std::string_view start : {"npm ERR! code ", "npm error code "}) {
        if (!line.starts_with(start))
            continue;
        const std::string code = codeAt(line, start.size());
        const bool network =
            code.starts_with("ECONN") || code.starts_with("ETIME") || code == "ENOTFOUND" || code == "EAI_AGAIN";
        return made(85,
                    network                ? ErrorClass::Network
                    : code == "ELIFECYCLE" ? ErrorClass::Build
                                           : ErrorClass::Env,
                    code, "npm error");
    }
    return {};
}

Found failedTest(std::string_view line)
{
    const std::string_view bare = trimmedLeft(line);
    if (bare.starts_with("--- FAIL: "))
        return made(80, ErrorClass::Test, codeAt(bare, 10), "failed test");
    if (bare.starts_with("FAILED ") && has(bare, "::"))
        return made(80, ErrorClass::Test, codeAt(bare, bare.find("::") + 2),
                    bare.substr(std::min(bare.find(" - "), bare.size())));
    if (bare.starts_with("FAIL ") || bare.starts_with("FAIL\t"))
        return made(64, ErrorClass::Test, {}, bare);
    if (bare.starts_with("\xe2\x97\x8f ")) // "● suite › name"
        return made(78, ErrorClass::Test, {}, bare);
    return {};
}

Found missingCommand(std::string_view line)
{
    const std::size_t at = line.find("command not found");
    if (at != std::string_view::npos) {
        const std::string_view behind = line.substr(at + 17);
        if (behind.starts_with(": "))
            return ErrorLine{76, ErrorClass::Env, codeAt(behind, 2), "command not found"};
        const std::string_view before = line.substr(0, at).substr(0, line.substr(0, at).rfind(':'));
        const std::size_t name = before.find_last_of(": ");
        return ErrorLine{76, ErrorClass::Env, codeAt(before, name == std::string_view::npos ? 0 : name + 1),
                         "command not found"};
    }
    if (line.ends_with(": not found") && has(line, "sh: "))
        return made(76, ErrorClass::Env, {}, line);
    return {};
}

struct Phrase {
    std::string_view words;
    int weight;
    ErrorClass kind;
    std::string_view code;
};

constexpr std::array Phrases{
    Phrase{"ModuleNotFoundError", 82, ErrorClass::Env, "ModuleNotFoundError"},
    Phrase{"Cannot find module", 82, ErrorClass::Env, "MODULE_NOT_FOUND"},
    Phrase{"cannot find package", 80, ErrorClass::Build, {}},
    Phrase{"ECONNREFUSED", 79, ErrorClass::Network, "ECONNREFUSED"},
    Phrase{"EADDRINUSE", 79, ErrorClass::Env, "EADDRINUSE"},
    Phrase{"address already in use", 79, ErrorClass::Env, "EADDRINUSE"},
    Phrase{"ETIMEDOUT", 79, ErrorClass::Network, "ETIMEDOUT"},
    Phrase{"ENOTFOUND", 79, ErrorClass::Network, "ENOTFOUND"},
    Phrase{"ENOENT", 75, ErrorClass::Env, "ENOENT"},
    Phrase{"EACCES", 75, ErrorClass::Permission, "EACCES"},
    Phrase{"EPERM", 75, ErrorClass::Permission, "EPERM"},
    Phrase{"Connection refused", 74, ErrorClass::Network, "ECONNREFUSED"},
    Phrase{"connection refused", 74, ErrorClass::Network, "ECONNREFUSED"},
    Phrase{"Could not resolve host", 74, ErrorClass::Network, "ENOTFOUND"},
    Phrase{"Temporary failure in name resolution", 74, ErrorClass::Network, "ENOTFOUND"},
    Phrase{"Permission denied", 73, ErrorClass::Permission, "EACCES"},
    Phrase{"permission denied", 73, ErrorClass::Permission, "EACCES"},
    Phrase{"No space left on device", 73, ErrorClass::Env, "ENOSPC"},
    Phrase{"No such file or directory", 66, ErrorClass::Env, "ENOENT"},
    Phrase{"no such file or directory", 66, ErrorClass::Env, "ENOENT"},
    Phrase{"CONFLICT (", 72, ErrorClass::Other, "CONFLICT"},
    Phrase{"panic: ", 70, ErrorClass::Other, "panic"},
    Phrase{"fatal error: ", 70, ErrorClass::Build, {}},
    Phrase{"deadline exceeded", 68, ErrorClass::Network, "timeout"},
    Phrase{"timed out", 65, ErrorClass::Other, "timeout"},
};

Found phrase(std::string_view line)
{
    for (const Phrase &each : Phrases) {
        if (has(line, each.words))
            return made(each.weight, each.kind, std::string(each.code), line);
    }
    return {};
}

// ! [rejected] main -> main (fetch first): names of branches tell nothing.
Found rejectedPush(std::string_view line)
{
    const std::string_view bare = trimmedLeft(line);
    if (!bare.starts_with("! ["))
        return {};
    const std::size_t close = bare.find(']');
    const std::size_t open = bare.rfind('(');
    if (close == std::string_view::npos)
        return {};
    std::string text(bare.substr(0, close + 1));
    if (open != std::string_view::npos)
        text += ' ' + std::string(bare.substr(open));
    return ErrorLine{88, ErrorClass::Other, std::string(bare.substr(3, std::min<std::size_t>(close - 3, 40))),
                     maskedLine(text)};
}

// HTTP 404 · status code 503 · 503 Service Unavailable · error: 403
Found httpCode(std::string_view line)
{
    for (const std::string_view mark : {"HTTP ", "HTTP/1.1 ", "HTTP/2 ", "status code ",
                                        "status code: ", "status: ", "returned error: ", "Status: ", "status "}) {
        const std::size_t at = line.find(mark);
        if (at == std::string_view::npos)
            continue;
        const std::string code = codeAt(line, at + mark.size());
        const bool bad = code.size() == 3 && std::ranges::all_of(code, isDigit) && (code[0] == '4' || code[0] == '5');
        if (bad)
            return made(77, code == "401" || code == "403" ? ErrorClass::Permission : ErrorClass::Network, code, line);
    }
    for (const std::string_view name :
         {"Service Unavailable", "Too Many Requests", "Bad Gateway", "Gateway Timeout", "Internal Server Error"}) {
        const std::size_t at = line.find(name);
        if (at != std::string_view::npos && at >= 4 && isDigit(line[at - 2]))
            return made(77, ErrorClass::Network, codeAt(line.substr(0, at - 1), at - 4), line);
    }
    return {};
}

Found compilerLine(std::string_view line)
{
    const std::size_t place = placeLength(line);
    if (place == 0)
        return {};
    const std::string_view rest = trimmedLeft(line.substr(place));
    const bool error = rest.starts_with("error") || rest.starts_with("fatal error");
    return made(error ? 71 : 55, error ? ErrorClass::Build : ErrorClass::Other, {}, rest);
}

Found keywordLine(std::string_view line)
{
    constexpr std::array<std::string_view, 22> Words{
        "error",     "Error",     "ERROR",      "failed", "Failed",    "FAILED",    "failure", "fatal",
        "exception", "Exception", "cannot",     "can't",  "could not", "not found", "denied",  "refused",
        "invalid",   "undefined", "unexpected", "abort",  "missing",   "unable"};
    for (const std::string_view word : Words) {
        if (has(line, word)) {
            const bool starts = line.starts_with(word) || line.starts_with("fatal: ");
            return made(starts ? 40 : ErrorLine::keyword, ErrorClass::Other, {}, line);
        }
    }
    return {};
}

ErrorLine lineAlone(std::string_view line)
{
    ErrorLine best;
    for (const auto extract : {compilerCode, rejectedPush, linterRule, packageManager, failedTest, missingCommand,
                               httpCode, phrase, compilerLine, keywordLine}) {
        Found found = extract(line);
        if (found && found->weight > best.weight)
            best = std::move(*found);
    }
    return best;
}

// "XError: message", the last line of a traceback.
Found exceptionLine(std::string_view line)
{
    const std::string name = codeAt(line, 0);
    const std::string_view last = std::string_view(name).substr(name.rfind('.') + 1);
    if (!last.ends_with("Error") && !last.ends_with("Exception") && !last.ends_with("Exit"))
        return {};
    const bool environment = last == "ModuleNotFoundError" || last == "ImportError" || last == "FileNotFoundError";
    const ErrorClass kind = environment                                                     ? ErrorClass::Env
                            : last == "AssertionError"                                      ? ErrorClass::Test
                            : last == "PermissionError"                                     ? ErrorClass::Permission
                            : last.starts_with("Connection") || last.starts_with("Timeout") ? ErrorClass::Network
                                                                                            : ErrorClass::Other;
    return made(83, kind, std::string(last), line.substr(std::min(name.size(), line.size())));
}

} // namespace

ErrorLine tellingLine(const std::vector<std::string_view> &lines)
{
    ErrorLine best;
    bool traceback = false;
    for (const std::string_view line : lines) {
        if (line.starts_with("Traceback (most recent call last)")) {
            traceback = true;
            continue;
        }
        if (traceback && !line.starts_with(' ')) {
            traceback = false;
            Found exception = exceptionLine(line);
            // Of several tracebacks the last one is what came out.
            if (exception && exception->weight >= best.weight)
                best = std::move(*exception);
            continue;
        }
        ErrorLine found = lineAlone(line);
        if (found.weight > best.weight)
            best = std::move(found);
    }
    if (best.weight == 0 && !lines.empty())
        best = made(1, ErrorClass::Other, {}, lines.front());
    return best;
}

} // namespace assay
