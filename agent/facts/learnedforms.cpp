// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/facts/learnedforms.h"

#include "agent/facts/commandform.h"
#include "agent/facts/factcorpus.h"
#include "agent/facts/shellprograms.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>

namespace assay {

namespace {

constexpr std::size_t mostVerbs = 20;
constexpr std::size_t verbLineages = 5;
constexpr std::uint32_t literalLineages = 3;
constexpr std::uint32_t literalShare = 5; // one in …

std::vector<std::string_view> tokensOf(std::string_view form)
{
    std::vector<std::string_view> tokens;
    for (std::size_t at = 0; at < form.size();) {
        const std::size_t end = std::min(form.find(' ', at), form.size());
        tokens.push_back(form.substr(at, end - at));
        at = end + 1;
    }
    return tokens;
}

// The word behind an unknown program that may be its verb: "shopctl <word=restart> …".
std::string_view possibleVerb(std::string_view form, std::string_view head)
{
    if (head.find(' ') != std::string_view::npos || head.starts_with('<') || verbsBehind(head, {}) >= 0)
        return {};
    const std::string_view rest = form.substr(std::min(head.size() + 1, form.size()));
    if (!rest.starts_with("<word="))
        return {};
    return rest.substr(6, rest.find('>') - 6);
}

// Heads whose first words are verbs.
using VerbHeads = std::set<std::string_view>;

VerbHeads verbHeads(std::span<const FormUse> uses, std::uint32_t lineages, const std::vector<std::string> &forms,
                    const std::vector<std::string_view> &headOfForm)
{
    struct Seen {
        std::set<std::string_view> verbs;
        std::set<std::uint32_t> lineages;
    };
    std::map<std::string_view, Seen> seen;
    for (const FormUse &use : uses) {
        const std::string_view verb = possibleVerb(forms[use.form], headOfForm[use.form]);
        if (use.lineage >= lineages || verb.empty())
            continue;
        Seen &head = seen[headOfForm[use.form]];
        head.lineages.insert(use.lineage);
        if (head.verbs.size() <= mostVerbs)
            head.verbs.insert(verb);
    }
    VerbHeads learned;
    for (const auto &[head, what] : seen) {
        if (what.verbs.size() <= mostVerbs && what.lineages.size() >= verbLineages)
            learned.emplace(head);
    }
    return learned;
}

// A form whose verb is known: the word joins the head.
std::string withVerb(std::string_view form, std::string_view head, std::string_view verb)
{
    std::string result(head);
    result += ' ';
    result += slotValue(verb);
    result += form.substr(head.size() + 1 + 7 + verb.size()); // " <word=" and ">"
    return result;
}

struct SlotKey {
    std::string_view tmpl;
    std::size_t token = 0;

    auto operator<=>(const SlotKey &) const = default;
};

// Of a template with repeated slots the places tell nothing.
bool isCountable(std::string_view tmpl)
{
    return tmpl.find("\xE2\x80\xA6") == std::string_view::npos;
}

using Literals = std::map<SlotKey, std::set<std::string_view>>;

struct Parsed {
    std::string head, form, tmpl;
    std::vector<std::string_view> tokens; // of the form
};

// Forms of one project, by number.
using ParsedForms = std::unordered_map<std::uint32_t, Parsed>;

Literals literalsOf(std::span<const FormUse> uses, std::uint32_t lineages, const ParsedForms &parsed)
{
    struct Slot {
        std::uint32_t lineages = 0, last = ~std::uint32_t{0};
    };
    std::map<SlotKey, Slot> slots;
    std::map<std::pair<SlotKey, std::string_view>, Slot> values;
    // Sorted by lineage, so that counting changes of lineage counts lineages.
    for (const FormUse &use : uses) {
        const Parsed &form = parsed.at(use.form);
        if (use.lineage >= lineages || !isCountable(form.tmpl))
            continue;
        for (std::size_t i = 0; i < form.tokens.size(); ++i) {
            if (form.tokens[i].find('<') == std::string_view::npos || form.tokens[i].starts_with("<env:"))
                continue;
            const SlotKey key{form.tmpl, i};
            const auto count = [&](Slot &slot) {
                slot.lineages += slot.last == use.lineage ? 0 : 1;
                slot.last = use.lineage;
            };
            count(slots[key]);
            if (form.tokens[i].find('=', form.tokens[i].find('<')) != std::string_view::npos)
                count(values[{key, form.tokens[i]}]);
        }
    }
    Literals literals;
    for (const auto &[value, seen] : values) {
        if (seen.lineages >= literalLineages && seen.lineages * literalShare >= slots[value.first].lineages)
            literals[value.first].insert(value.second);
    }
    return literals;
}

std::string withLiterals(const Parsed &form, const Literals &literals)
{
    if (!isCountable(form.tmpl))
        return form.tmpl;
    std::string result;
    for (std::size_t i = 0; i < form.tokens.size(); ++i) {
        if (form.tokens[i].starts_with("<env:"))
            continue;
        const auto kept = literals.find({form.tmpl, i});
        const bool literal = kept != literals.end() && kept->second.contains(form.tokens[i]);
        result += result.empty() ? "" : " ";
        result += literal ? typedForm(form.tokens[i]) : templateOf(form.tokens[i]);
    }
    return result;
}

// Ranks of lineages are over all projects: the limit is the rank of the first one that is left out.
std::uint32_t limitOf(std::span<const FormUse> uses)
{
    std::set<std::uint32_t> ranks;
    for (const FormUse &use : uses)
        ranks.insert(use.lineage);
    const std::uint32_t n = learningLineages(static_cast<std::uint32_t>(ranks.size()));
    return n == 0 ? 0 : n == ranks.size() ? *ranks.rbegin() + 1 : *std::next(ranks.begin(), n);
}

using Learned = std::unordered_map<std::uint64_t, LearnedForm>;

void learnProject(std::span<const FormUse> uses, const std::vector<std::string> &forms,
                  const std::vector<std::string_view> &headOfForm, Learned &learned)
{
    const std::uint32_t limit = limitOf(uses);
    const VerbHeads verbs = verbHeads(uses, limit, forms, headOfForm);
    ParsedForms parsed;
    for (const FormUse &use : uses) {
        const auto [entry, isNew] = parsed.try_emplace(use.form);
        if (!isNew)
            continue;
        const std::string_view head = headOfForm[use.form];
        const std::string &form = forms[use.form];
        const std::string_view verb = verbs.contains(head) ? possibleVerb(form, head) : std::string_view();
        Parsed &made = entry->second;
        made.head = verb.empty() ? std::string() : std::string(head) + ' ' + slotValue(verb);
        made.form = verb.empty() ? form : withVerb(form, head, verb);
        made.tmpl = templateOf(made.form);
        made.tokens = tokensOf(made.form);
    }
    const Literals literals = literalsOf(uses, limit, parsed);
    for (const auto &[form, each] : parsed)
        learned[learnedKey(uses.front().project, form)] = {each.head, withLiterals(each, literals)};
}

} // namespace

std::uint32_t learningLineages(std::uint32_t lineages)
{
    // In whole numbers, so that every machine rounds alike.
    if (lineages < 10)
        return 0;
    std::uint64_t step = 10'000'000;
    while (step * 11 / 10 <= std::uint64_t{lineages} * 1'000'000)
        step = step * 11 / 10;
    return static_cast<std::uint32_t>(step / 1'000'000);
}

std::unordered_map<std::uint64_t, LearnedForm> learnedForms(std::vector<FormUse> uses,
                                                            const std::vector<std::string> &forms,
                                                            const std::vector<std::string_view> &headOfForm)
{
    std::ranges::sort(uses);
    uses.erase(std::unique(uses.begin(), uses.end()), uses.end());
    Learned learned;
    for (auto first = uses.begin(); first != uses.end();) {
        const auto last =
            std::find_if(first, uses.end(), [first](const FormUse &use) { return use.project != first->project; });
        learnProject({first, last}, forms, headOfForm, learned);
        first = last;
    }
    return learned;
}

} // namespace assay
