// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/importtotals.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace assay {

using nlohmann::ordered_json;

void ImportTotals::add(const ImportSummary &run)
{
    m_sum.filesSeen = run.filesSeen;
    m_sum.filesParsed += run.filesParsed;
    m_sum.filesUnchanged = std::max<qint64>(0, m_sum.filesSeen - m_sum.filesParsed);
    if (m_sum.seconds <= 0)
        m_sum.filesUnchanged = run.filesUnchanged;
    m_sum.bytes += run.bytes;
    m_sum.lines += run.lines;
    m_sum.linesKeptRaw += run.linesKeptRaw;
    m_sum.linesBroken += run.linesBroken;
    m_sum.eventsAdded += run.eventsAdded;
    m_sum.eventsTotal = run.eventsTotal;
    m_sum.sessionsTotal = run.sessionsTotal;
    m_sum.rowsWritten += run.rowsWritten;
    for (const auto &[rule, count] : run.redactions)
        m_sum.redactions[rule] += count;
    m_sum.seconds += run.seconds;
    m_sum.cancelled = run.cancelled;
    m_sum.problems += run.problems;
}

ImportProgress ImportTotals::whole(const ImportProgress &run) const
{
    ImportProgress progress = run;
    progress.bytesTotal += m_sum.bytes;
    progress.bytesDone += m_sum.bytes;
    progress.eventsAdded += m_sum.eventsAdded;
    progress.linesKeptRaw += m_sum.linesKeptRaw;
    return progress;
}

ordered_json toJson(const ImportSummary &summary)
{
    ordered_json redactions = ordered_json::object();
    for (const auto &[rule, count] : summary.redactions)
        redactions[rule] = count;
    ordered_json problems = ordered_json::array();
    for (const Error &each : summary.problems)
        problems.push_back({{"what", each.what.toStdString()}, {"path", each.path.toStdString()}});
    return {{"files_seen", summary.filesSeen},
            {"files_parsed", summary.filesParsed},
            {"files_unchanged", summary.filesUnchanged},
            {"bytes", summary.bytes},
            {"lines", summary.lines},
            {"events_added", summary.eventsAdded},
            {"events_total", summary.eventsTotal},
            {"sessions_total", summary.sessionsTotal},
            {"lines_kept_raw", summary.linesKeptRaw},
            {"lines_broken", summary.linesBroken},
            {"redactions", redactions},
            {"rows_written", summary.rowsWritten},
            {"seconds", summary.seconds},
            {"cancelled", summary.cancelled},
            {"problems", problems}};
}

ordered_json toJson(const ImportProgress &progress)
{
    return {{"files_seen", progress.filesSeen},
            {"files_done", progress.filesDone},
            {"bytes_total", progress.bytesTotal},
            {"bytes_done", progress.bytesDone},
            {"bytes_per_second", progress.bytesPerSecond},
            {"seconds_left", progress.secondsLeft >= 0 ? ordered_json(progress.secondsLeft) : ordered_json()},
            {"events_added", progress.eventsAdded},
            {"lines_kept_raw", progress.linesKeptRaw}};
}

} // namespace assay
