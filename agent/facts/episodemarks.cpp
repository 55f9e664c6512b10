// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/facts/episodemarks.h"

#include "agent/facts/commandform.h"

#include <QString>

#include <algorithm>
#include <span>

namespace assay {

namespace {

constexpr std::size_t farthest = 12;

bool wentWrong(const FactAct &act)
{
    return act.outcome == ActOutcome::Failed || act.outcome == ActOutcome::Denied ||
           act.outcome == ActOutcome::Interrupted;
}

void markRetries(std::span<ActOfSession> acts)
{
    for (std::size_t i = 0; i < acts.size(); ++i) {
        if (!wentWrong(acts[i].act))
            continue;
        const std::string pattern = templateOf(acts[i].form);
        const std::size_t end = std::min(acts.size(), i + 1 + farthest);
        for (std::size_t next = i + 1; next < end; ++next) {
            if (acts[next].act.event == acts[i].act.event || acts[next].head != acts[i].head)
                continue;
            if (acts[next].form == acts[i].form)
                acts[next].act.flags |= ActFlagRerun;
            if (templateOf(acts[next].form) == pattern)
                acts[i].act.flags |= ActFlagRetried;
        }
    }
}

bool refusedByUser(const FactsOfSession &facts, const EpisodeOfSession &episode)
{
    return std::ranges::any_of(facts.refusals, [&](const RefusalOfSession &refusal) {
        return refusal.kind == RefusalKind::User && refusal.act >= episode.firstAct;
    });
}

// Takes back what the acts before it changed: all of it, or one of these files.
bool takesBack(const ActOfSession &act, const std::vector<std::string_view> &edited)
{
    if (act.act.outcome == ActOutcome::Failed || act.act.outcome == ActOutcome::Denied)
        return false;
    if (act.head == "git reset")
        return act.form.find("--hard") != std::string::npos;
    if (act.head == "git stash" || act.head == "git stash push")
        return true;
    if (act.head != "git checkout" && act.head != "git restore")
        return false;
    return std::ranges::any_of(edited, [&act](std::string_view file) {
        return act.form.find('=' + std::string(file) + '>') != std::string::npos;
    });
}

// An episode whose edits are the first thing that the next one takes back was not accepted, whatever was said.
void markReverted(FactsOfSession &facts)
{
    if (facts.episodes.size() < 2)
        return;
    EpisodeOfSession &before = facts.episodes[facts.episodes.size() - 2];
    if (before.outcome != EpisodeOutcome::Accepted)
        return;
    const auto actsOf = [&facts](const EpisodeOfSession &episode) {
        return std::span(facts.acts).subspan(episode.firstAct, episode.acts);
    };
    std::vector<std::string_view> edited;
    for (const ActOfSession &act : actsOf(before)) {
        if (act.act.kind == ActKind::Edit && act.act.outcome != ActOutcome::Denied && !act.file.empty())
            edited.push_back(act.file);
    }
    if (edited.empty())
        return;
    for (const ActOfSession &act : actsOf(facts.episodes.back())) {
        if (act.act.kind == ActKind::Edit)
            return;
        if (takesBack(act, edited)) {
            before.outcome = EpisodeOutcome::Reworked;
            return;
        }
    }
}

void close(FactsOfSession &facts, EpisodeOutcome otherwise)
{
    markReverted(facts);
    EpisodeOfSession &episode = facts.episodes.back();
    markRetries(std::span(facts.acts).subspan(episode.firstAct, episode.acts));
    episode.outcome = episode.interruption != 0       ? EpisodeOutcome::Interrupted
                      : refusedByUser(facts, episode) ? EpisodeOutcome::Refused
                                                      : otherwise;
}

} // namespace

void closeEpisode(FactsOfSession &facts, bool pushback)
{
    const bool worked = facts.episodes.back().acts > 0;
    close(facts, pushback ? EpisodeOutcome::Reworked : worked ? EpisodeOutcome::Accepted : EpisodeOutcome::Unknown);
}

// Nobody said anything behind it; work that was committed last was taken.
void closeLastEpisode(FactsOfSession &facts)
{
    const EpisodeOfSession &episode = facts.episodes.back();
    const auto acts = std::span(facts.acts).subspan(episode.firstAct, episode.acts);
    const auto committed = std::find_if(acts.rbegin(), acts.rend(), [](const ActOfSession &act) {
        return act.act.kind == ActKind::Edit || (act.act.flags & ActFlagCommit) != 0;
    });
    const bool taken = committed != acts.rend() && (committed->act.flags & ActFlagCommit) != 0 &&
                       committed->act.outcome == ActOutcome::Ok;
    close(facts, taken ? EpisodeOutcome::Accepted : EpisodeOutcome::Unknown);
}

bool isPushback(std::string_view text)
{
    static constexpr std::array<std::u16string_view, 34> Openers{
        u"no,",      u"no.",    u"nope",      u"wrong",    u"that's wrong", u"that is wrong", u"not what i",
        u"don't",    u"do not", u"stop",      u"undo",     u"revert",       u"nein",          u"falsch",
        u"nicht so", u"non,",   u"non ",      u"pas ça",   u"no es",        u"eso no",        u"está mal",
        u"não",      u"errado", u"sbagliato", u"нет",      u"не так",       u"неправильно",   u"不对",
        u"不是",     u"错了",   u"違う",      u"違います", u"아니",         u"틀렸"};
    const QString start = QString::fromUtf8(text.data(), static_cast<qsizetype>(std::min<std::size_t>(text.size(), 80)))
                              .trimmed()
                              .toCaseFolded();
    return std::ranges::any_of(Openers, [&](std::u16string_view opener) {
        return start.startsWith(QStringView(opener)) && !start.startsWith(u"no problem") &&
               !start.startsWith(u"don't worry");
    });
}

} // namespace assay
