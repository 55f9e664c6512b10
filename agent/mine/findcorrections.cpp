// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/mine/findrules.h"

#include "agent/facts/commandform.h"
#include "agent/mine/contradiction.h"
#include "agent/mine/correctiongrammar.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <map>
#include <set>
#include <span>
#include <tuple>

namespace assay {

namespace {

constexpr std::uint32_t actsBefore = 10; // an ask answers what was done last
constexpr std::size_t longestRule = 160; // bytes of something said once

// An act as a person would speak of it.
struct Done {
    std::vector<std::string> head; // words of "git apply"
    std::set<std::string> words;   // all, with those of the file
    std::string text;              // "git apply", or the name of the file
};

using Acts = std::vector<const Done *>;

// Each kind of act once: sessions repeat them.
class Doings {
public:
    explicit Doings(const FactCorpus &corpus)
        : m_corpus(corpus)
    {
    }

    [[nodiscard]] Acts of(std::span<const FactAct> acts)
    {
        Acts all;
        for (const FactAct &act : acts) {
            const bool command = act.kind == ActKind::Command;
            const auto [known, isNew] = m_known.try_emplace({command, command ? act.head : act.file, act.form});
            if (isNew)
                known->second = read(act);
            all.push_back(&known->second);
        }
        return all;
    }

private:
    [[nodiscard]] Done read(const FactAct &act) const
    {
        Done done;
        const std::string_view file = m_corpus.files[act.file];
        done.text = act.kind == ActKind::Command ? m_corpus.heads[act.head] : file.substr(file.find_last_of('/') + 1);
        done.head = literalsOf(done.text);
        for (std::string &each : literalsOf(typedForm(m_corpus.forms[act.form])))
            done.words.insert(std::move(each));
        done.words.insert(done.head.begin(), done.head.end());
        return done;
    }

    const FactCorpus &m_corpus;
    std::map<std::tuple<bool, std::uint32_t, std::uint32_t>, Done> m_known; // command; head or file; form
};

bool isPlainWord(const std::string &word)
{
    return std::ranges::all_of(word, [](unsigned char c) { return std::isalpha(c) != 0; });
}

// The act that a phrase means, as it is written down: the program and what was said of it. Empty when the phrase names
// no act: "apply" alone is an English word before it is `git apply`, unless it was said with "use" or "run".
std::string subjectOf(const std::string &phrase, const Acts &acts, bool named)
{
    const auto said = literalsOf(phrase);
    for (auto each = acts.rbegin(); each != acts.rend(); ++each) {
        const Done *act = *each;
        std::vector<std::string> shared;
        std::ranges::copy_if(said, std::back_inserter(shared),
                             [act](const std::string &word) { return act->words.contains(word); });
        if (shared.empty() || act->head.empty())
            continue;
        if (shared.size() == 1 && isEverydayWord(shared.front()))
            continue;
        const bool program = std::ranges::find(shared, act->head.front()) != shared.end();
        const bool withinHead = std::ranges::all_of(
            shared, [act](const std::string &word) { return std::ranges::find(act->head, word) != act->head.end(); });
        if (withinHead && (program || named))
            return act->text;
        if (!program && std::ranges::all_of(shared, isPlainWord))
            continue;
        std::string text = program ? "" : act->text;
        for (const std::string &word : shared)
            text += (text.empty() ? "" : " ") + word;
        return text;
    }
    return {};
}

// The words of a person and what stood around them.
struct Saying {
    std::uint32_t episode;
    std::string text;
    std::span<const FactAct> before; // what it answers
    std::span<const FactAct> after;  // what follows
    std::int64_t refusal;            // event; 0 = an ask
};

// The same, with the acts as a person would speak of them.
struct Told {
    const std::string &text;
    Acts before;
    Acts after;
};

struct Rule {
    std::vector<std::string> items; // polarity, what not, what instead
    bool confirmed = false;
};

std::set<std::string> programsOf(const Acts &acts)
{
    std::set<std::string> programs;
    for (const Done *each : acts) {
        if (!each->head.empty())
            programs.insert(each->head.front());
    }
    return programs;
}

// No shape fits, but the text contrasts two programs by name, and the acts moved from the one to the other.
Rule contrastOf(const Told &told)
{
    const auto before = programsOf(told.before);
    const auto after = programsOf(told.after);
    std::vector<std::string> unwanted;
    std::vector<std::string> wanted;
    for (const std::string &each : literalsOf(told.text)) {
        if (isEverydayWord(each) || before.contains(each) == after.contains(each))
            continue;
        (before.contains(each) ? unwanted : wanted).push_back(each);
    }
    if (unwanted.size() != 1 || wanted.size() != 1)
        return {};
    return {{"instead", unwanted.front(), wanted.front()}, true};
}

Rule insteadOf(const std::vector<Correction> &readings, const Told &told)
{
    for (const Correction &each : readings) {
        if (each.polarity != Polarity::Instead)
            continue;
        const std::string unwanted = subjectOf(each.unwanted, told.before, each.named);
        const std::string wanted = subjectOf(each.wanted, told.after, true);
        if (!unwanted.empty() && !wanted.empty() && wanted != unwanted)
            return {{"instead", unwanted, wanted}, true};
    }
    return contrasts(told.text) ? contrastOf(told) : Rule{};
}

Rule ruleOf(const Saying &saying, Doings &doings)
{
    const auto readings = readCorrections(saying.text);
    if (readings.empty() && !contrasts(saying.text)) // as nearly all that is said
        return {};
    const Told told{saying.text, doings.of(saying.before), doings.of(saying.after)};
    if (Rule rule = insteadOf(readings, told); rule.confirmed) // says more than what not to do
        return rule;
    for (const Correction &each : readings) {
        if (each.polarity == Polarity::Always && each.wanted.size() <= longestRule)
            return {{"always", "", each.wanted}, true};
        if (each.polarity != Polarity::Not)
            continue;
        const std::string unwanted = subjectOf(each.unwanted, told.before, each.named);
        if (unwanted.empty())
            continue;
        const bool done = std::ranges::any_of(told.after, [&](const Done *act) { return act->text == unwanted; });
        return {{"not", unwanted, ""}, !done || saying.refusal != 0};
    }
    return {};
}

std::vector<Saying> sayingsOf(const ProjectView &view)
{
    const FactCorpus &corpus = view.corpus();
    std::vector<Saying> all;
    for (const std::uint32_t e : view.episodes()) {
        const FactEpisode &episode = view.episode(e);
        const FactEpisode *before = view.before(e);
        const FactAsk *ask = corpus.askOf(episode);
        if (before != nullptr && ask != nullptr && !ask->command && before->acts > 0) {
            const auto acts = corpus.actsOf(*before);
            all.push_back(
                {e, ask->text, acts.last(std::min<std::size_t>(actsBefore, acts.size())), corpus.actsOf(episode), 0});
        }
        for (const FactRefusal &refusal : corpus.refusalsOf(episode)) {
            if (refusal.kind != RefusalKind::User || refusal.reason.empty() || refusal.act >= corpus.acts.size())
                continue;
            const std::uint32_t place = refusal.act - episode.firstAct;
            if (place < episode.acts)
                all.push_back({e, refusal.reason, corpus.actsOf(episode).subspan(place, 1),
                               corpus.actsOf(episode).subspan(place + 1), refusal.event});
        }
    }
    return all;
}

} // namespace

std::vector<Finding> findCorrections(const ProjectView &view, const MinerBounds &bounds)
{
    struct Seen {
        std::vector<Occurrence> occurrences;
        std::string words; // the shortest wording
    };
    std::map<std::vector<std::string>, Seen> rules;
    Doings doings(view.corpus());
    for (const Saying &saying : sayingsOf(view)) {
        const Rule rule = ruleOf(saying, doings);
        if (rule.items.empty() || !rule.confirmed)
            continue;
        Seen &seen = rules[rule.items];
        seen.occurrences.push_back({saying.episode, {}, saying.refusal == 0, saying.refusal});
        if (seen.words.empty() || saying.text.size() < seen.words.size() ||
            (saying.text.size() == seen.words.size() && saying.text < seen.words))
            seen.words = saying.text;
    }
    std::map<std::vector<std::string>, std::vector<Trial>> trials;
    for (const auto &[items, seen] : rules) {
        for (const Occurrence &each : seen.occurrences) {
            const std::int32_t day = view.episode(each.episode).day;
            trials[items].push_back({day, each.episode, false});
            if (items.front() == "instead")
                trials[{items[0], items[2], items[1]}].push_back({day, each.episode, true});
        }
    }
    std::vector<Finding> findings;
    for (auto &[items, seen] : rules) {
        Finding finding;
        finding.detector = Detector::Correction;
        finding.contradicted = isContradicted(trials[items]);
        finding.items = items;
        finding.items.push_back(seen.words);
        finding.occurrences = std::move(seen.occurrences);
        view.count(finding.occurrences, finding.strength);
        finding.strength.tried = finding.strength.lineages;
        finding.strength.p = finding.strength.q = 0.0; // said by a person: no chance to weigh it against
        const bool twice =
            finding.strength.lineages >= bounds.correctionLineages && finding.strength.days >= bounds.correctionDays;
        finding.standing = twice                       ? Standing::Proposed
                           : items.front() == "always" ? Standing::SaidOnce
                                                       : Standing::Watched;
        findings.push_back(std::move(finding));
    }
    return findings;
}

} // namespace assay
