// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Where on this machine the things lie that install changes.

#include "models/data/error.h"
#include "models/data/store/datadir.h"

#include <QString>
#include <QStringList>

namespace assay {

struct InstallPlaces {
    DataDir dataDir;
    QString claudeDir = {};       // of Claude Code; its settings.json is changed
    QString managedSettings = {}; // of whoever manages this machine; read only
    QString home = {};
    QString configHome = {};      // $XDG_CONFIG_HOME, else ~/.config
    QString programFolder = {};   // assay-agent and assay-hook of this version
    bool packaged = false;        // they stay where they are: a package put them there
    QString systemUnits = {};     // of the package's service
    QStringList agentWords = {};  // behind `assay-agent run`: what names the same store and client
    QStringList environment = {}; // NAME=VALUE, what the service would not know
    QString hookDataDir = {};     // what the hook has to be told; empty = it finds the data directory by itself

    [[nodiscard]] QString settingsFile() const { return claudeDir + QStringLiteral("/settings.json"); }
    // ~/.local/lib/assay: copies of programs that lie where they may vanish.
    [[nodiscard]] QString copies() const { return home + QStringLiteral("/.local/lib/assay"); }
    // The folder whose programs hooks and service are told to start; stays the same from version to version.
    [[nodiscard]] QString stableFolder() const;
    [[nodiscard]] QString unitFolder() const { return configHome + QStringLiteral("/systemd/user"); }
    [[nodiscard]] QString autostartFile() const;
    [[nodiscard]] QString recordFile() const { return dataDir.path() + QStringLiteral("/install.json"); }
    [[nodiscard]] QString backupFolder() const { return dataDir.path() + QStringLiteral("/install"); }
};

// Of whoever manages this machine.
[[nodiscard]] QString managedSettingsFile();

// For the programs that run now. Usage without a home; NotFound when assay-hook is missing beside them.
[[nodiscard]] Result<InstallPlaces> findPlaces(const DataDir &dataDir, const QString &claudeDir,
                                               const QString &workspace);

} // namespace assay
