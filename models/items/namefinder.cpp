// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/items/namefinder.h"

#include <algorithm>

#include <QHash>
#include <QRegularExpression>

#include "models/items/ask.h"
#include "models/items/fuzzymatch.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Scored {
    int score = 0;
    qsizetype recent = 0; // place among the recent ones, their number for the others
    qsizetype at = 0;     // place in the list of names
    QList<QPair<int, int>> marks;
};

bool isBetter(const Scored &a, const Scored &b)
{
    if (a.score != b.score)
        return a.score > b.score;
    return a.recent != b.recent ? a.recent < b.recent : a.at < b.at;
}

void keepBest(QList<Scored> &all, int limit)
{
    const auto end = all.begin() + std::min<qsizetype>(limit, all.size());
    std::partial_sort(all.begin(), end, all.end(), isBetter);
    all.erase(end, all.end());
}

struct TypedId {
    QString prefix; // empty = no id was typed
    qint64 eventId = 0;
};

TypedId typedId(const QString &text)
{
    static const QRegularExpression shape(u"\\A([0-9a-f][0-9a-f-]{3,35})(?:#([0-9]{1,18}))?\\z"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    const auto match = shape.match(text.trimmed());
    return match.hasMatch() ? TypedId{match.captured(1).toLower(), match.captured(2).toLongLong()} : TypedId{};
}

void findSessions(const SessionTitles &names, const QList<qint64> &recent, int limit, FoundNames &found)
{
    const FuzzyPattern pattern(found.text);
    const TypedId id = typedId(found.text);
    QHash<qint64, qsizetype> places;
    for (qsizetype i = 0; i < recent.size(); ++i)
        places.insert(recent.at(i), i);
    QList<Scored> all;
    for (qsizetype at = 0; at < names.sessions.size(); ++at) {
        const SessionTitle &session = names.sessions.at(at);
        const bool byId = !id.prefix.isEmpty() && session.uuid.startsWith(id.prefix);
        const auto match = byId ? FuzzyMatch{std::numeric_limits<int>::max(), {}} : pattern.match(session.title);
        if (match)
            all.append({match->score, places.value(session.id, recent.size()), at, match->marks});
    }
    found.sessionsInAll = static_cast<int>(all.size());
    keepBest(all, limit);
    QHash<qint64, QString> projects;
    for (const ProjectRow &project : names.projects)
        projects.insert(project.id, project.name);
    for (const Scored &each : std::as_const(all)) {
        const SessionTitle &session = names.sessions.at(each.at);
        const bool byId = each.score == std::numeric_limits<int>::max();
        found.sessions.append({session, projects.value(session.projectId), each.marks, byId ? id.eventId : 0});
    }
}

void findProjects(const SessionTitles &names, int limit, FoundNames &found)
{
    const FuzzyPattern pattern(found.text);
    QList<Scored> all;
    for (qsizetype at = 0; at < names.projects.size(); ++at) {
        if (const auto match = pattern.match(names.projects.at(at).name))
            all.append({match->score, 0, at, match->marks});
    }
    found.projectsInAll = static_cast<int>(all.size());
    keepBest(all, limit);
    for (const Scored &each : std::as_const(all))
        found.projects.append({names.projects.at(each.at), each.marks});
}

void findCandidates(const SessionTitles &names, int limit, FoundNames &found)
{
    const FuzzyPattern pattern(found.text);
    if (pattern.isEmpty())
        return;
    QList<Scored> all;
    for (qsizetype at = 0; at < names.candidates.size(); ++at) {
        if (const auto match = pattern.match(names.candidates.at(at).title))
            all.append({match->score, 0, at, match->marks});
    }
    found.candidatesInAll = static_cast<int>(all.size());
    keepBest(all, limit);
    for (const Scored &each : std::as_const(all)) {
        const CandidateTitle &candidate = names.candidates.at(each.at);
        const auto isIts = [&candidate](const ProjectRow &project) { return project.id == candidate.projectId; };
        const auto project = std::find_if(names.projects.cbegin(), names.projects.cend(), isIts);
        found.candidates.append({candidate, project != names.projects.cend() ? project->name : QString(), each.marks});
    }
}

} // namespace

NameFinder::NameFinder(QueryRunner *runner, QObject *parent)
    : QObject(parent)
    , m_runner(runner)
{
}

NameFinder::~NameFinder() = default;

void NameFinder::forgetNames()
{
    m_names.reset();
}

void NameFinder::find(const QString &text, const QList<qint64> &recent, int limit)
{
    struct Answer {
        std::shared_ptr<const SessionTitles> names;
        FoundNames found;
    };
    m_busy = true;
    const auto read = [names = m_names, text, recent, limit](Database &db) -> Result<Answer> {
        Answer answer{names, {}};
        if (!answer.names) {
            auto all = readSessionTitles(db);
            if (!all)
                return tl::unexpected(all.error());
            answer.names = std::make_shared<const SessionTitles>(std::move(*all));
        }
        answer.found.text = text;
        findSessions(*answer.names, recent, limit, answer.found);
        findProjects(*answer.names, limit, answer.found);
        findCandidates(*answer.names, limit, answer.found);
        return answer;
    };
    ask<Answer>(*m_runner, QueryRunner::Lane::Search, this, true, read, [this, text](const Result<Answer> &answer) {
        m_busy = false;
        FoundNames nothing;
        nothing.text = text; // there is no store yet, or it cannot be read: the panes say so
        if (answer)
            m_names = answer->names;
        Q_EMIT found(answer ? answer->found : nothing);
    });
}

} // namespace assay
