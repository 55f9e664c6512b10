// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The policy of gates and workspaces as live capture asks for it. Gates are asked for every run; where a session went
// is decided once, and remembered here so that what moves all the time costs no look into routes.sqlite. Settings that
// cannot be read are an error, not defaults. Lives on the
// writer's thread.

#include "agent/capture/route.h"
#include "agent/settings/settingsfile.h"
#include "models/data/store/datadir.h"

#include <QDateTime>
#include <QHash>
#include <QString>

#include <optional>

namespace assay {

class CaptureRouter {
public:
    CaptureRouter(DataDir dataDir, QString settingsFile, QString workspace)
        : m_dataDir(std::move(dataDir))
        , m_settings(std::move(settingsFile))
        , m_workspace(std::move(workspace))
    {
    }

    [[nodiscard]] Result<Route> operator()(const ClientRun &run);

private:
    // Of the settings file when it was read.
    struct Stamp {
        bool exists = false;
        QDateTime modified;
        qint64 size = 0;
        bool operator==(const Stamp &) const = default;
    };
    [[nodiscard]] Result<> readSettings();
    DataDir m_dataDir;
    SettingsFile m_settings;
    QString m_workspace;              // the agent's own
    QHash<QString, QString> m_wentTo; // session → workspace
    Settings m_values;
    std::optional<Stamp> m_read;
};

} // namespace assay
