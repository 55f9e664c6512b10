// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/measures.h"

#include "agent/sample/samplehistory.h"

#include <QThread>
#include <QTimeZone>

#include <algorithm>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr int knownSessions = 10'000;
constexpr int moreSessions = 20;
constexpr unsigned long pollMs = 20;
constexpr double megabyte = 1e6;

// Days of the calendar from a fixed one on, so that the history is the same whoever measures when.
Result<QString> history(Workbench &bench, const QString &name, int sessions, quint32 seed, int day)
{
    SampleOptions options;
    options.seed = seed;
    options.sessions = sessions;
    options.end = QDateTime(QDate(2026, 1, 30).addDays(day), QTime(18, 0), QTimeZone::utc());
    const QString folder = bench.scratch(name);
    return writeSampleHistory(folder, options).map([&folder](const SampleSummary &) { return folder; });
}

QStringList mineCommand(const Workbench &bench, const QString &dataDir)
{
    return {bench.agent(), u"mine"_s, u"--json"_s, u"--data-dir"_s, dataDir};
}

// Cold: facts of all sessions, and all projects; with the memory it took.
Result<> measureCold(Workbench &bench, const QString &dataDir)
{
    Row seconds{.name = u"mining.cold"_s,
                .what = u"facts and mining of 10 000 sessions, whole process"_s,
                .unit = u"s"_s,
                .promise = {Judged::Median, true, 60}};
    Row memory{.name = u"mining.memory"_s,
               .what = u"private memory of it, highest"_s,
               .unit = u"MB"_s,
               .promise = {Judged::Median, true, 300}};
    BackgroundChild child;
    const qint64 begun = monotonicNs();
    if (auto started = child.start(mineCommand(bench, dataDir), bench.scratch(u"mine.json"_s)); !started)
        return started;
    qint64 highest = 0;
    while (child.isRunning()) {
        highest = std::max(highest, privateBytes(child.pid()));
        QThread::msleep(pollMs);
    }
    seconds.samples += static_cast<double>(monotonicNs() - begun) / 1e9;
    memory.samples += static_cast<double>(highest) / megabyte;
    memory.note = u"looked at every %1 ms"_s.arg(pollMs);
    bench.add(seconds);
    bench.add(memory);
    return {};
}

Result<> measureOneMore(Workbench &bench, const QString &dataDir)
{
    Row pass{.name = u"mining.onemore"_s,
             .what = u"the pass over one more session, 10 000 known"_s,
             .unit = u"ms"_s,
             .promise = {Judged::P95, true, 500}};
    Row nulls{.name = u"mining.nulls"_s, .what = u"counts of chance drawn by it"_s, .unit = u"counts"_s};
    for (int i = 0; i < moreSessions; ++i) {
        const auto more = history(bench, u"more%1"_s.arg(i), 1, static_cast<quint32>(1000 + i), 40);
        if (!more)
            return tl::unexpected(more.error());
        if (const auto imported = bench.import(dataDir, {*more}); !imported)
            return tl::unexpected(imported.error());
        const auto use = runWell(mineCommand(bench, dataDir), bench.scratch(u"mine.json"_s));
        if (!use)
            return tl::unexpected(use.error());
        const json report = json::parse(use->output.toStdString(), nullptr, false);
        if (!report.is_object() || report.value("sessions_considered", 0) < 1)
            return fail(Error::Code::Failed, u"The miner did not see the session."_s);
        pass.samples += report.value("seconds", -1.0) * 1000.0;
        nulls.samples += report.value("nulls_drawn", -1.0);
    }
    bench.add(pass);
    bench.add(nulls);
    return {};
}

} // namespace

Result<> measureMining(Workbench &bench)
{
    const auto known = history(bench, u"tenthousand"_s, knownSessions, 1, 0);
    if (!known)
        return tl::unexpected(known.error());
    const QString dataDir = bench.scratch(u"mined"_s);
    if (const auto imported = bench.import(dataDir, {*known}); !imported)
        return tl::unexpected(imported.error());
    return measureCold(bench, dataDir).and_then([&] { return measureOneMore(bench, dataDir); });
}

} // namespace assay
