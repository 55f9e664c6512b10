// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/install/servicesteps.h"

#include "agent/install/userservice.h"

#include <QFile>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

using Act = InstallStep::Act;

AgentStart agentStart(const InstallPlaces &places)
{
    AgentStart start = packagedStart(places.stableFolder() + u"/assay-agent"_s);
    start.words = places.agentWords;
    start.environment = places.environment;
    if (!places.hookDataDir.isEmpty())
        start.spool = places.dataDir.path() + u"/spool/new"_s;
    return start;
}

InstallStep systemctl(const QStringList &words)
{
    return {.act = Act::RunProgram, .kind = u"service"_s, .command = QStringList{u"systemctl"_s, u"--user"_s} + words};
}

struct NamedUnit {
    QString name;
    QByteArray text;
};

QList<NamedUnit> unitsFor(const InstallPlaces &places)
{
    const AgentStart start = agentStart(places);
    return {{QLatin1StringView(agentServiceName), serviceUnit(start)},
            {QLatin1StringView(agentPathName), pathUnit(start)}};
}

// Unit files of the user's own where the package's do not say the same. True when any changes.
Result<bool> addUnits(InstallPlan &plan, const InstallPlaces &places)
{
    bool changes = false;
    for (const NamedUnit &unit : unitsFor(places)) {
        const auto own = readGuarded(places.unitFolder() + u'/' + unit.name);
        if (!own)
            return tl::unexpected(own.error());
        QFile packaged(places.systemUnits + u'/' + unit.name);
        const bool isPackaged = packaged.open(QIODevice::ReadOnly) && packaged.readAll() == unit.text;
        if (own->bytes == unit.text || (isPackaged && !own->bytes))
            continue;
        plan.steps.append({.act = Act::WriteFile,
                           .kind = u"unit"_s,
                           .path = own->path,
                           .file = *own,
                           .after = unit.text,
                           .mode = 0644});
        changes = true;
    }
    return changes;
}

void addSystemdStart(InstallPlan &plan, const InstallWish &wish, const UserServiceState &state, bool unitsChange,
                     bool newPrograms)
{
    const QStringList units = {QLatin1StringView(agentServiceName), QLatin1StringView(agentPathName)};
    if (unitsChange)
        plan.steps.append(systemctl({u"daemon-reload"_s}));
    if (wish.withinAgent) {
        // This agent has the data directory; the service takes over when the user logs in again.
        if (!state.enabled)
            plan.steps.append(systemctl(QStringList{u"enable"_s} + units));
        return;
    }
    if (wish.agentRuns && !state.active)
        plan.steps.append({.act = Act::StopAgent, .kind = u"agent"_s});
    if (!state.enabled)
        plan.steps.append(systemctl(QStringList{u"enable"_s, u"--now"_s} + units));
    else if (!state.active)
        plan.steps.append(systemctl(QStringList{u"start"_s} + units));
    else if (unitsChange || newPrograms)
        plan.steps.append(systemctl(QStringList{u"restart"_s, QLatin1StringView(agentServiceName)}));
}

Result<> addDetachedStart(InstallPlan &plan, const InstallPlaces &places, const InstallWish &wish, bool newPrograms)
{
    const AgentStart start = agentStart(places);
    if (!wish.headless) {
        const auto entry = readGuarded(places.autostartFile());
        if (!entry)
            return tl::unexpected(entry.error());
        if (const QByteArray text = autostartEntry(start); entry->bytes != text) {
            plan.steps.append({.act = Act::WriteFile,
                               .kind = u"autostart"_s,
                               .path = entry->path,
                               .file = *entry,
                               .after = text,
                               .mode = 0644});
        }
    }
    const bool replaces = wish.agentRuns && newPrograms && !wish.withinAgent;
    if (replaces)
        plan.steps.append({.act = Act::StopAgent, .kind = u"agent"_s});
    if (replaces || !wish.agentRuns)
        plan.steps.append({.act = Act::StartAgent,
                           .kind = u"agent"_s,
                           .path = places.dataDir.path() + u"/agent.log"_s,
                           .command = QStringList{start.program, u"run"_s} + start.words});
    return {};
}

Result<> addRemoval(InstallPlan &plan, const QString &kind, const QString &path, bool &removes)
{
    const auto file = readGuarded(path);
    if (!file)
        return tl::unexpected(file.error());
    if (!file->bytes)
        return {};
    plan.steps.append({.act = Act::RemoveFile, .kind = kind, .path = file->path, .file = *file});
    removes = true;
    return {};
}

} // namespace

Result<> addServiceStart(InstallPlan &plan, const InstallPlaces &places, const InstallWish &wish, bool newPrograms)
{
    const UserServiceState state = userServiceState();
    if (!state.managerRuns) {
        if (wish.headless)
            plan.remarks += u"No systemd serves this user, so nothing starts the agent again after a restart of the "
                            "machine. Let your own supervisor run: assay-agent run"_s;
        return addDetachedStart(plan, places, wish, newPrograms);
    }
    const auto unitsChange = addUnits(plan, places);
    if (!unitsChange)
        return tl::unexpected(unitsChange.error());
    addSystemdStart(plan, wish, state, *unitsChange, newPrograms);
    if (wish.headless)
        plan.remarks +=
            u"The service runs while this user is logged in. To let it run always: loginctl enable-linger"_s;
    return {};
}

Result<> addServiceStop(InstallPlan &plan, const InstallPlaces &places, const InstallWish &wish)
{
    const UserServiceState state = userServiceState();
    const QStringList units = {QLatin1StringView(agentPathName), QLatin1StringView(agentServiceName)};
    if (state.enabled && wish.withinAgent) {
        plan.steps.append(systemctl(QStringList{u"disable"_s} + units));
        plan.steps.append(systemctl({u"stop"_s, QLatin1StringView(agentPathName)}));
    } else if (state.enabled || (state.active && !wish.withinAgent)) {
        plan.steps.append(systemctl(QStringList{u"disable"_s, u"--now"_s} + units));
    }
    bool unitsGo = false;
    for (const QString &unit : units) {
        if (auto added = addRemoval(plan, u"unit"_s, places.unitFolder() + u'/' + unit, unitsGo); !added)
            return added;
    }
    if (unitsGo && state.managerRuns)
        plan.steps.append(systemctl({u"daemon-reload"_s}));
    bool entryGoes = false;
    if (auto added = addRemoval(plan, u"autostart"_s, places.autostartFile(), entryGoes); !added)
        return added;
    // Where nothing was installed, whoever started an agent keeps it.
    if (!plan.steps.isEmpty() && wish.agentRuns && !wish.withinAgent && !state.active)
        plan.steps.append({.act = Act::StopAgent, .kind = u"agent"_s});
    return {};
}

} // namespace assay
