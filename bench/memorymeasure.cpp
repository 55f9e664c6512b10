// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/measures.h"
#include "bench/residentagent.h"

#include <QThread>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr int runs = 3;
constexpr unsigned long settleMs = 2'000;
constexpr unsigned long idleMs = 5'000;
constexpr double megabyte = 1e6;

double megabytes(const json &figures, const char *key)
{
    return figures.value(key, -1.0) / megabyte;
}

Row memoryRow(const QString &name, const QString &what, const QString &baseline)
{
    return {.name = name, .what = what, .unit = u"MB"_s, .baselineName = baseline};
}

Row idleRow(const QString &name, const QString &what)
{
    return {.name = name, .what = what, .unit = u"%"_s, .promise = {Judged::Median, true, 0.5}};
}

Result<> measureAgent(Workbench &bench, const QString &dataDir)
{
    Row memory = memoryRow(u"memory.agent"_s, u"agent without work, private"_s, u"bare QCoreApplication process"_s);
    memory.promise = {Judged::Median, true, 40};
    Row idle = idleRow(u"idle.agent"_s, u"agent without work, share of a core over 5 s"_s);
    double resident = 0;
    if (auto caught = bench.catchUp(dataDir); !caught)
        return caught;
    for (int i = 0; i < runs; ++i) {
        ResidentAgent agent;
        if (auto started = agent.start(bench, dataDir); !started)
            return started;
        QThread::msleep(settleMs);
        memory.samples += static_cast<double>(privateBytes(agent.pid())) / megabyte;
        resident = static_cast<double>(residentBytes(agent.pid())) / megabyte;
        const double cpu = processCpu(agent.pid());
        QThread::msleep(idleMs);
        idle.samples += (processCpu(agent.pid()) - cpu) * 1e5 / static_cast<double>(idleMs);
        const auto bare = bench.child(u"bare-core"_s, {});
        if (!bare)
            return tl::unexpected(bare.error());
        memory.baseline += megabytes(*bare, "private");
    }
    memory.note = u"Pss less file-backed pages; resident %1 MB"_s.arg(resident, 0, 'f', 0);
    bench.add(memory);
    bench.add(idle);
    return {};
}

Result<> measureWindow(Workbench &bench, const QString &dataDir)
{
    ResidentAgent agent;
    if (auto started = agent.start(bench, dataDir); !started)
        return started;
    const QString baseline = u"bare Qt window with an empty list"_s;
    Row list = memoryRow(u"memory.list"_s, u"window on M with its list, private"_s, baseline);
    Row session =
        memoryRow(u"memory.window"_s, u"window on M with its list and the newest session, private"_s, baseline);
    session.promise = {Judged::Median, true, 150};
    Row idle = idleRow(u"idle.window"_s, u"that window without input, share of a core over 5 s"_s);
    double resident = 0;
    for (int i = 0; i < runs; ++i) {
        const auto bare = bench.child(u"bare-window"_s, {QString(), u"0"_s, u"idle"_s});
        if (!bare)
            return tl::unexpected(bare.error());
        const auto ours = bench.child(u"idle-window"_s, {dataDir});
        if (!ours)
            return tl::unexpected(ours.error());
        const double under = megabytes(*bare, "private");
        list.baseline += under;
        session.baseline += under;
        list.samples += megabytes(ours->at("list"), "private");
        session.samples += megabytes(ours->at("session"), "private");
        idle.samples += ours->at("session").value("cpu_percent", -1.0);
        resident = megabytes(ours->at("session"), "resident");
    }
    session.note = u"offscreen; resident %1 MB"_s.arg(resident, 0, 'f', 0);
    bench.add(list);
    bench.add(session);
    bench.add(idle);
    return {};
}

} // namespace

Result<> measureMemory(Workbench &bench)
{
    const auto full = bench.full();
    if (!full)
        return tl::unexpected(full.error());
    if (auto agent = measureAgent(bench, *full); !agent)
        return agent;
    return measureWindow(bench, *full);
}

} // namespace assay
