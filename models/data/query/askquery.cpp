// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/askquery.h"

#include "models/data/query/asksource.h"
#include "models/data/query/memoryquery.h"
#include "models/data/query/sessionquery.h"
#include "models/data/store/statement.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int trendParts = 24;
constexpr qint64 fewSigns = 2000;
// Sessions are counted act by act, which takes too long over weeks.
constexpr qint64 countedSessionsMs = 26 * hourMs;

class Asking {
public:
    Asking(Database &db, const AskRequest &request)
        : m_db(db)
        , m_request(request)
    {
        m_answer.understood = request.question;
        m_answer.zone = QString::fromUtf8(request.zone.id());
    }

    Result<AskAnswer> answer()
    {
        return where()
            .and_then([&] { return what(); })
            .and_then([&] { return count(); })
            .and_then([&] { return countBefore(); })
            .and_then([&] { return trend(); })
            .and_then([&] { return name(); })
            .and_then([&] { return cite(); })
            .and_then([&] { return sessions(); })
            .map([&] {
                m_answer.narrative = narrativeOf(m_answer);
                return std::move(m_answer);
            });
    }

private:
    const TimeSpan &span() const { return m_answer.understood.span; }

    Result<> where()
    {
        const AskQuestion &question = m_request.question;
        m_rows.projectId = m_request.projectId;
        m_answer.scope = u"all projects"_s;
        if (m_rows.projectId == 0 && !question.project.isEmpty()) {
            const auto project = findProject(m_db, question.project);
            if (!project)
                return tl::unexpected(project.error());
            if (*project == 0)
                return fail(Error::Code::NotFound,
                            u"There is no project \"%1\" in this workspace."_s.arg(question.project));
            m_rows.projectId = *project;
        }
        if (m_rows.projectId != 0) {
            const auto name = projectName(m_db, m_rows.projectId);
            if (!name)
                return tl::unexpected(name.error());
            m_answer.scope = u"project "_s + *name;
        }
        if (!question.session.isEmpty()) {
            const auto session = findSession(m_db, question.session);
            if (!session)
                return tl::unexpected(session.error());
            if (m_rows.projectId != 0 && session->projectId != m_rows.projectId)
                return fail(Error::Code::NotFound, u"There is no such session in %1."_s.arg(m_answer.scope));
            m_rows.sessionId = session->id;
            m_answer.scope = u"session "_s + session->uuid.left(8);
        }
        const auto fresh = readMemoryFreshness(m_db);
        if (!fresh)
            return tl::unexpected(fresh.error());
        m_buckets = TimeBuckets(fresh->zone);
        m_answer.refreshedAt = fresh->refreshedAt;
        m_answer.isCurrent = fresh->isCurrent;
        return {};
    }

    Result<> what()
    {
        auto resolution = resolveWords(m_db, m_request.question.words, m_rows.projectId);
        if (!resolution)
            return tl::unexpected(resolution.error());
        m_answer.meanings = resolution->meanings;
        m_rows.outcome = m_request.question.outcome;
        m_rows.targets = resolution->groups;
        // The index helps when one group of topics alone decides.
        if (m_rows.targets.size() == 1 && m_rows.targets.first().projects.isEmpty() &&
            !m_rows.targets.first().topics.isEmpty()) {
            QStringList ids;
            for (const qint64 id : m_rows.targets.first().topics)
                ids.append(QString::number(id));
            Statement s(m_db,
                        u"SELECT count(*) FROM (SELECT 1 FROM memory_sign_topic WHERE topic_id IN (%1) LIMIT %2)"_s
                            .arg(ids.join(u','))
                            .arg(fewSigns + 1));
            m_rows.fewSigns = s.next() && s.integer(0) <= fewSigns;
            if (!s.ok())
                return tl::unexpected(s.error());
        }
        return {};
    }

    // Row by row: a broad question meets as many rows as there were calls, and SQLite would sort them for each
    // grouping.
    Result<> count()
    {
        m_answer.trend = QList<qint64>(trendParts, 0);
        const bool withTrend = span().from > 0;
        const qint64 part = partOf(span().from);
        Statement s(m_db, u"SELECT group_id, project_id, at, count, first_at, last_at FROM (%1)"_s.arg(
                              m_rows.counts(span(), m_buckets)));
        QHash<qint64, AskGroup> groups;
        QHash<qint64, QSet<qint64>> projectsOf;
        QSet<qint64> projects;
        while (s.next()) {
            const qint64 id = s.integer(0);
            const qint64 project = s.integer(1);
            const qint64 count = s.integer(3);
            AskGroup &group = groups[id];
            group.firstAt = group.count == 0 ? s.integer(4) : std::min(group.firstAt, s.integer(4));
            group.lastAt = std::max(group.lastAt, s.integer(5));
            group.count += count;
            projectsOf[id].insert(project);
            projects.insert(project);
            m_answer.count += count;
            if (withTrend)
                addTrend(id, (s.integer(2) - span().from) / part, count);
        }
        if (!s.ok())
            return tl::unexpected(s.error());
        for (auto group = groups.begin(); group != groups.end(); ++group) {
            group->id = group.key();
            group->projects = static_cast<int>(projectsOf[group.key()].size());
            m_answer.firstAt = m_answer.firstAt < 0 ? group->firstAt : std::min(m_answer.firstAt, group->firstAt);
            m_answer.lastAt = std::max(m_answer.lastAt, group->lastAt);
        }
        m_answer.projects = static_cast<int>(projects.size());
        m_answer.groups = groups.values();
        m_answer.groupsInAll = m_answer.groups.size();
        return {};
    }

    // How long a part of the trend is that begins there.
    [[nodiscard]] qint64 partOf(qint64 from) const
    {
        return std::max<qint64>(1, (span().to - from + trendParts - 1) / trendParts);
    }

    void addTrend(qint64 group, qint64 part, qint64 count)
    {
        part = std::clamp<qint64>(part, 0, trendParts - 1);
        m_answer.trend[part] += count;
        QList<qint64> &own = m_trends[group];
        if (own.isEmpty())
            own = QList<qint64>(trendParts, 0);
        own[part] += count;
    }

    Result<> countBefore()
    {
        const TimeSpan before{span().from - (span().to - span().from), span().from};
        if (before.to <= 0)
            return {};
        Statement s(m_db, u"SELECT group_id, count FROM (%1)"_s.arg(m_rows.counts(before, m_buckets)));
        while (s.next()) {
            m_before[s.integer(0)] += s.integer(1);
            m_answer.previousCount += s.integer(1);
        }
        if (!s.ok())
            return tl::unexpected(s.error());
        return {};
    }

    // "Ever" begins with what there is, which is known only when all was counted.
    Result<> trend()
    {
        if (span().from > 0)
            return {};
        const qint64 from = std::max<qint64>(0, m_answer.firstAt);
        Statement s(m_db, u"SELECT (at - %1) / %2, group_id, sum(count) FROM (%3) GROUP BY 1, 2"_s.arg(from)
                              .arg(partOf(from))
                              .arg(m_rows.counts(span(), m_buckets)));
        while (s.next())
            addTrend(s.integer(1), s.integer(0), s.integer(2));
        if (!s.ok())
            return tl::unexpected(s.error());
        return {};
    }

    Result<> name()
    {
        QList<AskGroup> &groups = m_answer.groups;
        const auto rank = [](const AskGroup &g) { return std::tuple(-g.count, -g.lastAt, g.id); };
        std::ranges::sort(groups, {}, rank);
        groups = groups.first(std::min<qsizetype>(groups.size(), m_request.groups));
        Statement s(m_db, u"SELECT label FROM memory_group WHERE id = ?"_s);
        for (AskGroup &group : groups) {
            s.bind(group.id);
            group.signature = s.next() ? s.text(0) : QString();
            s.finish();
            group.previousCount = m_before.value(group.id);
            group.trend = m_trends.value(group.id);
        }
        if (!s.ok())
            return tl::unexpected(s.error());
        return {};
    }

    // The first and the last event of each group: looked up by their time.
    Result<> cite()
    {
        for (AskGroup &group : m_answer.groups) {
            for (const qint64 at : {group.firstAt, group.lastAt}) {
                Statement s(m_db, u"SELECT a.event_id %1 AND s.group_id = %2 ORDER BY a.event_id LIMIT 1"_s
                                      .arg(m_rows.acts({at, at + 1}))
                                      .arg(group.id));
                if (s.next() && (group.events.isEmpty() || group.events.last().id != s.integer(0)))
                    group.events.append({at, s.integer(0)});
                if (!s.ok())
                    return tl::unexpected(s.error());
            }
        }
        for (const AskGroup &group : std::as_const(m_answer.groups)) {
            if (m_answer.examples.size() >= m_request.examples || group.events.isEmpty())
                break;
            if (auto told = example(group.events.last().id); !told)
                return told;
        }
        return {};
    }

    Result<> example(qint64 event)
    {
        Statement s(m_db,
                    u"SELECT e.at, session.uuid, project.name, e.tool, e.head, substr(body.output, 1, 300) FROM event "
                    "AS e JOIN session ON session.id = e.session_id JOIN project ON project.id = project_id LEFT "
                    "JOIN body ON body.id = e.id WHERE e.id = ?"_s);
        s.bind(event);
        if (s.next())
            m_answer.examples.append({event, s.integer(0), s.text(1), s.text(2), s.text(3), s.text(4), s.text(5)});
        if (!s.ok())
            return tl::unexpected(s.error());
        return {};
    }

    Result<> sessions()
    {
        if (span().to - span().from > countedSessionsMs && m_rows.sessionId == 0)
            return {};
        Statement s(m_db, u"SELECT a.session_id, count(*), max(a.at) AS last %1 GROUP BY 1 ORDER BY last DESC, 1"_s.arg(
                              m_rows.acts(span())));
        m_answer.sessionsInAll = 0;
        while (s.next()) {
            if (++m_answer.sessionsInAll <= m_request.sessions)
                m_answer.sessions.append({s.integer(0), {}, {}, {}, s.integer(1), s.integer(2)});
        }
        Statement of(m_db,
                     u"SELECT uuid, title, project.name FROM session JOIN project ON project.id = project_id WHERE "
                     "session.id = ?"_s);
        for (AskSession &each : m_answer.sessions) {
            of.bind(each.id);
            if (of.next()) {
                each.uuid = of.text(0);
                each.title = of.text(1);
                each.project = of.text(2);
            }
            of.finish();
        }
        if (!s.ok() || !of.ok())
            return tl::unexpected(s.ok() ? of.error() : s.error());
        return {};
    }

    Database &m_db;
    const AskRequest &m_request;
    AskRows m_rows;
    TimeBuckets m_buckets{QTimeZone::utc()};
    QHash<qint64, qint64> m_before;
    QHash<qint64, QList<qint64>> m_trends; // by group
    AskAnswer m_answer;
};

} // namespace

Result<AskAnswer> askStore(Database &db, const AskRequest &request)
{
    // One state of the store for all figures.
    if (auto begun = db.execute(u"BEGIN"_s); !begun)
        return tl::unexpected(begun.error());
    auto answer = Asking(db, request).answer();
    if (auto ended = db.execute(u"COMMIT"_s); !ended) {
        // Left open, no later question could begin. It only read.
        const auto left = db.execute(u"ROLLBACK"_s);
        return tl::unexpected(left ? ended.error() : left.error());
    }
    return answer;
}

} // namespace assay
