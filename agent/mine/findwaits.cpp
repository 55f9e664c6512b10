// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/mine/findfixes.h"

#include "agent/facts/commandform.h"
#include "agent/mine/actitems.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

namespace assay {

namespace {

constexpr std::size_t fewestTries = 3;
constexpr std::uint32_t window = 24; // acts in which the tries lie
constexpr std::uint32_t endWindow = 6;

// A try of the command, and the pause before it in ms.
struct Try {
    std::uint32_t act;
    std::int64_t pause;
};

struct Wait {
    std::uint32_t episode;
    std::vector<std::uint32_t> acts;
    std::size_t tries;
};

bool isWordChar(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.' || c == '_';
}

// "payments-api" of "503 from payments-api", a host name; no flags, no versions, no words that many failures have.
std::string serviceIn(std::string_view text)
{
    static const std::set<std::string_view> common = {
        "back-off",   "retry-after", "non-zero",     "re-run",     "time-out",    "keep-alive",
        "read-only",  "up-to-date",  "content-type", "rate-limit", "sub-command", "built-in",
        "pre-commit", "short-lived", "non-200",      "multi-line", "exit-code"};
    std::string word;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i < text.size() && isWordChar(text[i])) {
            word += text[i];
            continue;
        }
        while (!word.empty() && (word.back() == '.' || word.back() == '-'))
            word.pop_back();
        const bool joined = word.find('-') != std::string::npos || word.find('.') != std::string::npos;
        const bool named = !word.empty() && std::isalpha(static_cast<unsigned char>(word.front())) != 0 &&
                           word.find("..") == std::string::npos && std::count(word.begin(), word.end(), '.') <= 4;
        if (joined && named && word.size() >= 5 && word.size() <= 48 && !common.contains(word) &&
            (word.find('.') == std::string::npos || !isLook(word)))
            return word;
        word.clear();
    }
    return {};
}

std::string statusIn(const FactError &error)
{
    if (!error.code.empty() && !error.code.starts_with("exit"))
        return error.code;
    for (std::size_t i = 0; i + 3 <= error.text.size(); ++i) {
        const std::string_view three = std::string_view(error.text).substr(i, 3);
        const bool alone = (i == 0 || !isWordChar(error.text[i - 1])) &&
                           (i + 3 == error.text.size() || !isWordChar(error.text[i + 3]));
        if (alone && (three[0] == '4' || three[0] == '5') && std::isdigit(static_cast<unsigned char>(three[1])) != 0 &&
            std::isdigit(static_cast<unsigned char>(three[2])) != 0)
            return std::string(three);
    }
    return {};
}

std::int64_t sleepOf(const FactCorpus &corpus, const FactAct &act)
{
    if (act.kind != ActKind::Command || corpus.heads[act.head] != "sleep")
        return 0;
    const std::string typed = typedForm(corpus.forms[act.form]);
    const std::size_t digit = typed.find_first_of("0123456789");
    return digit == std::string::npos ? 0 : std::strtoll(typed.c_str() + digit, nullptr, 10) * 1000;
}

std::vector<Try> triesFrom(const FactCorpus &corpus, const FactEpisode &episode, std::uint32_t first)
{
    std::vector<Try> tries = {{first, 0}};
    const FactAct &start = corpus.acts[first];
    const std::uint32_t end = std::min(episode.firstAct + episode.acts, first + window);
    std::int64_t slept = 0;
    for (std::uint32_t a = first + 1; a < end; ++a) {
        const FactAct &act = corpus.acts[a];
        slept += sleepOf(corpus, act);
        if (act.kind != ActKind::Command || act.tmpl != start.tmpl)
            continue;
        const FactAct &last = corpus.acts[tries.back().act];
        const std::int64_t waited = act.at >= 0 && last.at >= 0 ? act.at - last.at : 0;
        tries.push_back({a, slept > 0 ? slept : waited});
        slept = 0;
        if (act.outcome == ActOutcome::Ok)
            break;
    }
    return tries;
}

bool pausesGrow(const std::vector<Try> &tries)
{
    for (std::size_t i = 2; i < tries.size(); ++i) {
        if (tries[i].pause <= tries[i - 1].pause)
            return false;
    }
    return tries.size() >= fewestTries;
}

// What was done when trying had not helped: the next command that went well.
std::uint32_t fallbackAfter(const FactCorpus &corpus, const FactEpisode &episode, std::uint32_t last)
{
    const std::uint32_t end = std::min(episode.firstAct + episode.acts, last + 1 + endWindow);
    for (std::uint32_t a = last + 1; a < end; ++a) {
        const FactAct &act = corpus.acts[a];
        if (act.kind == ActKind::Command && act.outcome == ActOutcome::Ok && !stepOf(corpus, act).empty() &&
            act.head != corpus.acts[last].head)
            return a;
    }
    return 0;
}

using WaitKey = std::vector<std::string>; // head, service, code, fallback

std::uint32_t noteWait(const FactCorpus &corpus, const FactEpisode &episode, std::uint32_t e, std::uint32_t first,
                       std::map<WaitKey, std::vector<Wait>> &waits)
{
    const FactAct &act = corpus.acts[first];
    const bool failed = act.kind == ActKind::Command && act.outcome == ActOutcome::Failed && act.error != 0;
    if (!failed || isLook(corpus.heads[act.head]))
        return first;
    const FactError &error = corpus.errors[act.error];
    std::string service = serviceIn(error.text);
    if (service.empty())
        service = serviceIn(typedForm(corpus.forms[act.form]));
    const auto tries = triesFrom(corpus, episode, first);
    if (service.empty() || error.kind == ErrorClass::Harness || !pausesGrow(tries))
        return first;
    Wait wait{e, {}, tries.size()};
    for (const Try &each : tries)
        wait.acts.push_back(each.act);
    std::string fallback;
    if (corpus.acts[tries.back().act].outcome != ActOutcome::Ok) {
        const std::uint32_t ending = fallbackAfter(corpus, episode, tries.back().act);
        if (ending == 0)
            return tries.back().act;
        fallback = corpus.templates[corpus.acts[ending].tmpl];
        wait.acts.push_back(ending);
    }
    waits[{std::string(corpus.heads[act.head]), service, statusIn(error), fallback}].push_back(wait);
    return wait.acts.back();
}

} // namespace

std::vector<Finding> findWaits(const ProjectView &view, const MinerBounds &bounds)
{
    const FactCorpus &corpus = view.corpus();
    std::map<WaitKey, std::vector<Wait>> waits;
    for (const std::uint32_t e : view.episodes()) {
        const FactEpisode &episode = view.episode(e);
        for (std::uint32_t a = episode.firstAct; a < episode.firstAct + episode.acts; ++a)
            a = noteWait(corpus, episode, e, a, waits);
    }
    std::vector<Finding> findings;
    for (const auto &[key, found] : waits) {
        Finding finding;
        finding.detector = Detector::WaitRetry;
        finding.items = key;
        std::map<std::size_t, int> tries;
        for (const Wait &each : found) {
            finding.occurrences.push_back({each.episode, each.acts, false, 0});
            ++tries[each.tries];
        }
        const auto usual = std::max_element(tries.begin(), tries.end(),
                                            [](const auto &a, const auto &b) { return a.second < b.second; });
        finding.items.push_back(std::to_string(usual->first));
        view.count(finding.occurrences, finding.strength);
        // Growing pauses before the same command do not happen by chance: no null, only witnesses.
        finding.strength.p = finding.strength.q = 0.0;
        const bool often = finding.strength.lineages >= bounds.waitLineages && finding.strength.days >= 2;
        finding.standing = often                            ? Standing::Proposed
                           : finding.strength.lineages >= 2 ? Standing::Watched
                                                            : Standing::TooFew;
        findings.push_back(std::move(finding));
    }
    return findings;
}

} // namespace assay
