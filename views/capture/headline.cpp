// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/capture/headline.h"

#include <algorithm>

#include <QDateTime>
#include <QLocale>

#include "views/text/visibletext.h"
#include "views/widgets/translation.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

QString clockText(qint64 at, qint64 now)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(at);
    const bool today = time.date() == QDateTime::fromMSecsSinceEpoch(now).date();
    return today ? QLocale().toString(time.time(), u"HH:mm"_s) : QLocale().toString(time, u"ddd HH:mm"_s);
}

CaptureHeadline agentHeadline(const AgentStatus &agent)
{
    if (agent.state == AgentStatus::State::Starting)
        return {u"more"_s, Tone::Text2, tr("Agent starting"),
                tr("It takes up what was written meanwhile as soon as it runs.")};
    CaptureHeadline line{u"warning"_s, Tone::Warning, {}, visibleText(agent.reason)};
    line.text =
        agent.otherVersion ? tr("Not capturing: agent of another version") : tr("Not capturing: agent not running");
    line.act = agent.otherVersion ? CaptureAct::RestartAgent : CaptureAct::StartAgent;
    if (line.sentence.isEmpty())
        line.sentence = tr("Transcripts and hook events wait where they are. Nothing is lost; start the agent to have "
                           "them read.");
    return line;
}

CaptureHeadline pausedHeadline(const CaptureHealth &capture, qint64 now)
{
    const bool timed = capture.pausedUntil >= 0;
    return {u"pause"_s, Tone::Warning,
            timed ? tr("Paused until %1").arg(clockText(capture.pausedUntil, now)) : tr("Paused"),
            tr("What the coding agent does while capture is paused is not recorded, now or later."),
            CaptureAct::Resume};
}

CaptureHeadline runningHeadline(const CaptureHealth &capture)
{
    CaptureHeadline line{u"live"_s,        Tone::Ok,
                         tr("Capturing"),  tr("What the coding agent writes is in the store within a second."),
                         CaptureAct::None, true};
    if (capture.queueDepth >= behindFrom) {
        line.icon = u"history"_s;
        line.tone = Tone::Warning;
        line.text = tr("Behind: %1 files to read").arg(countText(capture.queueDepth));
        line.sentence = tr("More was written than was read so far. The agent catches up by itself; nothing is lost.");
    } else if (capture.spoolFiles >= spoolBehindFrom) {
        line.icon = u"history"_s;
        line.tone = Tone::Warning;
        line.text = tr("Behind: %1 hook events wait").arg(countText(capture.spoolFiles));
        line.sentence = tr("They are taken in their order; nothing is lost. If they grow in number, the last errors of "
                           "the agent say why.");
    } else if (!capture.faults.isEmpty()) {
        line.icon = u"warning"_s;
        line.tone = Tone::Warning;
        line.text =
            pluralText(capture.faults.size(), tr("Capturing, %1 file not read"), tr("Capturing, %1 files not read"));
        line.sentence = tr("Everything else is recorded. What is wrong with them stands below.");
        line.act = CaptureAct::LookAtFiles;
    } else if (capture.hooks.known && !capture.hooks.wired) {
        line.icon = u"warning"_s;
        line.tone = Tone::Warning;
        line.text = tr("Hooks not wired");
        line.sentence = tr("Transcripts are read as they are written. Without hooks, runs that write none are missed, "
                           "and a run that opts out is known later.");
        if (!capture.hooks.trouble.isEmpty())
            line.sentence = visibleText(capture.hooks.trouble);
        line.act = CaptureAct::Wire;
    }
    return line;
}

} // namespace

bool isDiskFull(const CaptureHealth &capture)
{
    return std::any_of(capture.faults.begin(), capture.faults.end(),
                       [](const FileFault &fault) { return fault.code == "full"_L1; });
}

CaptureHeadline captureHeadline(const AgentStatus &agent, const CaptureHealth &capture, qint64 now)
{
    if (agent.state != AgentStatus::State::Running)
        return agentHeadline(agent);
    switch (capture.state) {
    case CaptureHealth::State::Unknown:
        return {u"check"_s, Tone::Ok, tr("Agent running"), tr("It reads transcripts and writes the store.")};
    case CaptureHealth::State::Paused:
        return pausedHeadline(capture, now);
    case CaptureHealth::State::Off:
        return {u"warning"_s, Tone::Warning, tr("Not capturing"),
                tr("This agent was started without watching. Restart it to have new sessions recorded."),
                CaptureAct::RestartAgent};
    case CaptureHealth::State::Running:
        break;
    }
    if (isDiskFull(capture))
        return {u"error"_s, Tone::Error, tr("Not capturing: disk full"),
                tr("Nothing can be stored. Hook events and transcripts wait where they are and are read once there is "
                   "space again."),
                CaptureAct::FreeSpace};
    return runningHeadline(capture);
}

QString captureActText(CaptureAct act)
{
    switch (act) {
    case CaptureAct::StartAgent:
        return tr("Start the agent");
    case CaptureAct::RestartAgent:
        return tr("Restart the agent");
    case CaptureAct::Resume:
        return tr("Resume capture");
    case CaptureAct::Wire:
        return tr("Show the change to the settings");
    case CaptureAct::FreeSpace:
        return tr("Open the data folder");
    case CaptureAct::LookAtFiles:
        return tr("Copy the report");
    case CaptureAct::None:
        break;
    }
    return {};
}

QString captureActIcon(CaptureAct act)
{
    switch (act) {
    case CaptureAct::StartAgent:
    case CaptureAct::Resume:
        return u"play"_s;
    case CaptureAct::RestartAgent:
        return u"resume"_s;
    case CaptureAct::Wire:
        return u"diff"_s;
    case CaptureAct::FreeSpace:
        return u"folder"_s;
    case CaptureAct::LookAtFiles:
        return u"copy"_s;
    case CaptureAct::None:
        break;
    }
    return {};
}

} // namespace assay
