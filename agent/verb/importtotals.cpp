// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/importtotals.h"

#include "agent/redact/report.h"
#include "agent/verb/errorcode.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace assay {

using nlohmann::json;
using nlohmann::ordered_json;

namespace {

constexpr qsizetype problemsTold = 100;

} // namespace

void ImportTotals::add(const ImportSummary &run)
{
    m_sum.filesSeen = run.filesSeen;
    // What an earlier run has read, this one found unchanged.
    m_sum.filesUnchanged = std::max<qint64>(0, run.filesUnchanged - m_sum.filesParsed);
    m_sum.filesParsed += run.filesParsed;
    m_sum.bytes += run.bytes;
    m_sum.lines += run.lines;
    m_sum.linesKeptRaw += run.linesKeptRaw;
    m_sum.linesBroken += run.linesBroken;
    m_sum.eventsAdded += run.eventsAdded;
    m_sum.eventsTotal = run.eventsTotal;
    m_sum.sessionsTotal = run.sessionsTotal;
    m_sum.rowsWritten += run.rowsWritten;
    mergeCounts(m_sum.redactions, run.redactions);
    m_sum.seconds += run.seconds;
    m_sum.cancelled = run.cancelled;
    for (const Error &problem : run.problems) {
        const QString key = problem.path + u'\n' + problem.what;
        if (!m_told.contains(key)) // the next run meets the same ones again
            m_sum.problems += problem;
        m_told.insert(key);
    }
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
    for (const Error &each : summary.problems.first(std::min(problemsTold, summary.problems.size()))) {
        problems.push_back({{"code", toIpcError(each).code.toStdString()},
                            {"what", each.what.toStdString()},
                            {"path", each.path.toStdString()}});
    }
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
            {"problems", problems},
            {"problems_total", summary.problems.size()}};
}

RedactionCounts redactionCounts(const json &result)
{
    RedactionCounts counts;
    const json redactions = result.value("redactions", json::object());
    for (const auto &[rule, count] : redactions.items()) {
        if (count.is_number_integer())
            counts[rule] = count.get<qint64>();
    }
    return counts;
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
