// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/mine/findrules.h"

#include "agent/facts/commandform.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <set>

namespace assay {

namespace {

constexpr std::size_t unrivalled = 3; // the last lineages, which must agree

// What a program was called with: "PORT" of "npm start".
struct Setting {
    std::uint32_t head;
    std::string name;
    auto operator<=>(const Setting &) const = default;
};

// Its first use in a lineage.
struct Use {
    std::uint32_t lineage;
    std::string value;
    Occurrence occurrence;
    bool learned; // after the same program had failed without it
};

// What is secret, and what turns a check off, is no setting to hand on, however often it helped.
bool isHarmful(std::string_view name, std::string_view value)
{
    constexpr std::array words = {"PASS",     "PWD",     "SECRET",  "TOKEN",   "KEY",    "CRED",       "AUTH",
                                  "VERIFY",   "REJECT_", "INSECUR", "TRUSTED", "HUSKY",  "SKIP",       "PRELOAD",
                                  "SSH_COMM", "OPTIONS", "DISABLE", "IGNORE",  "UNSAFE", "NO_CHECK",   "FORCE",
                                  "SSL",      "TLS",     "CERT",    "PROXY",   "SUM",    "LIBRARY_PA", "PYTHONPATH"};
    std::string upper(name);
    std::ranges::transform(upper, upper.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    const bool named =
        std::ranges::any_of(words, [&upper](std::string_view each) { return upper.find(each) != std::string::npos; });
    return named || upper == "ENV:PATH" || value.find_first_of("@?") != std::string_view::npos;
}

bool isSetting(const FormSlot &slot)
{
    const bool kind = slot.type.starts_with("env:") || slot.type == "port" || slot.type.starts_with("url");
    return kind && !slot.value.empty() && !isHarmful(slot.type, slotValue(slot.value));
}

class Uses {
public:
    explicit Uses(const ProjectView &view)
        : m_view(view)
    {
        for (const std::uint32_t e : view.episodes())
            read(e);
    }

    [[nodiscard]] const std::map<Setting, std::vector<Use>> &all() const { return m_uses; }

private:
    void read(std::uint32_t e)
    {
        const FactCorpus &corpus = m_view.corpus();
        const FactEpisode &episode = m_view.episode(e);
        std::map<std::uint32_t, std::uint32_t> failures; // by head: the last one
        for (std::uint32_t a = episode.firstAct; a < episode.firstAct + episode.acts; ++a) {
            const FactAct &act = corpus.acts[a];
            if (act.kind != ActKind::Command)
                continue;
            if (act.outcome == ActOutcome::Failed)
                failures[act.head] = a;
            if (act.outcome == ActOutcome::Ok)
                note(e, a, failures);
        }
    }

    void note(std::uint32_t e, std::uint32_t a, const std::map<std::uint32_t, std::uint32_t> &failures)
    {
        const FactCorpus &corpus = m_view.corpus();
        const FactAct &act = corpus.acts[a];
        const auto failure = failures.find(act.head);
        for (const FormSlot &slot : formSlots(corpus.forms[act.form])) {
            if (!isSetting(slot))
                continue;
            auto &uses = m_uses[{act.head, std::string(slot.type)}];
            if (!uses.empty() && uses.back().lineage == m_view.lineageOf(e))
                continue;
            const bool learned =
                failure != failures.end() && !hasSlot(corpus.forms[corpus.acts[failure->second].form], slot);
            Occurrence where{e, {a}, false, 0};
            if (learned)
                where.acts = {failure->second, a};
            uses.push_back({m_view.lineageOf(e), slotValue(slot.value), std::move(where), learned});
        }
    }

    static bool hasSlot(std::string_view form, const FormSlot &slot)
    {
        return std::ranges::any_of(formSlots(form), [&slot](const FormSlot &each) {
            return each.type == slot.type && each.value == slot.value;
        });
    }

    const ProjectView &m_view;
    std::map<Setting, std::vector<Use>> m_uses; // by lineage
};

} // namespace

std::vector<Finding> findSettings(const ProjectView &view, const MinerBounds &bounds)
{
    std::vector<Finding> findings;
    const Uses uses(view);
    for (const auto &[setting, unsorted] : uses.all()) {
        std::vector<const Use *> inTime;
        for (const Use &each : unsorted)
            inTime.push_back(&each);
        std::ranges::sort(inTime, {}, [](const Use *each) { return each->occurrence.episode; });
        const auto learned = std::ranges::count_if(inTime, &Use::learned);
        if (inTime.size() < unrivalled || learned < 2)
            continue;
        const std::string &value = inTime.back()->value;
        const bool settled = std::all_of(inTime.end() - unrivalled, inTime.end(),
                                         [&value](const Use *each) { return each->value == value; });
        Finding finding;
        finding.detector = Detector::EnvFact;
        finding.items = {std::string(view.corpus().heads[setting.head]), setting.name, value};
        for (const Use *each : inTime) {
            if (each->value == value)
                finding.occurrences.push_back(each->occurrence);
        }
        view.count(finding.occurrences, finding.strength);
        finding.strength.tried = static_cast<std::uint32_t>(inTime.size());
        finding.strength.against = finding.strength.tried - finding.strength.lineages;
        finding.strength.p = finding.strength.q = 0.0; // a value that stays is no matter of chance
        const bool often = finding.strength.lineages >= bounds.settingLineages && finding.strength.days >= 2;
        finding.standing = settled && often ? Standing::Proposed : Standing::Watched;
        if (!settled)
            finding.reason = "the last sessions do not agree on a value";
        findings.push_back(std::move(finding));
    }
    return findings;
}

} // namespace assay
