// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/agentservice.h"

#include "agent/ipc/jsonfield.h"
#include "agent/verb/errorcode.h"
#include "agent/verb/summaryjobs.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

void AgentService::refreshSummaries(const QString &workspace, const SummaryClock::Done &done)
{
    constexpr int budgetMs = 2000; // then other workspaces have their turn, and those who ask
    m_summaryThread.refresh(workspace, budgetMs, WriterThread::Urgency::Quiet,
                            [this, workspace, done](const Result<MemoryPassSummary> &result) {
                                if (result)
                                    pushSummaries(workspace, *result);
                                done(result.map([](const MemoryPassSummary &summary) { return summary.more; }));
                            });
}

void AgentService::askForSummaries(const json &args, const IpcServer::Answer &answer)
{
    const QString workspace = textField(args, "workspace", u"default"_s);
    constexpr qint64 mostMs = 60'000;
    const qint64 budgetMs = std::clamp<qint64>(numberField(args, "budget_ms", mostMs), 1, mostMs);
    m_summaryThread.refresh(workspace, budgetMs, WriterThread::Urgency::Normal,
                            [this, workspace, answer](const Result<MemoryPassSummary> &result) {
                                if (!result) {
                                    answer(tl::unexpected(toIpcError(result.error())));
                                    return;
                                }
                                pushSummaries(workspace, *result);
                                if (result->more)
                                    m_summaries.heard(workspace);
                                answer(json(toJson(*result)));
                            });
}

void AgentService::pushSummaries(const QString &workspace, const MemoryPassSummary &summary)
{
    if (summary.sessions + summary.hours + summary.days > 0)
        m_server.push(u"changed"_s, {{"workspace", workspace.toStdString()}, {"job", "summaries.refresh"}});
}

} // namespace assay
