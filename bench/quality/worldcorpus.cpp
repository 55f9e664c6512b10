// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/quality/world.h"

#include "agent/mine/contentrandom.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace assay::quality {

namespace {

constexpr std::int64_t dayMs = 86'400'000;

std::set<std::string> wordsOf(const std::string &text)
{
    std::set<std::string> words;
    std::string word;
    for (const char c : text + ' ') {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80 || std::isalnum(byte) != 0 || c == '-' || c == '\'') {
            word += static_cast<char>(byte < 0x80 ? std::tolower(byte) : byte);
        } else if (!word.empty()) {
            words.insert(word);
            word.clear();
        }
    }
    return words;
}

std::array<std::uint32_t, 64> minhashOf(const std::set<std::string> &words)
{
    std::array<std::uint32_t, 64> hashes{};
    hashes.fill(0xffffffffU);
    for (const std::string &word : words) {
        for (std::size_t i = 0; i < hashes.size(); ++i)
            hashes[i] = std::min(hashes[i], static_cast<std::uint32_t>(contentHash(word, i + 1) >> 32U));
    }
    return hashes;
}

class Assembly {
public:
    explicit Assembly(const World &world)
    {
        for (const WorldSession &each : world)
            m_sessions.push_back(&each);
        std::sort(m_sessions.begin(), m_sessions.end(), [](const WorldSession *a, const WorldSession *b) {
            return std::tie(a->day, a->uuid) < std::tie(b->day, b->uuid);
        });
    }

    FactCorpus corpus()
    {
        collect();
        m_corpus.authors.insert(m_corpus.authors.begin(), "");
        for (const WorldSession *each : m_sessions)
            add(*each);
        return std::move(m_corpus);
    }

private:
    static FactNames names(std::set<std::string> texts)
    {
        texts.erase("");
        return FactNames(std::vector<std::string>(texts.begin(), texts.end()));
    }

    void collect()
    {
        std::set<std::string> projects, lineages, authors, heads, templates, forms, files, words, skills;
        std::map<std::tuple<std::string, std::string, std::string, std::string>, FactError> errors;
        for (const WorldSession *session : m_sessions) {
            projects.insert(session->project);
            lineages.insert(session->lineage);
            authors.insert(session->author);
            for (const WorldEpisode &episode : session->episodes) {
                words.merge(wordsOf(episode.ask));
                skills.insert(episode.skills.begin(), episode.skills.end());
                for (const WorldAct &act : episode.acts) {
                    heads.insert(act.head);
                    templates.insert(act.tmpl);
                    forms.insert(act.form);
                    files.insert(act.file);
                    if (!act.error.text.empty())
                        errors.emplace(keyOf(act.error), act.error);
                }
            }
        }
        for (const std::string &key : projects)
            m_corpus.projects.push_back({static_cast<std::int64_t>(m_corpus.projects.size()) + 1, key, {}});
        m_corpus.lineages.assign(lineages.begin(), lineages.end());
        m_corpus.authors.assign(authors.begin(), authors.end());
        m_corpus.heads = names(std::move(heads));
        m_corpus.templates = names(std::move(templates));
        m_corpus.forms = names(std::move(forms));
        m_corpus.files = names(std::move(files));
        m_corpus.wordNames = names(std::move(words));
        m_corpus.skillNames = names(std::move(skills));
        m_corpus.errors.emplace_back();
        for (auto &[key, error] : errors) {
            m_errorIds.emplace(key, static_cast<std::uint32_t>(m_corpus.errors.size()));
            error.key = contentHash(error.head + '\n' + error.code + '\n' + error.text);
            m_corpus.errors.push_back(error);
        }
    }

    static std::tuple<std::string, std::string, std::string, std::string> keyOf(const FactError &error)
    {
        return {error.tool, error.head, error.code, error.text};
    }

    template<class List>
    static std::uint32_t place(const List &sorted, const std::string &text)
    {
        return static_cast<std::uint32_t>(std::ranges::lower_bound(sorted, text) - sorted.begin());
    }

    void add(const WorldSession &session)
    {
        FactSession fact;
        fact.id = static_cast<std::int64_t>(m_corpus.sessions.size()) + 1;
        fact.uuid = session.uuid;
        fact.lineage = place(m_corpus.lineages, session.lineage);
        const auto project = std::ranges::find(m_corpus.projects, session.project, &FactProject::key);
        fact.project = static_cast<std::uint32_t>(project - m_corpus.projects.begin());
        fact.author = static_cast<std::uint32_t>(
            std::find(m_corpus.authors.begin() + 1, m_corpus.authors.end(), session.author) - m_corpus.authors.begin());
        fact.startedAt = m_at = std::int64_t{session.day} * dayMs + 36'000'000;
        fact.firstEpisode = static_cast<std::uint32_t>(m_corpus.episodes.size());
        fact.episodes = static_cast<std::uint32_t>(session.episodes.size());
        for (const WorldEpisode &each : session.episodes)
            add(each, session.day);
        m_corpus.sessions.push_back(std::move(fact));
    }

    void add(const WorldEpisode &episode, std::int32_t day)
    {
        FactEpisode fact;
        fact.session = static_cast<std::uint32_t>(m_corpus.sessions.size());
        fact.at = m_at += 60'000;
        fact.day = day;
        fact.firstAct = static_cast<std::uint32_t>(m_corpus.acts.size());
        fact.acts = static_cast<std::uint32_t>(episode.acts.size());
        if (!episode.ask.empty())
            addAsk(episode);
        fact.ask = episode.ask.empty() ? 0 : static_cast<std::uint32_t>(m_corpus.asks.size());
        for (const WorldAct &each : episode.acts)
            add(each);
        fact.firstRefusal = static_cast<std::uint32_t>(m_corpus.refusals.size());
        if (episode.refused >= 0) {
            m_corpus.refusals.push_back({++m_event, fact.firstAct + static_cast<std::uint32_t>(episode.refused),
                                         RefusalKind::User, episode.reason});
            fact.refusals = 1;
        }
        fact.firstSkill = static_cast<std::uint32_t>(m_corpus.activeSkills.size());
        for (const std::string &each : episode.skills) // one, or sorted
            m_corpus.activeSkills.push_back(m_corpus.skillNames.find(each));
        fact.skills = static_cast<std::uint32_t>(episode.skills.size());
        fact.interruption = episode.interrupted ? ++m_event : 0;
        m_corpus.episodes.push_back(fact);
    }

    void addAsk(const WorldEpisode &episode)
    {
        FactAsk ask;
        ask.event = ++m_event;
        std::copy_n(episode.language.begin(), std::min<std::size_t>(2, episode.language.size()), ask.language.begin());
        const auto words = wordsOf(episode.ask);
        ask.firstWord = static_cast<std::uint32_t>(m_corpus.words.size());
        ask.words = static_cast<std::uint32_t>(words.size());
        for (const std::string &word : words)
            m_corpus.words.push_back(m_corpus.wordNames.find(word));
        ask.minhash = minhashOf(words);
        ask.text = episode.ask.substr(0, 400);
        ask.bytes = static_cast<std::uint32_t>(episode.ask.size());
        m_corpus.asks.push_back(std::move(ask));
    }

    void add(const WorldAct &act)
    {
        FactAct fact;
        fact.event = ++m_event;
        fact.at = m_at += act.waited;
        fact.durationMs = 100;
        fact.head = m_corpus.heads.find(act.head);
        fact.tmpl = m_corpus.templates.find(act.tmpl);
        fact.form = m_corpus.forms.find(act.form);
        fact.file = m_corpus.files.find(act.file);
        fact.error = act.error.text.empty() ? 0 : m_errorIds.at(keyOf(act.error));
        fact.kind = act.kind;
        fact.outcome = act.outcome;
        fact.check = act.check;
        fact.flags = act.flags;
        m_corpus.acts.push_back(fact);
    }

    std::vector<const WorldSession *> m_sessions;
    std::map<std::tuple<std::string, std::string, std::string, std::string>, std::uint32_t> m_errorIds;
    FactCorpus m_corpus;
    std::int64_t m_at = 0;
    std::int64_t m_event = 0;
};

WorldAct actOf(const FactCorpus &corpus, const FactAct &fact)
{
    WorldAct act;
    act.head = corpus.heads[fact.head];
    act.tmpl = corpus.templates[fact.tmpl];
    act.form = corpus.forms[fact.form];
    act.file = corpus.files[fact.file];
    act.error = corpus.errors[fact.error];
    act.kind = fact.kind;
    act.outcome = fact.outcome;
    act.check = fact.check;
    act.flags = fact.flags;
    return act;
}

WorldEpisode episodeOf(const FactCorpus &corpus, const FactEpisode &fact)
{
    WorldEpisode episode;
    if (const FactAsk *ask = corpus.askOf(fact); ask != nullptr && !ask->command) {
        episode.ask = ask->text;
        episode.language = std::string(ask->language.data(), ask->language[0] == 0 ? 0 : 2);
    }
    std::int64_t before = fact.at;
    for (const FactAct &each : corpus.actsOf(fact)) {
        episode.acts.push_back(actOf(corpus, each));
        episode.acts.back().waited = std::clamp<std::int64_t>(each.at - before, 0, dayMs);
        before = each.at;
    }
    for (const FactRefusal &each : corpus.refusalsOf(fact)) {
        episode.refused = static_cast<int>(each.act) - static_cast<int>(fact.firstAct);
        episode.reason = each.reason;
    }
    if (episode.refused >= static_cast<int>(episode.acts.size()))
        episode.refused = -1;
    episode.interrupted = fact.interruption != 0;
    for (const std::uint32_t each : corpus.skillsOf(fact))
        episode.skills.emplace_back(corpus.skillNames[each]);
    return episode;
}

} // namespace

WorldAct command(std::string head, std::string tmpl, std::string form)
{
    WorldAct act;
    act.tmpl = tmpl.empty() ? head : std::move(tmpl);
    act.form = form.empty() ? act.tmpl : std::move(form);
    act.head = std::move(head);
    return act;
}

FactCorpus toCorpus(const World &world)
{
    return Assembly(world).corpus();
}

World fromCorpus(const FactCorpus &corpus, int project)
{
    World world;
    for (const FactSession &fact : corpus.sessions) {
        if (project >= 0 && fact.project != static_cast<std::uint32_t>(project))
            continue;
        WorldSession session;
        session.uuid = fact.uuid;
        session.lineage = corpus.lineages[fact.lineage];
        session.project = corpus.projects[fact.project].key;
        session.author = corpus.authors[fact.author];
        session.day = static_cast<std::int32_t>(fact.startedAt / dayMs);
        for (std::uint32_t e = 0; e < fact.episodes; ++e)
            session.episodes.push_back(episodeOf(corpus, corpus.episodes[fact.firstEpisode + e]));
        world.push_back(std::move(session));
    }
    return world;
}

} // namespace assay::quality
