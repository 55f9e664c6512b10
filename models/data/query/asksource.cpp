// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/asksource.h"

#include "models/data/factkinds.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

QString listOf(const QList<qint64> &ids)
{
    QStringList texts;
    for (const qint64 id : ids)
        texts.append(QString::number(id));
    return texts.join(u',');
}

QString signsOf(const QList<qint64> &topics)
{
    return u"SELECT sign_id FROM memory_sign_topic WHERE topic_id IN (%1)"_s.arg(listOf(topics));
}

} // namespace

QString AskRows::troubles() const
{
    switch (outcome) {
    case AskOutcome::Any:
        return u"0, 1"_s;
    case AskOutcome::Ok:
        return u"0"_s;
    default:
        return u"1"_s;
    }
}

QString AskRows::conditions(const QString &alias) const
{
    QString sql;
    const auto is = [&](ActOutcome which) { sql += u" AND %1.outcome = %2"_s.arg(alias).arg(int(which)); };
    if (outcome == AskOutcome::Failed)
        is(ActOutcome::Failed);
    else if (outcome == AskOutcome::Denied)
        is(ActOutcome::Denied);
    else if (outcome == AskOutcome::Interrupted)
        is(ActOutcome::Interrupted);
    else if (outcome == AskOutcome::Ok)
        is(ActOutcome::Ok);
    if (projectId != 0)
        sql += u" AND %1.project_id = %2"_s.arg(alias).arg(projectId);
    for (const AskTargets &each : targets) {
        QStringList either;
        if (!each.topics.isEmpty())
            either.append(u"%1.sign_id IN (%2)"_s.arg(alias, signsOf(each.topics)));
        if (!each.projects.isEmpty())
            either.append(u"%1.project_id IN (%2)"_s.arg(alias, listOf(each.projects)));
        sql += u" AND (%1)"_s.arg(either.isEmpty() ? u"0"_s : either.join(u" OR "_s));
    }
    return sql;
}

QString AskRows::counted(const TimeSpan &run, int level) const
{
    // Days without words are counted by group already.
    const bool byGroup = level == 4 && targets.isEmpty();
    return u"SELECT %1 AS group_id, c.project_id, c.bucket AS at, c.count, c.first_at, c.last_at FROM memory_count AS "
           u"c %2 "
           "%3 WHERE c.level = %4 AND c.trouble IN (%5) AND c.bucket >= %6 AND c.bucket < %7%8"_s
               .arg(byGroup ? u"c.sign_id"_s : u"s.group_id"_s,
                    fewSigns && !byGroup ? u"INDEXED BY memory_count_by_sign"_s : QString(),
                    byGroup ? QString() : u"CROSS JOIN memory_sign AS s ON s.id = c.sign_id"_s)
               .arg(byGroup ? 5 : level)
               .arg(troubles())
               .arg(run.from)
               .arg(run.to)
               .arg(conditions(u"c"_s));
}

QString AskRows::acts(const TimeSpan &span) const
{
    QString sql =
        u"FROM memory_act AS a %1 CROSS JOIN memory_sign AS s ON s.id = a.sign_id WHERE a.trouble IN (%2) AND a.at "
        "BETWEEN %3 AND %4%5"_s.arg(sessionId != 0 ? u"INDEXED BY memory_act_by_session"_s : QString(), troubles())
            .arg(span.from)
            .arg(span.to - 1)
            .arg(conditions(u"a"_s));
    if (sessionId != 0)
        sql += u" AND a.session_id = %1"_s.arg(sessionId);
    return sql;
}

QString AskRows::counts(const TimeSpan &span, const TimeBuckets &buckets) const
{
    const auto single = [this](const TimeSpan &edge) {
        return u"SELECT s.group_id, a.project_id, a.at, 1, a.at, a.at "_s + acts(edge);
    };
    if (sessionId != 0)
        return u"SELECT s.group_id, a.project_id, a.at, 1 AS count, a.at AS first_at, a.at AS last_at "_s + acts(span);
    const TimeBuckets::Parts parts = buckets.split(span);
    QStringList selects{
        u"SELECT 0 AS group_id, 0 AS project_id, 0 AS at, 0 AS count, 0 AS first_at, 0 AS last_at WHERE 0"_s};
    for (const TimeSpan &days : parts.days)
        selects.append(counted(days, 4));
    for (const TimeSpan &hours : parts.hours)
        selects.append(counted(hours, 3));
    for (const TimeSpan &edge : parts.edges)
        selects.append(single(edge));
    return selects.join(u" UNION ALL "_s);
}

} // namespace assay
