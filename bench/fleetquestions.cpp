// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/fleetquestions.h"

#include <ctime>

#include <QElapsedTimer>

#include "models/data/query/askquery.h"
#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

QStringList fleetQuestions()
{
    const QStringList windows = {u"in the last 15 minutes"_s,
                                 u"in the last hour"_s,
                                 u"in the last 7h"_s,
                                 u"since yesterday noon"_s,
                                 u"today"_s,
                                 u"this week"_s,
                                 u"last week"_s,
                                 u"in the last 3 days"_s,
                                 u"in the last 9d"_s,
                                 u"ever"_s};
    QStringList list;
    for (int i = 0; i < 10; ++i) {
        for (const QString &window : windows) {
            static const QStringList about = {u"service-%1 failures"_s,
                                              u"failures"_s,
                                              u"service-%1 failures in project p%1"_s,
                                              u"service-%1 calls"_s,
                                              u"errors in project p%1"_s,
                                              u"what failed of service-%1"_s,
                                              u"refused calls"_s,
                                              u"payments-api failures"_s,
                                              u"successful service-%1 calls in project p%1"_s,
                                              u"what happened"_s};
            list.append((about[i].contains(u'%') ? about[i].arg(i * 5) : about[i]) + u' ' + window);
        }
    }
    return list;
}

// The same without what was counted before: act by act.
Result<qint64> slowCount(Database &db, const AskAnswer &answer, double &ms)
{
    const AskQuestion &question = answer.understood;
    QString sql = u"SELECT count(*) FROM memory_act WHERE trouble IN (%1) AND at >= %2 AND at < %3"_s
                      .arg(question.outcome == AskOutcome::Any  ? u"0, 1"_s
                           : question.outcome == AskOutcome::Ok ? u"0"_s
                                                                : u"1"_s)
                      .arg(question.span.from)
                      .arg(question.span.to);
    if (question.outcome == AskOutcome::Failed || question.outcome == AskOutcome::Denied)
        sql += u" AND outcome = %1"_s.arg(question.outcome == AskOutcome::Failed ? 2 : 3);
    for (const AskMeaning &meaning : answer.meanings)
        sql +=
            u" AND sign_id IN (SELECT sign_id FROM memory_sign_topic JOIN memory_topic ON id = topic_id WHERE text = '%1')"_s
                .arg(meaning.typed);
    if (!question.project.isEmpty())
        sql += u" AND project_id = (SELECT id FROM project WHERE name = '%1')"_s.arg(question.project);
    QElapsedTimer timer;
    timer.start();
    Statement s(db, sql);
    if (!s.next())
        return tl::unexpected(s.error());
    ms = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    return s.integer(0);
}

// The questions of whoever looks after a fleet: how many of those that were planted are counted otherwise.
Result<int> missedPlanted(Database &db, const FilterClock &clock, const PlantedFailures &planted)
{
    int missed = 0;
    for (const bool quarter : {true, false}) {
        AskRequest request;
        request.question =
            parseAsk(quarter ? u"Summarize the last 15 minutes of payments-api failures across the fleet"_s
                             : u"What payments-api failures has the fleet seen in the last hour?"_s,
                     clock);
        request.zone = clock.zone;
        const auto answer = askStore(db, request);
        if (!answer)
            return tl::unexpected(answer.error());
        const QList<qint64> &wanted = quarter ? planted.quarter : planted.hour;
        qint64 all = 0;
        QList<qint64> told;
        for (const AskGroup &group : answer->groups)
            told.append(group.count);
        for (const qint64 count : wanted)
            all += count;
        missed += told == wanted && answer->count == all ? 0 : 1;
    }
    return missed;
}

double threadCpuMs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

} // namespace

Result<> measureFleetQuestions(Workbench &bench, Row row, const QString &storeFile, const FilterClock &clock,
                               const PlantedFailures &planted)
{
    auto db = Database::open(storeFile, Database::Mode::Reader);
    if (!db)
        return tl::unexpected(db.error());
    row.unit = u"ms"_s;
    row.baselineName = u"the same counted act by act"_s;
    row.promise = {Judged::P95, true, 100};
    QList<double> used;
    int wrong = 0;
    for (const QString &text : fleetQuestions()) {
        AskRequest request;
        request.question = parseAsk(text, clock);
        request.zone = clock.zone;
        QElapsedTimer timer;
        timer.start();
        const double cpu = threadCpuMs();
        const auto answer = askStore(*db, request);
        if (!answer)
            return tl::unexpected(answer.error());
        used.append(threadCpuMs() - cpu);
        row.samples.append(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        double slow = 0;
        const auto count = slowCount(*db, *answer, slow);
        if (!count)
            return tl::unexpected(count.error());
        row.baseline.append(slow);
        wrong += *count == answer->count ? 0 : 1;
    }
    const auto missed = missedPlanted(*db, clock, planted);
    if (!missed)
        return tl::unexpected(missed.error());
    row.note = wrong + *missed == 0
                   ? u"every count is that of the baseline, and what was planted is counted exactly"_s
                   : u"%1 counts differ from the baseline, %2 from what was planted"_s.arg(wrong).arg(*missed);
    row.details["cpu_median_ms"] = median(used); // which a busy machine does not change
    row.details["cpu_p95_ms"] = p95(used);
    row.details["wrong"] = wrong;
    row.details["planted_wrong"] = *missed;
    bench.add(row);
    return {};
}

} // namespace assay
