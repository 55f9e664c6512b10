// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/facts/factcorpusbuilder.h"

#include "agent/facts/learnedforms.h"

#include <algorithm>
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

void FactCorpusBuilder::beginSession(SessionOrigin origin)
{
    m_sessions.push_back({std::move(origin), m_episodes.size(), 0});
}

void FactCorpusBuilder::beginEpisode(EpisodeKey key, const FactEpisode &episode, std::span<const std::uint32_t> skills)
{
    ++m_sessions.back().episodes;
    FactEpisode &made = m_episodes.emplace_back(Episode{episode, key, false}).facts;
    made.firstSkill = countOf(m_skills);
    made.skills = countOf(skills);
    made.firstAct = made.acts = made.firstRefusal = made.refusals = made.ask = 0;
    m_skills.insert(m_skills.end(), skills.begin(), skills.end());
}

void FactCorpusBuilder::setAsk(FactAsk ask, std::span<const std::uint32_t> words)
{
    ask.firstWord = countOf(m_words);
    ask.words = countOf(words);
    m_words.insert(m_words.end(), words.begin(), words.end());
    m_asks.push_back(std::move(ask));
    m_episodes.back().facts.ask = countOf(m_asks);
}

void FactCorpusBuilder::sortSessions()
{
    std::ranges::sort(m_sessions, [](const Session &a, const Session &b) {
        return std::tie(a.origin.startedAt, a.origin.uuid) < std::tie(b.origin.startedAt, b.origin.uuid);
    });
}

void FactCorpusBuilder::joinActs()
{
    for (const Session &session : m_sessions) {
        const auto done = m_acts.m_sessions.find(session.origin.id);
        if (done == m_acts.m_sessions.end())
            continue;
        auto next = m_acts.m_episodes.cbegin() + static_cast<std::ptrdiff_t>(done->second.firstEpisode);
        const auto end = next + static_cast<std::ptrdiff_t>(done->second.episodes);
        for (Episode &each : episodesOf(session)) {
            next = std::find_if(next, end, [&each](const auto &acts) { return acts.ordinal >= each.key.ordinal; });
            if (next == end)
                break;
            if (next->ordinal != each.key.ordinal)
                continue;
            each.facts.firstAct = next->firstAct;
            each.facts.acts = next->acts;
            each.facts.firstRefusal = next->firstRefusal;
            each.facts.refusals = next->refusals;
            for (FactRefusal &refusal : std::span(m_acts.m_refusals).subspan(next->firstRefusal, next->refusals))
                refusal.act += next->firstAct;
        }
    }
}

void FactCorpusBuilder::nameOrigins(FactCorpus &corpus) const
{
    std::vector<std::string> lineages, authors{{}}, projects;
    std::vector<std::string> authorOfSession;
    authorOfSession.reserve(m_sessions.size());
    for (const Session &session : m_sessions) {
        const SessionOrigin &origin = session.origin;
        lineages.push_back(origin.lineage);
        authorOfSession.push_back(authorOf(origin.folder));
        if (authors.back() != authorOfSession.back())
            authors.push_back(authorOfSession.back());
        if (projects.empty() || projects.back() != origin.projectKey)
            projects.push_back(origin.projectKey);
    }
    corpus.lineages = sortedUnique(std::move(lineages));
    corpus.authors = sortedUnique(std::move(authors));
    for (std::string &key : sortedUnique(std::move(projects)))
        corpus.projects.push_back({0, std::move(key), {}});
    corpus.sessions.reserve(m_sessions.size());
    for (std::size_t s = 0; s < m_sessions.size(); ++s) {
        const SessionOrigin &origin = m_sessions[s].origin;
        const auto project = std::ranges::lower_bound(corpus.projects, origin.projectKey, {}, &FactProject::key);
        project->id = origin.projectId;
        if (!origin.folder.empty() && (project->folders.empty() || project->folders.back() != origin.folder))
            project->folders.push_back(origin.folder);
        FactSession made;
        made.id = origin.id;
        made.uuid = origin.uuid;
        made.lineage = rankIn(corpus.lineages, origin.lineage);
        made.project = static_cast<std::uint32_t>(project - corpus.projects.begin());
        made.author = rankIn(corpus.authors, authorOfSession[s]);
        made.startedAt = origin.startedAt;
        corpus.sessions.push_back(std::move(made));
    }
    for (FactProject &project : corpus.projects)
        project.folders = sortedUnique(std::move(project.folders));
}

// A fork or a resumed file repeats what came before it. Of the copies of an episode the longest stays, of those the
// first: a fork may have left in its midst.
void FactCorpusBuilder::dropCopies(const FactCorpus &corpus)
{
    // Of each project alone, so that one that is read alone is the same.
    struct Copy {
        std::uint32_t project, lineage;
        std::uint64_t natural;
        Episode *episode;
        [[nodiscard]] auto key() const { return std::tuple(project, lineage, natural); }
    };
    std::vector<Copy> copies;
    copies.reserve(m_episodes.size());
    for (std::size_t s = 0; s < m_sessions.size(); ++s) {
        for (Episode &each : episodesOf(m_sessions[s]))
            copies.push_back({corpus.sessions[s].project, corpus.sessions[s].lineage, each.key.natural, &each});
    }
    std::ranges::stable_sort(copies, {}, &Copy::key);
    for (auto first = copies.begin(); first != copies.end();) {
        const auto end = std::find_if(first, copies.end(), [first](const Copy &c) { return c.key() != first->key(); });
        const auto longest = std::max_element(
            first, end, [](const Copy &a, const Copy &b) { return a.episode->facts.acts < b.episode->facts.acts; });
        for (auto each = first; each != end; ++each)
            each->episode->isCopy = each != longest;
        first = end;
    }
}

// In the order of the sessions, without copies; what lies behind them stays where it came.
void FactCorpusBuilder::fill(FactCorpus &corpus)
{
    corpus.episodes.reserve(m_episodes.size());
    for (std::size_t s = 0; s < m_sessions.size(); ++s) {
        corpus.sessions[s].firstEpisode = countOf(corpus.episodes);
        for (const Episode &from : episodesOf(m_sessions[s])) {
            if (from.isCopy)
                continue;
            FactEpisode &episode = corpus.episodes.emplace_back(from.facts);
            episode.session = static_cast<std::uint32_t>(s);
            episode.day = episode.at < 0 ? -1 : static_cast<std::int32_t>(episode.at / dayMs);
        }
        corpus.sessions[s].episodes = countOf(corpus.episodes) - corpus.sessions[s].firstEpisode;
    }
    corpus.acts = std::move(m_acts.m_acts);
    corpus.asks = std::move(m_asks);
    corpus.refusals = std::move(m_acts.m_refusals);
    corpus.words = std::move(m_words);
    corpus.activeSkills = std::move(m_skills);
}

void FactCorpusBuilder::learn(FactCorpus &corpus)
{
    // Lineages by the start of their first session; sessions are sorted by start.
    constexpr std::uint32_t none = ~std::uint32_t{0};
    std::vector<std::uint32_t> rank(corpus.lineages.size(), none);
    std::uint32_t next = 0;
    for (const FactSession &session : corpus.sessions) {
        if (rank[session.lineage] == none)
            rank[session.lineage] = next++;
    }
    const std::vector<std::string> &forms = m_acts.m_names[FactActs::Forms].texts();
    const std::vector<std::string> &heads = m_acts.m_names[FactActs::Heads].texts();
    std::vector<std::string_view> headOfForm(forms.size());
    std::vector<std::uint32_t> lastSession(forms.size(), none);
    std::vector<FormUse> uses;
    for (const FactEpisode &episode : corpus.episodes) {
        const FactSession &session = corpus.sessions[episode.session];
        for (const FactAct &act : corpus.actsOf(episode)) {
            if (std::exchange(lastSession[act.form], episode.session) == episode.session)
                continue;
            headOfForm[act.form] = heads[act.head];
            uses.push_back({session.project, rank[session.lineage], act.form});
        }
    }
    NameNumbers templates;
    struct Learned {
        std::uint32_t head = 0, tmpl = 0;
    };
    std::unordered_map<std::uint64_t, Learned> learned;
    for (const auto &[key, form] : learnedForms(std::move(uses), forms, headOfForm))
        learned[key] = {m_acts.name(FactActs::Heads, form.head), templates.of(form.tmpl)};
    const std::vector<bool> all(templates.texts().size(), true);
    const Renumbering renumbered = renumber(templates.texts(), all);
    corpus.templates = renumbered.names;
    for (const FactEpisode &episode : corpus.episodes) {
        const std::uint32_t project = corpus.sessions[episode.session].project;
        for (std::uint32_t a = episode.firstAct; a < episode.firstAct + episode.acts; ++a) {
            FactAct &act = corpus.acts[a];
            const Learned &of = learned.at(learnedKey(project, act.form));
            act.head = of.head == 0 ? act.head : of.head;
            act.tmpl = renumbered.ranks[of.tmpl];
        }
    }
}

void FactCorpusBuilder::nameActs(FactCorpus &corpus)
{
    std::array<std::vector<bool>, FactActs::Tables> used;
    for (std::size_t table = 0; table < FactActs::Tables; ++table)
        used[table].resize(m_acts.m_names[table].texts().size());
    for (const FactEpisode &episode : corpus.episodes) {
        for (const FactAct &act : corpus.actsOf(episode))
            used[FactActs::Heads][act.head] = used[FactActs::Forms][act.form] = used[FactActs::Files][act.file] = true;
    }
    std::array<Renumbering, FactActs::Tables> named;
    for (std::size_t table = 0; table < FactActs::Tables; ++table)
        named[table] = renumber(m_acts.m_names[table].texts(), used[table]);
    for (FactAct &act : corpus.acts) {
        act.head = named[FactActs::Heads].ranks[act.head];
        act.form = named[FactActs::Forms].ranks[act.form];
        act.file = named[FactActs::Files].ranks[act.file];
    }
    corpus.heads = std::move(named[FactActs::Heads].names);
    corpus.forms = std::move(named[FactActs::Forms].names);
    corpus.files = std::move(named[FactActs::Files].names);
}

void FactCorpusBuilder::nameErrors(FactCorpus &corpus)
{
    std::vector<FactError> &errors = m_acts.m_errors;
    std::vector<bool> used(errors.size());
    for (const FactEpisode &episode : corpus.episodes) {
        for (const FactAct &act : corpus.actsOf(episode))
            used[act.error] = true;
    }
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 1; i < errors.size(); ++i) {
        if (used[i])
            order.push_back(i);
    }
    std::ranges::sort(order, {}, [&](std::uint32_t i) {
        return std::tie(errors[i].tool, errors[i].head, errors[i].code, errors[i].text);
    });
    std::vector<std::uint32_t> ranks(errors.size());
    corpus.errors.resize(1);
    for (const std::uint32_t i : order) {
        ranks[i] = static_cast<std::uint32_t>(corpus.errors.size());
        corpus.errors.push_back(std::move(errors[i]));
    }
    for (FactAct &act : corpus.acts)
        act.error = ranks[act.error];
}

void FactCorpusBuilder::nameAsks(FactCorpus &corpus)
{
    std::array<std::vector<bool>, Tables> used;
    for (std::size_t table = 0; table < Tables; ++table)
        used[table].resize(m_names[table].texts().size());
    for (const FactEpisode &episode : corpus.episodes) {
        for (const std::uint32_t skill : corpus.skillsOf(episode))
            used[Skills][skill] = true;
        if (const FactAsk *ask = corpus.askOf(episode)) {
            for (const std::uint32_t word : corpus.wordsOf(*ask))
                used[Words][word] = true;
        }
    }
    Renumbering words = renumber(m_names[Words].texts(), used[Words]);
    Renumbering skills = renumber(m_names[Skills].texts(), used[Skills]);
    const auto rerank = [](std::span<std::uint32_t> ids, const Renumbering &by) {
        for (std::uint32_t &id : ids)
            id = by.ranks[id];
        std::ranges::sort(ids);
    };
    for (const FactEpisode &episode : corpus.episodes) {
        rerank(std::span(corpus.activeSkills).subspan(episode.firstSkill, episode.skills), skills);
        if (const FactAsk *ask = corpus.askOf(episode))
            rerank(std::span(corpus.words).subspan(ask->firstWord, ask->words), words);
    }
    corpus.wordNames = std::move(words.names);
    corpus.skillNames = std::move(skills.names);
}

FactCorpus FactCorpusBuilder::finish(FactActs acts)
{
    m_acts = std::move(acts);
    FactCorpus corpus;
    sortSessions();
    joinActs();
    nameOrigins(corpus);
    dropCopies(corpus);
    fill(corpus);
    learn(corpus);
    nameActs(corpus);
    nameErrors(corpus);
    nameAsks(corpus);
    return corpus;
}

} // namespace assay
