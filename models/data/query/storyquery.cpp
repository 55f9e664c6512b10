// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/storyquery.h"

#include "models/data/eventkind.h"
#include "models/data/memory/failurewords.h"
#include "models/data/store/statement.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int replyHead = 1500; // characters; where it says what came of it
constexpr int replyTail = 1000; // where it asks, and says what is next

bool isWithinCode(const QString &part)
{
    return part.count(u"\n```"_s) % 2 != 0;
}

// The beginning and the end of a reply, without the torn lines and the torn blocks of code between them.
QString shortReply(QString head, QString tail)
{
    if (tail.isEmpty())
        return head;
    head.prepend(u'\n');
    head.truncate(std::max<qsizetype>(0, head.lastIndexOf(u'\n')));
    if (isWithinCode(head))
        head.truncate(head.lastIndexOf(u"\n```"_s));
    tail.remove(0, tail.indexOf(u'\n') < 0 ? tail.size() : tail.indexOf(u'\n'));
    if (isWithinCode(tail)) {
        const qsizetype fence = tail.indexOf(u"\n```"_s) + 1;
        const qsizetype end = tail.indexOf(u'\n', fence);
        tail.remove(0, end < 0 ? tail.size() : end);
    }
    return head + u'\n' + tail;
}

class StoryReading {
public:
    StoryReading(Database &db, qint64 sessionId)
        : m_db(db)
    {
        m_story.sessionId = sessionId;
    }

    Result<SessionStory> read()
    {
        return session()
            .and_then([&] { return copiesElsewhere(); })
            .and_then([&] { return episodes(); })
            .and_then([&] { return acts(); })
            .and_then([&] { return replies(); })
            .map([&] { return std::move(m_story); });
    }

private:
    static Result<> ended(const Statement &s)
    {
        if (!s.ok())
            return tl::unexpected(s.error());
        return {};
    }

    Result<> session()
    {
        Statement s(m_db, u"SELECT uuid, project_id FROM session WHERE id = ?"_s);
        s.bind(m_story.sessionId);
        if (s.next()) {
            m_story.uuid = s.text(0);
            m_story.projectId = s.integer(1);
            return {};
        }
        if (!s.ok())
            return tl::unexpected(s.error());
        return fail(Error::Code::NotFound, u"There is no such session."_s);
    }

    // Ordinals of episodes of which another session has the better copy.
    Result<> copiesElsewhere()
    {
        Statement s(m_db,
                    u"SELECT mine.ordinal, (SELECT count(*) FROM fact_act WHERE session_id = mine.session_id AND "
                    "episode = mine.ordinal) AS own, (SELECT count(*) FROM fact_act WHERE session_id = "
                    "other.session_id AND episode = other.ordinal) AS theirs, uuid FROM fact_episode AS mine JOIN "
                    "fact_episode AS other ON other.natural = mine.natural AND other.session_id <> "
                    "mine.session_id JOIN session ON session.id = other.session_id AND deleted_at IS NULL WHERE "
                    "mine.session_id = ?"_s);
        s.bind(m_story.sessionId);
        while (s.next()) {
            const bool theirs = s.integer(2) != s.integer(1) ? s.integer(2) > s.integer(1) : s.text(3) < m_story.uuid;
            if (theirs)
                m_elsewhere.insert(s.integer(0));
        }
        return ended(s);
    }

    Result<> episodes()
    {
        Statement s(m_db, u"SELECT ordinal, at, ask, ask_flags, outcome, interruption, substr(text, 1, "
                          "iif(text LIKE '<%', 40000, 800)) FROM "
                          "fact_episode LEFT JOIN body ON body.id = ask WHERE session_id = ? ORDER BY ordinal"_s);
        s.bind(m_story.sessionId);
        while (s.next()) {
            if (m_elsewhere.contains(s.integer(0)))
                continue;
            StoryEpisode episode;
            episode.at = s.integer(1);
            episode.ask = s.integer(2);
            episode.command = (s.integer(3) & 1) != 0;
            episode.outcome = static_cast<EpisodeOutcome>(s.integer(4));
            episode.interruption = s.integer(5);
            episode.text = s.text(6);
            m_places.insert(s.integer(0), m_story.episodes.size());
            m_asks.insert(episode.ask, m_story.episodes.size());
            m_story.episodes.append(episode);
        }
        return ended(s);
    }

    Result<> acts()
    {
        Statement s(
            m_db,
            u"SELECT a.episode, a.event_id, a.at, e.tool, head.text, file.text, err.tool, err.head, err.code, "
            u"err.text, "
            "err.class, a.kind, a.outcome, a.verifies, a.flags, coalesce(r.kind, 0), "
            "CASE WHEN a.kind = %1 OR e.tool = 'AskUserQuestion' OR a.flags & %2 OR head.text = 'gh pr create' "
            "THEN body.input ELSE '' END, "
            "CASE WHEN a.kind = %1 OR e.tool = 'AskUserQuestion' OR a.outcome = %3 THEN substr(body.output, 1, 2000) "
            "ELSE '' END, a.ordinal "
            "FROM fact_act AS a JOIN event AS e ON e.id = a.event_id LEFT JOIN body ON body.id = a.event_id "
            "LEFT JOIN fact_name AS head ON head.id = a.head LEFT JOIN fact_name AS file ON file.id = a.file "
            "LEFT JOIN fact_error AS err ON err.id = a.error AND a.error <> 0 "
            "LEFT JOIN fact_refusal AS r ON r.session_id = a.session_id AND r.act = a.ordinal "
            "WHERE a.session_id = ? ORDER BY a.ordinal"_s.arg(int(ActKind::Plan))
                .arg(int(ActFlagCommit))
                .arg(int(ActOutcome::Denied)));
        s.bind(m_story.sessionId);
        while (s.next()) {
            const auto place = m_places.constFind(s.integer(0));
            if (place != m_places.constEnd())
                m_story.acts.append(act(s, *place));
        }
        return ended(s);
    }

    static StoryAct act(const Statement &s, qsizetype episode)
    {
        StoryAct act;
        act.episode = episode;
        act.event = s.integer(1);
        act.at = s.integer(2);
        act.tool = s.text(3);
        act.head = s.text(4);
        act.file = s.text(5);
        if (!s.isNull(6))
            act.error = failureWords(s.text(6), s.text(7), s.text(8), s.text(9));
        act.errorClass = static_cast<ErrorClass>(s.integer(10));
        act.kind = static_cast<ActKind>(s.integer(11));
        act.outcome = static_cast<ActOutcome>(s.integer(12));
        act.check = static_cast<CheckKind>(s.integer(13));
        act.flags = static_cast<int>(s.integer(14));
        act.refusal = static_cast<int>(s.integer(15));
        act.input = s.text(16);
        act.output = s.text(17);
        act.ordinal = s.integer(18);
        return act;
    }

    // The reply that an episode ends with: nothing but replies stands between it and the next ask.
    Result<> replies()
    {
        struct Last {
            qsizetype episode;
            qint64 event, at;
        };
        QList<Last> lasts;
        Statement s(m_db,
                    u"SELECT id, kind, at FROM event WHERE session_id = ? AND run_id = 0 AND kind IN (%1, %2, %3, "
                    "%4, %5) ORDER BY position, block, line_key"_s.arg(int(EventKind::Prompt))
                        .arg(int(EventKind::Command))
                        .arg(int(EventKind::ToolCall))
                        .arg(int(EventKind::Reply))
                        .arg(int(EventKind::Interruption)));
        s.bind(m_story.sessionId);
        qsizetype current = m_places.value(0, -1);
        Last last{-1, 0, -1};
        const auto close = [&] {
            if (last.event != 0 && last.episode >= 0)
                lasts.append(last);
            last.event = 0;
        };
        while (s.next()) {
            const auto kind = static_cast<EventKind>(s.integer(1));
            if (const auto ask = m_asks.constFind(s.integer(0)); ask != m_asks.constEnd()) {
                close();
                current = *ask;
            } else if (kind == EventKind::Reply) {
                last = {current, s.integer(0), s.integer(2)};
            } else if (kind == EventKind::Prompt) {
                close(); // of an episode that another session tells
                current = -1;
            } else if (kind != EventKind::Command) {
                last.event = 0;
            }
        }
        close();
        s.finish();
        Statement text(m_db,
                       u"SELECT substr(text, 1, %1), iif(length(text) > %1, substr(text, -%2), '') FROM body WHERE "
                       "id = ?"_s.arg(replyHead)
                           .arg(replyTail));
        for (const Last &each : lasts) {
            StoryEpisode &episode = m_story.episodes[each.episode];
            episode.reply = each.event;
            episode.replyAt = each.at;
            text.bind(each.event);
            if (text.next())
                episode.replyText = shortReply(text.text(0), text.text(1));
            text.finish();
        }
        return ended(s).and_then([&] { return ended(text); });
    }

    Database &m_db;
    SessionStory m_story;
    QSet<qint64> m_elsewhere;
    QHash<qint64, qsizetype> m_places; // ordinal → index
    QHash<qint64, qsizetype> m_asks;   // event → index
};

} // namespace

Result<SessionStory> readSessionStory(Database &db, qint64 sessionId)
{
    return StoryReading(db, sessionId).read();
}

} // namespace assay
