// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The agent as a service of the user: units of systemd where its user manager runs, an autostart entry elsewhere.

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace assay {

inline constexpr char agentServiceName[] = "assay-agent.service";
inline constexpr char agentPathName[] = "assay-agent.path";

// How the service starts the agent.
struct AgentStart {
    QString program;         // absolute
    QStringList words;       // behind `run`
    QStringList environment; // NAME=VALUE
    QString spool;           // the folder whose files call for the agent; may begin with %h
};

[[nodiscard]] QByteArray serviceUnit(const AgentStart &start);
[[nodiscard]] QByteArray pathUnit(const AgentStart &start);
[[nodiscard]] QByteArray autostartEntry(const AgentStart &start);
// As the package installs it.
[[nodiscard]] AgentStart packagedStart(const QString &program);

struct UserServiceState {
    bool managerRuns = false; // systemd serves this user
    bool enabled = false;     // both units
    bool active = false;      // the service runs
};

// Asks systemctl; blocks for a moment.
[[nodiscard]] UserServiceState userServiceState();

} // namespace assay
