// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/facts/factcorpusbuilder.h"

#include "agent/facts/learnedforms.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

namespace assay {

namespace {

constexpr std::int64_t dayMs = 24LL * 60 * 60 * 1000;

std::vector<std::string> sortedUnique(std::vector<std::string> texts)
{
    std::ranges::sort(texts);
    texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
    return texts;
}

std::uint32_t rankIn(const std::vector<std::string> &sorted, std::string_view text)
{
    return static_cast<std::uint32_t>(std::ranges::lower_bound(sorted, text) - sorted.begin());
}

template<class List>
std::uint32_t countOf(const List &list)
{
    return static_cast<std::uint32_t>(list.size());
}

// Whose home the folder lies in; empty = nobody's.
std::string authorOf(std::string_view folder)
{
    for (const std::string_view homes : {"/home/", "/Users/", "/var/home/"}) {
        if (folder.starts_with(homes))
            return std::string(folder.substr(homes.size(), folder.find('/', homes.size()) - homes.size()));
    }
    return folder.starts_with("/root/") || folder == "/root" ? "root" : std::string();
}

// Numbers that names got as they came → ranks of their sorted texts; 0 stays 0. Only what is used keeps a rank.
struct Renumbering {
    std::vector<std::uint32_t> ranks;
    FactNames names;
};

Renumbering renumber(const std::vector<std::string> &texts, const std::vector<bool> &used)
{
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 1; i < texts.size(); ++i) {
        if (used[i])
            order.push_back(i);
    }
    std::ranges::sort(order, {}, [&](std::uint32_t i) -> const std::string & { return texts[i]; });
    Renumbering result;
    result.ranks.resize(texts.size());
    std::vector<std::string> sorted;
    sorted.reserve(order.size());
    for (const std::uint32_t i : order) {
        sorted.push_back(texts[i]);
        result.ranks[i] = static_cast<std::uint32_t>(sorted.size());
    }
    result.names = FactNames(std::move(sorted));
    return result;
}

} // namespace

std::uint32_t FactCorpusBuilder::name(Table table, std::string_view text)
{
    if (text.empty())
        return 0;
    Interned &names = m_names[table];
    if (const auto known = names.ids.find(text); known != names.ids.end())
        return known->second;
    const auto number = static_cast<std::uint32_t>(names.texts.size());
    names.ids.emplace(text, number);
    names.texts.emplace_back(text);
    return number;
}

std::uint32_t FactCorpusBuilder::error(const FactError &error)
{
    const std::string whole = error.tool + '\n' + error.head + '\n' + error.code + '\n' + error.text;
    const auto [entry, isNew] = m_errorIds.try_emplace(whole, static_cast<std::uint32_t>(m_errors.size()));
    if (isNew)
        m_errors.push_back(error);
    return entry->second;
}

void FactCorpusBuilder::expect(std::size_t acts, std::size_t asks)
{
    m_added.acts.reserve(acts);
    m_added.asks.reserve(asks);
}

void FactCorpusBuilder::beginSession(SessionOrigin origin)
{
    m_sessions.push_back({std::move(origin), m_added.episodes.size(), 0});
}

void FactCorpusBuilder::beginEpisode(std::uint64_t key, const FactEpisode &episode,
                                     std::span<const std::uint32_t> skills)
{
    ++m_sessions.back().episodes;
    FactEpisode &made = m_added.episodes.emplace_back(Episode{episode, key, false}).facts;
    made.firstAct = countOf(m_added.acts);
    made.firstRefusal = countOf(m_added.refusals);
    made.firstSkill = countOf(m_added.skills);
    made.skills = countOf(skills);
    made.acts = made.refusals = made.ask = 0;
    m_added.skills.insert(m_added.skills.end(), skills.begin(), skills.end());
}

void FactCorpusBuilder::setAsk(FactAsk ask, std::span<const std::uint32_t> words)
{
    ask.firstWord = countOf(m_added.words);
    ask.words = countOf(words);
    m_added.words.insert(m_added.words.end(), words.begin(), words.end());
    m_added.asks.push_back(std::move(ask));
    m_added.episodes.back().facts.ask = countOf(m_added.asks);
}

void FactCorpusBuilder::addAct(const FactAct &act)
{
    m_added.acts.push_back(act);
    ++m_added.episodes.back().facts.acts;
}

void FactCorpusBuilder::addRefusal(FactRefusal refusal)
{
    m_added.refusals.push_back(std::move(refusal));
    ++m_added.episodes.back().facts.refusals;
}

void FactCorpusBuilder::add(SessionOrigin origin, const FactsOfSession &facts, const Texts &texts)
{
    const auto textOf = [&](std::int64_t event) {
        const auto found = texts.byEvent.find(event);
        return found == texts.byEvent.end() ? std::string() : found->second;
    };
    const auto names = [&](Table table, const std::vector<std::string> &list) {
        std::vector<std::uint32_t> ids;
        for (const std::string &each : list)
            ids.push_back(name(table, each));
        return ids;
    };
    beginSession(std::move(origin));
    for (const EpisodeOfSession &from : facts.episodes) {
        FactEpisode episode;
        episode.at = from.at;
        episode.interruption = from.interruption;
        episode.outcome = from.outcome;
        beginEpisode(from.key, episode, names(Skills, from.skills));
        if (from.ask != 0) {
            FactAsk ask;
            ask.event = from.ask;
            ask.language = from.sign.language;
            ask.command = from.command;
            ask.queued = from.queued;
            ask.simhash = from.sign.simhash;
            ask.minhash = from.sign.minhash;
            ask.text = textOf(from.ask);
            ask.bytes = from.askBytes;
            setAsk(std::move(ask), names(Words, from.sign.words));
        }
        for (std::uint32_t i = from.firstAct; i < from.firstAct + from.acts; ++i) {
            const ActOfSession &each = facts.acts[i];
            FactAct act = each.act;
            act.head = name(Heads, each.head);
            act.form = name(Forms, each.form);
            act.file = name(Files, each.file);
            act.error = each.error ? error(*each.error) : 0;
            addAct(act);
        }
        for (const RefusalOfSession &each : facts.refusals) {
            if (each.act >= from.firstAct && each.act < from.firstAct + from.acts)
                addRefusal({each.event, each.act - from.firstAct, each.kind, textOf(each.event)});
        }
    }
}

void FactCorpusBuilder::sortSessions()
{
    std::ranges::sort(m_sessions, [](const Session &a, const Session &b) {
        return std::tie(a.origin.startedAt, a.origin.uuid) < std::tie(b.origin.startedAt, b.origin.uuid);
    });
}

// A fork or a resumed file repeats what came before it. Of the copies of an episode the longest stays: a fork may have
// left in its midst.
void FactCorpusBuilder::dropCopies()
{
    // Of each project alone, so that one that is read alone is the same.
    using CopyKey = std::tuple<std::string_view, std::string_view, std::uint64_t>;
    const auto keyOf = [](const Session &session, const Episode &episode) {
        return CopyKey(session.origin.projectKey, session.origin.lineage, episode.key);
    };
    std::map<CopyKey, Episode *> best;
    for (const Session &session : m_sessions) {
        for (Episode &each : episodesOf(session)) {
            const auto [entry, isNew] = best.try_emplace(keyOf(session, each), &each);
            if (isNew)
                continue;
            const bool isLonger = each.facts.acts > entry->second->facts.acts;
            (isLonger ? entry->second : &each)->isCopy = true;
            if (isLonger)
                entry->second = &each;
        }
    }
}

void FactCorpusBuilder::nameOrigins(FactCorpus &corpus) const
{
    std::vector<std::string> lineages, authors{{}}, projects;
    for (const Session &session : m_sessions) {
        lineages.push_back(session.origin.lineage);
        authors.push_back(authorOf(session.origin.folder));
        projects.push_back(session.origin.projectKey);
    }
    corpus.lineages = sortedUnique(std::move(lineages));
    corpus.authors = sortedUnique(std::move(authors));
    for (std::string &key : sortedUnique(std::move(projects)))
        corpus.projects.push_back({0, std::move(key), {}});
    for (const Session &session : m_sessions) {
        const SessionOrigin &origin = session.origin;
        const auto project = std::ranges::lower_bound(corpus.projects, origin.projectKey, {}, &FactProject::key);
        project->id = origin.projectId;
        if (!origin.folder.empty())
            project->folders.push_back(origin.folder);
        FactSession made;
        made.id = origin.id;
        made.uuid = origin.uuid;
        made.lineage = rankIn(corpus.lineages, origin.lineage);
        made.project = static_cast<std::uint32_t>(project - corpus.projects.begin());
        made.author = rankIn(corpus.authors, authorOf(origin.folder));
        made.startedAt = origin.startedAt;
        corpus.sessions.push_back(std::move(made));
    }
    for (FactProject &project : corpus.projects)
        project.folders = sortedUnique(std::move(project.folders));
}

void FactCorpusBuilder::learn(FactCorpus &corpus)
{
    // Lineages by the start of their first session; sessions are sorted by start.
    std::vector<std::uint32_t> rank(corpus.lineages.size(), ~std::uint32_t{0});
    std::uint32_t next = 0;
    for (const FactSession &session : corpus.sessions) {
        if (rank[session.lineage] == ~std::uint32_t{0})
            rank[session.lineage] = next++;
    }
    const std::vector<std::string> &forms = m_names[Forms].texts;
    std::vector<std::string> headOfForm(forms.size());
    std::vector<FormUse> uses;
    uses.reserve(corpus.acts.size());
    for (const FactEpisode &episode : corpus.episodes) {
        const FactSession &session = corpus.sessions[episode.session];
        for (const FactAct &act : corpus.actsOf(episode)) {
            headOfForm[act.form] = m_names[Heads].texts[act.head];
            uses.push_back({session.project, rank[session.lineage], act.form});
        }
    }
    const auto learned = learnedForms(uses, forms, headOfForm);
    uses = {};
    Interned templates;
    std::unordered_map<std::uint64_t, std::pair<std::uint32_t, std::uint32_t>> ids; // head, template
    for (const auto &[key, form] : learned) {
        const auto [entry, isNew] =
            templates.ids.try_emplace(form.tmpl, static_cast<std::uint32_t>(templates.texts.size()));
        if (isNew)
            templates.texts.push_back(form.tmpl);
        ids[key] = {name(Heads, form.head), entry->second};
    }
    std::vector<bool> all(templates.texts.size(), true);
    const Renumbering renumbered = renumber(templates.texts, all);
    corpus.templates = renumbered.names;
    for (const FactEpisode &episode : corpus.episodes) {
        const std::uint32_t project = corpus.sessions[episode.session].project;
        for (std::uint32_t a = episode.firstAct; a < episode.firstAct + episode.acts; ++a) {
            FactAct &act = corpus.acts[a];
            const auto &[head, tmpl] = ids.at(learnedKey(project, act.form));
            act.head = head == 0 ? act.head : head;
            act.tmpl = renumbered.ranks[tmpl];
        }
    }
}

// In the order of the sessions, without copies.
void FactCorpusBuilder::fill(FactCorpus &corpus)
{
    corpus.episodes.reserve(m_added.episodes.size());
    corpus.acts.reserve(m_added.acts.size());
    corpus.asks.reserve(m_added.asks.size());
    corpus.words.reserve(m_added.words.size());
    const auto append = [](auto &to, const auto &from, std::uint32_t &first, std::uint32_t count) {
        const auto begin = from.begin() + static_cast<std::ptrdiff_t>(std::exchange(first, countOf(to)));
        to.insert(to.end(), begin, begin + static_cast<std::ptrdiff_t>(count));
    };
    for (std::size_t s = 0; s < m_sessions.size(); ++s) {
        corpus.sessions[s].firstEpisode = countOf(corpus.episodes);
        for (const Episode &from : episodesOf(m_sessions[s])) {
            if (from.isCopy)
                continue;
            FactEpisode episode = from.facts;
            episode.session = static_cast<std::uint32_t>(s);
            episode.day = episode.at < 0 ? -1 : static_cast<std::int32_t>(episode.at / dayMs);
            append(corpus.acts, m_added.acts, episode.firstAct, episode.acts);
            append(corpus.activeSkills, m_added.skills, episode.firstSkill, episode.skills);
            append(corpus.refusals, m_added.refusals, episode.firstRefusal, episode.refusals);
            for (std::uint32_t r = episode.firstRefusal; r < episode.firstRefusal + episode.refusals; ++r)
                corpus.refusals[r].act += episode.firstAct;
            if (episode.ask != 0) {
                FactAsk ask = std::move(m_added.asks[episode.ask - 1]);
                append(corpus.words, m_added.words, ask.firstWord, ask.words);
                corpus.asks.push_back(std::move(ask));
                episode.ask = countOf(corpus.asks);
            }
            corpus.episodes.push_back(episode);
        }
        corpus.sessions[s].episodes = countOf(corpus.episodes) - corpus.sessions[s].firstEpisode;
    }
    m_added = {};
}

void FactCorpusBuilder::nameAll(FactCorpus &corpus)
{
    std::array<std::vector<bool>, Tables> used;
    for (std::size_t table = 0; table < Tables; ++table)
        used[table].resize(m_names[table].texts.size());
    std::vector<bool> usedErrors(m_errors.size());
    for (const FactAct &act : corpus.acts) {
        used[Heads][act.head] = used[Forms][act.form] = used[Files][act.file] = true;
        usedErrors[act.error] = true;
    }
    for (const std::uint32_t word : corpus.words)
        used[Words][word] = true;
    for (const std::uint32_t skill : corpus.activeSkills)
        used[Skills][skill] = true;
    std::array<Renumbering, Tables> named;
    for (std::size_t table = 0; table < Tables; ++table)
        named[table] = renumber(m_names[table].texts, used[table]);

    std::vector<std::uint32_t> errorOrder;
    for (std::uint32_t i = 1; i < m_errors.size(); ++i) {
        if (usedErrors[i])
            errorOrder.push_back(i);
    }
    std::ranges::sort(errorOrder, {}, [&](std::uint32_t i) {
        return std::tie(m_errors[i].tool, m_errors[i].head, m_errors[i].code, m_errors[i].text);
    });
    std::vector<std::uint32_t> errorRanks(m_errors.size());
    corpus.errors.resize(1);
    for (const std::uint32_t i : errorOrder) {
        errorRanks[i] = static_cast<std::uint32_t>(corpus.errors.size());
        corpus.errors.push_back(std::move(m_errors[i]));
    }
    for (FactAct &act : corpus.acts) {
        act.head = named[Heads].ranks[act.head];
        act.form = named[Forms].ranks[act.form];
        act.file = named[Files].ranks[act.file];
        act.error = errorRanks[act.error];
    }
    const auto rerank = [](std::vector<std::uint32_t> &ids, std::uint32_t first, std::uint32_t length,
                           const Renumbering &by) {
        const auto begin = ids.begin() + first;
        std::for_each(begin, begin + length, [&](std::uint32_t &id) { id = by.ranks[id]; });
        std::sort(begin, begin + length);
    };
    for (const FactAsk &ask : corpus.asks)
        rerank(corpus.words, ask.firstWord, ask.words, named[Words]);
    for (const FactEpisode &episode : corpus.episodes)
        rerank(corpus.activeSkills, episode.firstSkill, episode.skills, named[Skills]);
    corpus.heads = std::move(named[Heads].names);
    corpus.forms = std::move(named[Forms].names);
    corpus.files = std::move(named[Files].names);
    corpus.wordNames = std::move(named[Words].names);
    corpus.skillNames = std::move(named[Skills].names);
}

FactCorpus FactCorpusBuilder::finish()
{
    FactCorpus corpus;
    sortSessions();
    dropCopies();
    nameOrigins(corpus);
    fill(corpus);
    learn(corpus);
    nameAll(corpus);
    return corpus;
}

} // namespace assay
