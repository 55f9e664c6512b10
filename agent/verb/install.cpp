// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/ipc/ipcclient.h"
#include "agent/ipc/socketpath.h"
#include "agent/store/writerlock.h"
#include "agent/verb/agentcall.h"
#include "agent/verb/console.h"
#include "agent/verb/installjobs.h"
#include "agent/verb/terminaltext.h"
#include "agent/verb/verbcall.h"
#include "agent/verb/verbs.h"

#include <unistd.h>

#include <array>
#include <cstdio>

#include <nlohmann/json.hpp>

#include <QElapsedTimer>
#include <QEventLoop>
#include <QThread>
#include <QTimer>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr int stopPatienceMs = 10'000;
constexpr unsigned long stopPauseMs = 50;

bool agentRuns(const VerbCall &call)
{
    const auto answer = askAgent(call, u"status"_s, json::object());
    return !answer || answer->has_value(); // one of another version, or one that hangs, is one too
}

// One of another version too. Returns when the data directory is free for the agent that comes.
Result<> stopAgent(const VerbCall &call)
{
    IpcClient client(ownHello(call.dataDir));
    QEventLoop loop;
    bool ended = false;
    const auto end = [&ended, &loop] {
        ended = true;
        loop.quit();
    };
    QObject::connect(&client, &IpcClient::ready, &client, [&client] { client.stop(); });
    QObject::connect(&client, &IpcClient::mismatched, &client, [&client] { client.stop(); });
    QObject::connect(&client, &IpcClient::closed, &client, end);
    QTimer::singleShot(stopPatienceMs, &client, end);
    if (const auto socket = socketPath(call.dataDir.path()))
        client.open(*socket);
    if (!ended)
        loop.exec();
    QElapsedTimer waited;
    waited.start();
    while (!WriterLock::take(call.dataDir)) {
        if (waited.elapsed() > stopPatienceMs)
            return fail(
                Error::Code::Busy,
                u"The agent that runs now does not end. What stands above is done; end it and do the same again "
                "for the rest."_s);
        QThread::msleep(stopPauseMs);
    }
    return {};
}

// "create  /home/…" and the diff below it.
QString planText(const InstallPlan &plan)
{
    QString text;
    for (const ShownChange &change : shownChanges(plan)) {
        const QString file = change.file.isEmpty() ? u"the agent that runs now"_s : change.file;
        text += u"%1 %2\n"_s.arg(change.action.leftJustified(6), oneLine(file));
        for (const QString &line : change.diff.split(u'\n', Qt::SkipEmptyParts))
            text += u"    "_s + line + u'\n';
    }
    return text;
}

// Asked on a terminal only: a script says it with an option.
bool wantsUnpersisted(const VerbCall &call)
{
    if (call.invocation.has(u"capture-unpersisted"_s))
        return true;
    const bool asks = isatty(STDIN_FILENO) != 0 && isatty(STDERR_FILENO) != 0 && !call.json() &&
                      call.console.talk() != Console::Talk::Quiet;
    if (!asks)
        return false;
    std::fputs(
        "Some runs keep no transcript (claude --no-session-persistence). Capture those too, from the hooks? [y/N] ",
        stderr);
    std::array<char, 16> answer{};
    return std::fgets(answer.data(), int(answer.size()), stdin) != nullptr && (answer[0] == 'y' || answer[0] == 'Y');
}

Result<> setUnpersisted(const VerbCall &call)
{
    const auto set = performJob(call, u"settings.set"_s, json{{"changes", {{"capture", {{"unpersisted", true}}}}}});
    return set ? Result<>() : tl::unexpected(set.error());
}

bool wiresHooks(const InstallPlan &plan)
{
    for (const InstallStep &step : plan.steps) {
        if (step.kind == "settings"_L1)
            return true;
    }
    return false;
}

Result<> carryOut(const VerbCall &call, Direction direction, const InstallPlan &plan)
{
    if (direction == Direction::Install) {
        if (auto created = call.dataDir.create(); !created)
            return created;
        // Before the service takes the lock; and only whom it concerns is asked.
        const bool concerned = wiresHooks(plan) || call.invocation.has(u"capture-unpersisted"_s);
        if (concerned && wantsUnpersisted(call)) {
            if (auto set = setUnpersisted(call); !set)
                return set;
        }
    }
    return applyPlan(
        plan, {[&call] { return stopAgent(call); }, [&call](const QString &remark) { call.console.remark(remark); }});
}

QString lastWords(Direction direction, bool dryRun, bool nothing)
{
    if (nothing)
        return direction == Direction::Install ? u"Nothing to do: hooks and service are as they should be."_s
                                               : u"Nothing to do: nothing of Assay is installed for this user."_s;
    if (dryRun)
        return u"Nothing was changed; this is what would be."_s;
    return direction == Direction::Install
               ? u"Done. Claude Code reads the settings again by itself. See: assay-agent status"_s
               : u"Done. What was captured is kept; remove the data directory if you do not want it any more."_s;
}

Result<int> runDirection(const VerbCall &call, Direction direction)
{
    if (call.invocation.value(u"only"_s) == "codex"_L1)
        return fail(Error::Code::NotFound, u"This version wires no hooks of Codex. Nothing was changed."_s);
    const auto places = findPlaces(call.dataDir, call.claudeDir, call.workspace);
    if (!places)
        return tl::unexpected(places.error());
    const InstallWish wish{.headless = call.invocation.has(u"headless"_s),
                           .agentRuns = agentRuns(call),
                           .mcp = call.invocation.has(u"mcp"_s)};
    const auto plan = makePlan(direction, *places, wish);
    if (!plan)
        return tl::unexpected(plan.error());
    const bool dryRun = call.invocation.has(u"dry-run"_s);
    const bool nothing = plan->steps.isEmpty();
    if (!call.json())
        call.console.text(planText(*plan));
    for (const QString &remark : plan->remarks)
        call.console.remark(remark);
    if (!dryRun) {
        if (const auto done = carryOut(call, direction, *plan); !done)
            return tl::unexpected(done.error());
    }
    if (call.json())
        call.console.document(planDocument(*plan, !dryRun && !nothing));
    call.console.remark(lastWords(direction, dryRun, nothing));
    return 0;
}

} // namespace

Result<int> runInstall(const VerbCall &call)
{
    return runDirection(call, Direction::Install);
}

Result<int> runUninstall(const VerbCall &call)
{
    return runDirection(call, Direction::Uninstall);
}

} // namespace assay
