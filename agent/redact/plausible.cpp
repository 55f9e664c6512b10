// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/redact/plausible.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <string>

namespace assay {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}

bool any(std::string_view text, bool (*is)(char))
{
    return std::any_of(text.begin(), text.end(), is);
}

std::string lower(std::string_view text)
{
    std::string out(text.substr(0, 64));
    for (char &c : out)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return out;
}

// Words that stand where a secret could: types, states, other words for "secret".
constexpr std::array<std::string_view, 101> ordinary = {
    "string",    "text",        "varchar",  "char",     "bytes",    "bytea",    "number",      "boolean", "bool",
    "integer",   "object",      "array",    "float",    "double",   "none",     "null",        "nil",     "undefined",
    "true",      "false",       "required", "optional", "missing",  "invalid",  "valid",       "expired", "revoked",
    "unknown",   "incorrect",   "wrong",    "empty",    "enabled",  "disabled", "default",     "secret",  "password",
    "passwd",    "pass",        "token",    "tokens",   "apikey",   "username", "user",        "bearer",  "basic",
    "digest",    "hidden",      "masked",   "redacted", "removed",  "omitted",  "encrypted",   "hashed",  "random",
    "generated", "value",       "values",   "your",     "changeme", "example",  "placeholder", "dummy",   "fake",
    "mock",      "sample",      "todo",     "fixme",    "xxx",      "from",     "with",        "this",    "self",
    "that",      "then",        "when",     "must",     "should",   "have",     "will",        "input",   "output",
    "type",      "field",       "name",     "file",     "path",     "prompt",   "stdin",       "keyring", "keychain",
    "vault",     "environment", "await",    "async",    "function", "return",   "identifier",  "literal", "unset",
    "rotated",   "readonly",
};

bool isOrdinary(std::string_view value)
{
    const std::string word = lower(value);
    return std::find(ordinary.begin(), ordinary.end(), word) != ordinary.end();
}

// "your-api-key", "<token>", "$TOKEN", "****", "${{ secrets.X }}", "xxxxxxxx", "..."
bool isPlaceholder(std::string_view value)
{
    const auto encloses = [value](std::string_view opening, std::string_view closing) {
        const std::size_t at = value.find(opening);
        return at != value.npos && value.find(closing, at) != value.npos;
    };
    const bool generated = value.size() >= 12 && any(value, isDigit) && any(value, isUpper);
    if (encloses("${", "}") || encloses("{{", "}}") || value.starts_with("$(") ||
        (!generated && std::string_view("<%{[(").find(value.front()) != std::string_view::npos))
        return true;
    if (value.front() == '$' && value.size() > 1 && (isUpper(value[1]) || value[1] == '_' || value.size() < 12))
        return true;
    const std::string word = lower(value);
    static constexpr std::string_view starts[] = {
        "your",     "my_",      "my-",    "the_",   "the-",        "some_",      "some-",       "insert",
        "replace",  "enter_",   "enter-", "put_",   "put-",        "example",    "placeholder", "dummy",
        "fake",     "redacted", "<",      "env.",   "process.env", "os.environ", "os.getenv",   "import.meta",
        "secrets.", "var.",     "vars.",  "local.", "module.",     "data.",      "config."};
    for (const std::string_view start : starts)
        if (word.starts_with(start))
            return true;
    const auto filler = [](char c) { return !std::isalnum(static_cast<unsigned char>(c)) || c == 'x' || c == 'X'; };
    const std::size_t dash = value.rfind("xxx");
    return std::all_of(value.begin(), value.end(), filler) || (dash != value.npos && dash + 3 == value.size());
}

bool isDigits(std::string_view value)
{
    return std::all_of(value.begin(), value.end(), [](char c) {
        return isDigit(c) || c == '.' || c == ':' || c == '-' || c == 'T' || c == 'Z' || c == '_';
    });
}

bool isConsonant(char c)
{
    return isLetter(c) && std::string_view("aeiouyAEIOUY").find(c) == std::string_view::npos;
}

// Letters whose case changes without the order of camelCase, or that nobody could pronounce.
bool isShuffled(std::string_view value)
{
    std::size_t letters = 0;
    std::size_t changes = 0;
    std::size_t run = 0;
    std::size_t longestRun = 0;
    for (std::size_t i = 0; i < value.size(); ++i) {
        letters += isLetter(value[i]) ? 1 : 0;
        changes +=
            i > 0 && isLetter(value[i]) && isLetter(value[i - 1]) && isUpper(value[i]) != isUpper(value[i - 1]) ? 1 : 0;
        run = isConsonant(value[i]) ? run + 1 : 0;
        longestRun = std::max(run, longestRun);
    }
    return letters >= 8 && (changes * 3 > letters || (longestRun >= 5 && changes * 4 >= letters));
}

bool isWordy(std::string_view value)
{
    constexpr std::string_view marks = "_.$/-~:*?!\\@";
    return std::all_of(value.begin(), value.end(), [&](char c) { return isLetter(c) || marks.find(c) != marks.npos; });
}

// "getToken", "UserPassword", "TOKEN"
bool isIdentifier(std::string_view value)
{
    return isWordy(value) &&
           (isUpper(value.front()) || std::adjacent_find(value.begin(), value.end(), [](char a, char b) {
                                          return !isUpper(a) && isUpper(b);
                                      }) != value.end());
}

// "config.password", "req.headers.authorization", "db_password", "/run/secrets/db"
bool isPath(std::string_view value)
{
    while (!value.empty() && !isLetter(value.back()))
        value.remove_suffix(1);
    return isWordy(value) && (value.empty() || value.find_first_of("._/:$*?\\") != value.npos);
}

bool isExpression(std::string_view value)
{
    return isPath(value) || (isIdentifier(value) && !isShuffled(value));
}

bool namesPassword(std::string_view name)
{
    const std::string word = lower(name.size() > 64 ? name.substr(name.size() - 64) : name);
    return word.find("pass") != word.npos || word.find("pwd") != word.npos;
}

bool isSentence(std::string_view value)
{
    const bool words = std::all_of(value.begin(), value.end(), [](char c) {
        return isLetter(c) || c == ' ' || c == '.' || c == ',' || c == '\'' || c == ':' || c == '?' || c == '!' ||
               c == '-';
    });
    return words && value.find(' ') != value.npos;
}

// "Password", "Required"
bool isCapitalised(std::string_view value)
{
    return isUpper(value.front()) &&
           std::all_of(value.begin() + 1, value.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

bool plausibleQuoted(const Candidate &c)
{
    if (isSentence(c.value) || (isDigits(c.value) && !namesPassword(c.name)))
        return false;
    if (any(c.value, isDigit))
        return true;
    if (namesPassword(c.name))
        return !isPath(c.value) && !isCapitalised(c.value);
    return !isExpression(c.value) && c.value.find('-') == c.value.npos;
}

bool plausibleBare(const Candidate &c)
{
    if (c.after == '(' || c.after == '[' || (c.after == '<' && isUpper(c.value.front()) && !any(c.value, isDigit)) ||
        c.value.front() == '=' || c.value.front() == '>')
        return false;
    // "--- PASS: TestLogin", "arn:aws:secretsmanager:…:secret:prod/db"
    if (c.name == "PASS" || (c.before == ':' && c.between == ':'))
        return false;
    if (isDigits(c.value))
        return namesPassword(c.name) && c.value.size() >= 6;
    if (any(c.value, isDigit))
        return true;
    if (c.after == ',' || c.after == ')' || isPath(c.value) || c.value.size() < 8)
        return false;
    // name=someWords is how a shell or a connection string gives a value; code has blanks, commas and brackets there.
    const bool shell = c.between == '=' &&
                       !std::all_of(c.value.begin(), c.value.end(), [](char x) { return isUpper(x) || !isLetter(x); });
    const bool shuffled = isShuffled(c.value);
    if (isIdentifier(c.value) && !shell && !shuffled)
        return false;
    return namesPassword(c.name) || shuffled || (shell && any(c.value, isUpper));
}

bool plausibleRandom(std::string_view value)
{
    return (any(value, isDigit) || isShuffled(value)) && any(value, isLetter) &&
           (value.size() < 12 || entropy(value) >= 2.5);
}

bool plausibleChosen(const Candidate &c)
{
    std::string_view value = c.value;
    const bool quoted = value.front() == '"' || value.front() == '\'' || value.front() == '`';
    if (quoted)
        value.remove_prefix(1);
    if (value.size() < 6 || isPlaceholder(value) || isOrdinary(value) || isDigits(value))
        return false;
    if (any(value, isDigit))
        return any(value, isLetter);
    return quoted && value.size() >= 8 && !isPath(value) && !isCapitalised(value) && namesPassword(c.name);
}

} // namespace

double entropy(std::string_view value)
{
    std::array<std::size_t, 256> counts{};
    for (const char c : value)
        ++counts[static_cast<unsigned char>(c)];
    double bits = 0;
    for (const std::size_t count : counts) {
        if (count == 0)
            continue;
        const double share = static_cast<double>(count) / static_cast<double>(value.size());
        bits -= share * std::log2(share);
    }
    return bits;
}

bool plausible(const Candidate &candidate, ValueCheck check)
{
    if (candidate.value.empty())
        return false;
    if (check == ValueCheck::Always || check == ValueCheck::Block)
        return true;
    if (check == ValueCheck::Chosen)
        return plausibleChosen(candidate);
    if (candidate.value.size() < 4 || isPlaceholder(candidate.value) || isOrdinary(candidate.value))
        return false;
    switch (check) {
    case ValueCheck::Given:
        return true;
    case ValueCheck::Random:
        return plausibleRandom(candidate.value);
    case ValueCheck::Quoted:
        return plausibleQuoted(candidate);
    default:
        return plausibleBare(candidate);
    }
}

} // namespace assay
