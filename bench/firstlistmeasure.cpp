// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/measures.h"
#include "bench/residentagent.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr int runs = 7;

} // namespace

Result<> measureFirstList(Workbench &bench)
{
    const auto full = bench.full();
    if (!full)
        return tl::unexpected(full.error());
    ResidentAgent agent;
    if (auto started = agent.start(bench, *full); !started)
        return started;
    Row row{.name = u"firstlist.window"_s,
            .what = u"window on an existing index of M: from exec until the list is painted"_s,
            .unit = u"ms"_s,
            .baselineName = u"bare Qt window with an empty list, from exec until painted"_s,
            .promise = {Judged::Median, true, 500}};
    row.note = u"the window's own classes in a process of the bench, the agent running, file cache warm"_s;
    for (int i = -1; i < runs; ++i) {
        const auto bare = bench.child(u"bare-window"_s, {QString(), QString::number(monotonicNs())});
        if (!bare)
            return tl::unexpected(bare.error());
        const auto ours = bench.child(u"first-list"_s, {*full, QString::number(monotonicNs())});
        if (!ours)
            return tl::unexpected(ours.error());
        if (ours->value("started_agent", true))
            return fail(Error::Code::Failed, u"The window did not find the agent that runs."_s);
        if (i < 0)
            continue;
        row.baseline += bare->value("ms", 0.0);
        row.samples += ours->value("ms", 0.0);
        row.details = {{"statements", ours->value("statements", -1)}, {"bytes", ours->value("bytes", -1)}};
    }
    bench.add(row);
    return {};
}

} // namespace assay
