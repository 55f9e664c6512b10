// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/facts/commandform.h"

#include "agent/facts/commandwriter.h"
#include "agent/facts/shellprograms.h"

#include <algorithm>

namespace assay {

namespace {

constexpr int deepestShell = 3;
constexpr std::size_t mostCommands = 64;

NormalCommand unparsed()
{
    NormalCommand command;
    command.head = command.form = unparsedHead;
    return command;
}

// What is read before the program: assignments, and the wrappers around it.
struct Unwrapped {
    std::vector<ShellWord> environment;
    std::vector<ShellWord> words;
    bool asOther = false; // sudo and its like
};

void takeAssignments(std::vector<ShellWord> &words, std::vector<ShellWord> &environment)
{
    const auto end = std::ranges::find_if_not(words, [](const ShellWord &word) { return isAssignment(word); });
    environment.insert(environment.end(), std::make_move_iterator(words.begin()), std::make_move_iterator(end));
    words.erase(words.begin(), end);
}

// How many words of `words` belong to the wrapper itself.
std::size_t wrapperWords(const std::vector<ShellWord> &words, const WrapperRule &rule)
{
    std::size_t at = 1;
    while (at < words.size() && words[at].text.starts_with('-') && words[at].text != "--")
        at += isListed(rule.valueOptions, words[at].text) ? 2U : 1U;
    if (at < words.size() && words[at].text == "--")
        ++at;
    return at + static_cast<std::size_t>(rule.words);
}

// "mise exec -- x", "doppler run -- x"; but behind the name of a task ("mise run test -- -run X") stand its arguments
std::size_t runnerWords(const std::vector<ShellWord> &words)
{
    constexpr std::string_view Runners = "mise rtx doppler op infisical dotenvx devbox aws-vault chamber direnv";
    if (words.size() < 3 || !isListed(Runners, words[0].text) || !isListed("exec x run", words[1].text))
        return 0;
    if (words[1].text == "run" && !words[2].text.starts_with('-'))
        return 0;
    const auto dashes = std::ranges::find(words, "--", &ShellWord::text);
    return dashes == words.end() ? 0 : static_cast<std::size_t>(dashes - words.begin()) + 1;
}

Unwrapped unwrapped(std::vector<ShellWord> words)
{
    Unwrapped result;
    takeAssignments(words, result.environment);
    while (!words.empty()) {
        const WrapperRule *rule = wrapperRule(programName(words.front().text));
        result.asOther = result.asOther || isListed("sudo doas su", programName(words.front().text));
        const std::size_t own = rule ? wrapperWords(words, *rule) : runnerWords(words);
        if (own == 0 || own >= words.size())
            break;
        words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(own));
        takeAssignments(words, result.environment);
    }
    result.words = std::move(words);
    return result;
}

// The text of "bash -lc TEXT"; nullptr if there is none.
const ShellWord *shellText(const std::vector<ShellWord> &words)
{
    if (words.size() < 3 || !isShell(programName(words[0].text)))
        return nullptr;
    for (std::size_t i = 1; i + 1 < words.size() && words[i].text.starts_with('-'); ++i) {
        if (!words[i].text.starts_with("--") && words[i].text.ends_with('c'))
            return &words[i + 1];
    }
    return nullptr;
}

bool isFeeder(std::string_view program)
{
    return isListed("echo printf yes :", program);
}

class CommandList {
public:
    explicit CommandList(const FactPlace &place)
        : m_place(place)
    {
    }

    bool read(std::string_view text, int depth)
    {
        const auto commands = shellCommands(text);
        if (!commands)
            return false;
        for (std::size_t i = 0; i < commands->size();) {
            std::size_t end = i + 1;
            while (end < commands->size() && (*commands)[end].join == ShellJoin::Pipe)
                ++end;
            pipeline(*commands, i, end, depth);
            i = end;
        }
        return true;
    }

    std::vector<NormalCommand> take()
    {
        const bool works = std::ranges::any_of(m_commands, [](const Read &each) { return !each.context; });
        std::vector<NormalCommand> result;
        for (Read &each : m_commands) {
            if ((each.context && works) || result.size() == mostCommands)
                continue;
            result.push_back(std::move(each.command));
        }
        // Of commands that only say where, the last one stands for all.
        if (!works && result.size() > 1)
            result.erase(result.begin(), result.end() - 1);
        return result;
    }

private:
    struct Read {
        NormalCommand command;
        bool context = false;
    };

    void pipeline(const std::vector<ShellCommand> &commands, std::size_t first, std::size_t end, int depth)
    {
        std::size_t at = first;
        while (at + 1 < end && (commands[at].words.empty() ||
                                isFeeder(programName(unwrapped(commands[at].words).words.empty()
                                                         ? std::string_view()
                                                         : std::string_view(commands[at].words.front().text)))))
            ++at;
        const ShellCommand &command = commands[at];
        Unwrapped bare = unwrapped(command.words);
        if (bare.words.empty()) {
            m_exported.insert(m_exported.end(), bare.environment.begin(), bare.environment.end());
            return;
        }
        if (const ShellWord *text = shellText(bare.words); text && !text->expands && depth < deepestShell) {
            if (!read(text->text, depth + 1))
                m_commands.push_back({unparsed(), false});
            return;
        }
        const std::string_view program = programName(bare.words.front().text);
        if (program == "export")
            std::ranges::copy_if(bare.words, std::back_inserter(m_exported), isAssignment);
        bare.environment.insert(bare.environment.begin(), m_exported.begin(), m_exported.end());
        Read read;
        read.command = writtenCommand(bare.words, bare.environment, m_place);
        read.command.join = commands[first].join;
        read.command.piped = at + 1 < end;
        read.command.background = commands[end - 1].background;
        read.command.risky = bare.asOther || feedsShell(commands, at, end);
        read.command.file = fileWritten(command, bare.words, m_place);
        read.context = isContext(program) && read.command.file.empty();
        m_commands.push_back(std::move(read));
    }

    // "curl … | bash"
    static bool feedsShell(const std::vector<ShellCommand> &commands, std::size_t at, std::size_t end)
    {
        for (std::size_t next = at + 1; next < end; ++next) {
            const auto words = unwrapped(commands[next].words).words;
            if (!words.empty() && isShell(programName(words.front().text)))
                return true;
        }
        return false;
    }

    const FactPlace &m_place;
    std::vector<ShellWord> m_exported;
    std::vector<Read> m_commands;
};

} // namespace

std::vector<NormalCommand> normalCommands(std::string_view text, const FactPlace &place)
{
    CommandList list(place);
    if (!list.read(text, 0))
        return {unparsed()};
    return list.take();
}

std::string templateOf(std::string_view form)
{
    std::string result;
    std::string last;
    bool repeated = false;
    std::size_t at = 0;
    while (at < form.size()) {
        const std::size_t end = std::min(form.find(' ', at), form.size());
        std::string token;
        bool inValue = false;
        for (const char c : form.substr(at, end - at)) {
            inValue = (inValue || c == '=') && c != '>' && (inValue || token.find('<') != std::string::npos);
            if (!inValue)
                token += c;
        }
        at = end + 1;
        if (token.starts_with("<env:"))
            continue;
        if (token == last && token.starts_with('<')) {
            result += repeated ? "" : "…";
            repeated = true;
            continue;
        }
        repeated = false;
        result += result.empty() ? "" : " ";
        result += token;
        last = std::move(token);
    }
    return result;
}

std::string typedForm(std::string_view form)
{
    std::string result;
    std::size_t at = 0;
    while (at < form.size()) {
        const std::size_t open = form.find('<', at);
        const std::size_t close = open == std::string_view::npos ? open : form.find('>', open);
        if (close == std::string_view::npos) {
            result += form.substr(at);
            break;
        }
        result += form.substr(at, open - at);
        const std::string_view inside = form.substr(open + 1, close - open - 1);
        const std::size_t equals = inside.find('=');
        if (inside.starts_with("env:")) {
            // Set for this command: told apart, not typed behind it.
            while (result.ends_with(' '))
                result.pop_back();
        } else {
            result += equals == std::string_view::npos ? "<" + std::string(inside) + ">"
                                                       : slotValue(inside.substr(equals + 1));
        }
        at = close + 1;
    }
    return result;
}

} // namespace assay
