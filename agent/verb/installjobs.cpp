// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/installjobs.h"

#include "agent/install/hooksstate.h"
#include "agent/ipc/jsonfield.h"

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

const QString defaultWorkspace = u"default"_s;

ordered_json listOf(const QStringList &texts)
{
    ordered_json list = ordered_json::array();
    for (const QString &each : texts)
        list.push_back(each.toStdString());
    return list;
}

Result<> applyWithin(const InstallPlan &plan, QStringList &remarks)
{
    // The agent that carries this out serves the data directory, so no plan asks for it to be stopped.
    const ApplyDoors doors{[] { return Result<>(); }, [&remarks](const QString &remark) { remarks.append(remark); }};
    return applyPlan(plan, doors);
}

} // namespace

Result<InstallPlan> makePlan(Direction direction, const InstallPlaces &places, const InstallWish &wish)
{
    return direction == Direction::Install ? planInstall(places, wish) : planUninstall(places, wish);
}

ordered_json planDocument(const InstallPlan &plan, bool applied)
{
    ordered_json changes = ordered_json::array();
    for (const ShownChange &change : shownChanges(plan)) {
        changes.push_back({{"file", change.file.toStdString()},
                           {"kind", change.kind.toStdString()},
                           {"action", change.action.toStdString()},
                           {"diff", change.diff.toStdString()}});
    }
    return {{"changes", changes},
            {"remarks", listOf(plan.remarks)},
            {"hash", plan.hash().toStdString()},
            {"applied", applied}};
}

ordered_json hooksDocument(const QString &claudeDir)
{
    const HooksState state = hooksState(claudeDir);
    const auto orNull = [](const QString &text) {
        return text.isEmpty() ? ordered_json() : ordered_json(text.toStdString());
    };
    return {{"wired", state.wired},
            {"events", listOf(state.events)},
            {"settings_path", state.settingsPath.toStdString()},
            {"command", orNull(state.command)},
            {"trouble", orNull(state.trouble)}};
}

bool isInstallJob(const QString &name)
{
    return QStringList{u"install.plan"_s, u"install.apply"_s, u"uninstall.plan"_s, u"uninstall.apply"_s}.contains(name);
}

Result<ordered_json> performInstallJob(const QString &name, const json &args, const DataDir &dataDir,
                                       const QString &claudeDir, const QString &workspace)
{
    if (textField(args, "only") == "codex"_L1)
        return fail(Error::Code::NotFound, u"This version wires no hooks of Codex. Nothing was changed."_s);
    const auto places = findPlaces(dataDir, claudeDir, textField(args, "workspace", workspace));
    if (!places)
        return tl::unexpected(places.error());
    const InstallWish wish{
        .headless = flagField(args, "headless"), .agentRuns = true, .withinAgent = true, .mcp = flagField(args, "mcp")};
    auto plan = makePlan(name.startsWith("install"_L1) ? Direction::Install : Direction::Uninstall, *places, wish);
    if (!plan)
        return tl::unexpected(plan.error());
    if (name.endsWith(".plan"_L1))
        return planDocument(*plan, false);
    if (textField(args, "hash") != QLatin1StringView(plan->hash())) {
        return fail(Error::Code::Failed,
                    u"Something changed since this was shown, so nothing was done. Look at the changes again."_s);
    }
    if (const auto applied = applyWithin(*plan, plan->remarks); !applied)
        return tl::unexpected(applied.error());
    return planDocument(*plan, true);
}

Result<> narrowHooks(const DataDir &dataDir, const QString &claudeDir, const std::atomic<bool> &cancel)
{
    const auto places = findPlaces(dataDir, claudeDir, defaultWorkspace);
    if (!places)
        return {}; // no home, or no hook beside this agent: then there is nothing of ours either
    auto plan = planNarrowing(*places, cancel);
    return plan ? applyWithin(*plan, plan->remarks) : tl::unexpected(plan.error());
}

} // namespace assay
