// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/patternexplain.h"

#include "agent/mine/miner.h"
#include "agent/store/candidatewriter.h"
#include "agent/store/factreader.h"
#include "agent/store/miningmark.h"
#include "agent/store/projecttext.h"
#include "models/data/store/database.h"

#include <algorithm>
#include <set>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

bool holdsAll(const QString &text, const QStringList &words)
{
    return std::all_of(words.begin(), words.end(),
                       [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

PatternRow rowOf(const QString &project, const Finding &finding)
{
    const Strength &s = finding.strength;
    return {project,
            QString::fromLatin1(nameOf(finding.detector)),
            fromUtf8(finding.canon()),
            QString::fromLatin1(nameOf(finding.standing)),
            fromUtf8(finding.reason),
            static_cast<int>(s.lineages),
            static_cast<int>(s.days),
            s.expected,
            s.p,
            s.q};
}

// Where nothing was weighed: in which sessions such acts stand at all.
std::optional<PatternRow> usesOf(const ProjectView &view, const QString &project, const QStringList &words,
                                 const MinerBounds &bounds)
{
    const FactCorpus &corpus = view.corpus();
    std::vector<bool> fits(corpus.templates.size() + 1, false);
    for (std::uint32_t i = 1; i <= corpus.templates.size(); ++i)
        fits[i] = holdsAll(fromUtf8(corpus.templates[i]), words);
    std::set<std::uint32_t> lineages;
    std::set<std::int32_t> days;
    for (const std::uint32_t e : view.episodes()) {
        for (const FactAct &act : corpus.actsOf(view.episode(e))) {
            if (!fits[act.tmpl])
                continue;
            lineages.insert(view.lineageOf(e));
            days.insert(view.episode(e).day);
        }
    }
    if (lineages.empty())
        return std::nullopt;
    PatternRow row;
    row.project = project;
    row.canon = words.join(u' ');
    row.standing = u"too few"_s;
    row.lineages = static_cast<int>(lineages.size());
    row.days = static_cast<int>(days.size());
    row.reason = view.lineages() < bounds.fewestLineages
                     ? u"too few sessions to tell: the project has %1, and below %2 no habit can be told from chance"_s
                           .arg(view.lineages())
                           .arg(bounds.fewestLineages)
                     : u"nothing with these acts was seen in %1 sessions on %2 days: below that nothing is weighed"_s
                           .arg(bounds.ritual.minLineages)
                           .arg(bounds.ritual.minDays);
    return row;
}

} // namespace

Result<QList<PatternRow>> weighAgain(Database &db, const QString &words, int limit, const std::atomic<bool> &cancel)
{
    const auto projects = projectsToMine(db, true);
    if (!projects)
        return tl::unexpected(projects.error());
    const QStringList wanted = words.split(u' ', Qt::SkipEmptyParts);
    MinerBounds bounds;
    bounds.stop = &cancel;
    QList<PatternRow> rows;
    for (const qint64 project : *projects) {
        const auto corpus = readFacts(db, {project, &cancel});
        if (!corpus)
            return tl::unexpected(corpus.error());
        if (corpus->projects.empty())
            continue;
        const ProjectView view(*corpus, 0);
        const auto known = readKnownText(db, view);
        if (!known)
            return tl::unexpected(known.error());
        const QString name = fromUtf8(corpus->projects.front().key).section(u'/', -1);
        const qsizetype before = rows.size();
        for (const Finding &each : mineProject(view, *known, bounds).findings) {
            if (holdsAll(fromUtf8(each.canon()), wanted))
                rows.append(rowOf(name, each));
        }
        const auto uses = rows.size() == before ? usesOf(view, name, wanted, bounds) : std::nullopt;
        if (uses)
            rows.append(*uses);
    }
    if (cancel)
        return fail(Error::Code::Cancelled, u"Interrupted. Nothing was changed."_s);
    std::stable_sort(rows.begin(), rows.end(),
                     [](const PatternRow &a, const PatternRow &b) { return a.q != b.q ? a.q < b.q : a.p < b.p; });
    if (rows.size() > limit)
        rows.resize(limit);
    return rows;
}

} // namespace assay
