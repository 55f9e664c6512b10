// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/mine/wording.h"

#include "agent/mine/draft.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace assay {

namespace {

std::string joined(const std::vector<std::string> &texts, std::string_view between)
{
    std::string all;
    for (const std::string &each : texts)
        all += (all.empty() ? "" : std::string(between)) + each;
    return all;
}

std::vector<const MinedClaim *> ticked(const MinedCandidate &candidate, std::string_view section)
{
    std::vector<const MinedClaim *> all;
    for (const MinedClaim &each : candidate.claims) {
        if (each.section == section && each.ticked)
            all.push_back(&each);
    }
    return all;
}

std::vector<std::string> commandsOfSteps(const MinedCandidate &candidate)
{
    std::vector<std::string> all;
    for (const MinedClaim *each : ticked(candidate, "step")) {
        if (!each->command.empty())
            all.push_back(each->command);
    }
    return all;
}

// What the claims of triggers say: words of asks in quotes, and moments.
std::string cuesOf(const MinedCandidate &candidate)
{
    std::vector<std::string> cues;
    for (const MinedClaim *each : ticked(candidate, "trigger")) {
        if (const std::size_t quote = each->text.find('"'); quote != std::string::npos)
            cues.push_back(each->text.substr(quote));
    }
    return joined(cues, ", ");
}

std::string momentsOf(const MinedCandidate &candidate)
{
    std::vector<std::string> moments;
    for (const MinedClaim *each : ticked(candidate, "trigger")) {
        if (each->text.find('"') == std::string::npos)
            moments.push_back(each->text);
    }
    return joined(moments, " and ");
}

// "git commit" of "git commit -m <message>": enough for a description, which may hold no angle brackets.
std::string inShort(const std::string &command)
{
    std::string head = command.substr(0, command.find('<'));
    while (head.ends_with(' '))
        head.pop_back();
    const std::size_t last = head.rfind(' ');
    if (head.size() < command.size() && last != std::string::npos && head[last + 1] == '-')
        head.resize(last);
    return head;
}

std::string listed(const std::vector<std::string> &commands, bool inFull, std::string_view between)
{
    std::vector<std::string> all;
    for (const std::string &each : commands)
        all.push_back(inCode(inFull ? readable(each) : inShort(each)));
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return joined(all, between);
}

std::string capital(std::string text)
{
    text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
    return text;
}

std::vector<std::string> blankApart(const std::string &text)
{
    std::vector<std::string> words(1);
    for (const char c : text) {
        if (c != ' ')
            words.back() += c;
        else if (!words.back().empty())
            words.emplace_back();
    }
    return words;
}

// "replies" of "repos/OWNER/REPO/pulls/N/comments/N/replies"
std::string lastPlace(const std::string &path)
{
    std::size_t end = path.size();
    while (end > 0) {
        const std::size_t slash = path.rfind('/', end - 1);
        const std::size_t from = slash == std::string::npos ? 0 : slash + 1;
        const std::string part = path.substr(from, end - from);
        if (part.size() > 2 && std::ranges::all_of(part, [](unsigned char c) { return std::islower(c) != 0; }))
            return part;
        end = slash == std::string::npos ? 0 : slash;
    }
    return {};
}

// Of "mise run lint:ci" "lint:ci", of "gh pr view" "pr-view", of "./scripts/seed.sh" "seed", of "go test ./..." "test",
// of "gh api …/comments" "comments".
std::string tellingWords(const std::string &command)
{
    constexpr std::array runners = {"run", "exec", "x", "task", "compose"};
    std::vector<std::string> words;
    for (const std::string &word : blankApart(command)) {
        if (word.find("api") == std::string::npos && words.size() > 1 && words[1] == "api" &&
            word.find('/') != std::string::npos && !lastPlace(word).empty())
            return lastPlace(word);
        const bool plain = !word.empty() && word.front() != '-' && std::ranges::all_of(word, [](unsigned char each) {
            return std::isalnum(each) != 0 ||
                   std::string_view(":-_./").find(static_cast<char>(each)) != std::string_view::npos;
        });
        if (plain && words.size() < 3 &&
            (words.empty() || (word.find('/') == std::string::npos && word.find('.') == std::string::npos)))
            words.push_back(word);
        else if (words.size() < 2 || words[1] != "api")
            break;
    }
    if (words.empty())
        return {};
    std::string program = words.front().substr(words.front().find_last_of('/') + 1);
    program = program.substr(0, program.find('.'));
    words.erase(words.begin());
    const bool isRunner = !words.empty() && std::ranges::find(runners, words.front()) != runners.end();
    if (isRunner)
        words.erase(words.begin());
    if (words.empty())
        return program;
    const bool one = isRunner || words.size() == 1 || words.front().size() > 2;
    return one ? words.front() : words[0] + '-' + words[1];
}

// What every second ritual holds tells none from the other.
bool tellsLittle(const std::string &word)
{
    constexpr std::array common = {"add", "commit", "push", "status", "diff", "log", "show", "mkdir", "rm"};
    return std::ranges::find(common, word) != common.end();
}

// The most telling words of these acts, "fmt", "lint", "test" for three tasks of a runner.
std::vector<std::string> wordsOfSteps(const std::vector<std::string> &commands)
{
    constexpr std::size_t most = 4;
    std::vector<std::string> words;
    std::vector<std::string> telling;
    for (const std::string &each : commands) {
        const std::string word = tellingWords(each);
        if (word.empty() || std::ranges::find(words, word) != words.end())
            continue;
        words.push_back(word);
        if (!tellsLittle(word))
            telling.push_back(word);
    }
    std::vector<std::string> &best = telling.empty() ? words : telling;
    best.resize(std::min(best.size(), most));
    return best;
}

bool wordRitual(MinedCandidate &candidate)
{
    const auto commands = commandsOfSteps(candidate);
    const auto steps = ticked(candidate, "step");
    const std::string cues = cuesOf(candidate);
    const std::string moments = momentsOf(candidate);
    const bool afterEdit = !steps.empty() && steps.front()->command.empty();
    if (commands.empty() || steps.size() < 2 || (!afterEdit && commands.size() < 2))
        return false;
    if (candidate.form != CandidateForm::Skill) {
        const bool again =
            commands.size() > 1 && std::ranges::count(commands, commands.front()) == std::ssize(commands);
        candidate.sentence =
            !cues.empty() ? "When asked about " + cues + ": " + listed(commands, true, ", then ") + '.'
            : again       ? "After a change, run " + inCode(readable(commands.back())) + " until it goes well."
            : afterEdit
                ? "After a change, run " + inCode(readable(commands.back())) + '.'
                : "After " + inCode(readable(commands.front())) + ", run " + inCode(readable(commands.back())) + '.';
        candidate.description = candidate.sentence;
        return true;
    }
    const std::string when = !cues.empty()      ? "when asked about " + cues
                             : !moments.empty() ? moments
                             : afterEdit        ? "after a change"
                                                : "when about to run " + inCode(inShort(commands.front()));
    // A moment that is the first step itself says nothing.
    const std::string opening = cues.empty() && moments.empty() && !afterEdit ? "" : capital(when) + ": ";
    candidate.sentence = opening + listed(commands, false, ", then ") + '.';
    candidate.title = opening.empty() ? "" : opening + joined(wordsOfSteps(commands), ", ");
    candidate.description = "Use " + when + ". Steps: " + listed(commands, false, ", ") + '.';
    return true;
}

bool wordTrigger(MinedCandidate &candidate)
{
    const auto commands = commandsOfSteps(candidate);
    const std::string cues = cuesOf(candidate);
    if (commands.empty() || cues.empty())
        return false;
    candidate.sentence = "When asked about " + cues + ", use " + inCode(readable(commands.front())) + '.';
    candidate.description = candidate.sentence;
    return true;
}

// Its call, its tries, and what is done when they have not helped.
bool wordWait(MinedCandidate &candidate)
{
    const auto steps = ticked(candidate, "step");
    if (steps.size() < 2 || steps.front()->command.empty())
        return false;
    candidate.sentence.clear();
    for (std::size_t i = 1; i < steps.size(); ++i)
        candidate.sentence += (i == 1 ? "" : " ") + steps[i]->text;
    return true; // the description speaks of the call and the service alone
}

bool wordLine(MinedCandidate &candidate)
{
    const auto claim = std::ranges::find_if(candidate.claims, [](const MinedClaim &each) { return each.ticked; });
    if (claim == candidate.claims.end())
        return false;
    candidate.sentence = claim->text;
    candidate.description = claim->text;
    return true;
}

bool wordSentence(MinedCandidate &candidate)
{
    switch (candidate.detector) {
    case Detector::Ritual:
        return wordRitual(candidate);
    case Detector::Trigger:
        return wordTrigger(candidate);
    case Detector::WaitRetry:
        return wordWait(candidate);
    case Detector::Correction:
    case Detector::Fix:
    case Detector::RepeatedAsk:
    case Detector::Orientation:
    case Detector::EnvFact:
    case Detector::Denial:
        return wordLine(candidate);
    }
    return false;
}

} // namespace

bool wordCandidate(MinedCandidate &candidate)
{
    if (!wordSentence(candidate))
        return false;
    candidate.text = candidate.form == CandidateForm::Skill ? skillText(candidate) : lineText(candidate);
    return true;
}

std::string nameOfSteps(const std::vector<std::string> &commands)
{
    return joined(wordsOfSteps(commands), "-");
}

std::string readable(std::string_view command)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 9> names = {{{"sub", "text"},
                                                                                     {"string", "text"},
                                                                                     {"word", "name"},
                                                                                     {"int", "number"},
                                                                                     {"ref", "branch"},
                                                                                     {"sha", "commit"},
                                                                                     {"var", "value"},
                                                                                     {"token", "value"},
                                                                                     {"glob", "files"}}};
    std::string text;
    while (!command.empty()) {
        const std::size_t open = command.find('<');
        const std::size_t close = open == std::string_view::npos ? open : command.find('>', open);
        text += command.substr(0, open);
        if (close == std::string_view::npos)
            break;
        const std::string_view slot = command.substr(open + 1, close - open - 1);
        const auto known = std::ranges::find(names, slot, &std::pair<std::string_view, std::string_view>::first);
        if (slot.starts_with("path:"))
            text += "<file." + std::string(slot.substr(5)) + '>';
        else
            text += '<' + std::string(known == names.end() ? slot : known->second) + '>';
        command.remove_prefix(close + 1);
    }
    return text;
}

std::string harmless(std::string_view text, std::size_t most)
{
    constexpr std::string_view dropped = "`@$!{}\\<>";
    std::string line;
    for (const char c : text) {
        if (static_cast<unsigned char>(c) <= 0x20) {
            if (!line.empty() && line.back() != ' ')
                line += ' ';
        } else if (dropped.find(c) == std::string_view::npos) {
            line += c == '"' ? '\'' : c;
        }
    }
    while (line.ends_with(' '))
        line.pop_back();
    if (line.size() <= most)
        return line;
    std::size_t end = line.rfind(' ', most);
    if (end == std::string::npos || end < most / 2) {
        end = most;
        while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xc0U) == 0x80U)
            --end;
    }
    return line.substr(0, end) + "…";
}

std::string lastingRule(std::string_view rule, std::size_t most)
{
    std::string line = harmless(rule, most) + '.';
    for (const std::string_view said : {"please ", "always "}) {
        if (line.starts_with(said))
            line.erase(0, said.size());
    }
    for (const std::string_view against : {"never ", "do not ", "don't "}) {
        if (line.starts_with(against)) {
            line[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(line[0])));
            return line;
        }
    }
    return "Always " + line;
}

} // namespace assay
