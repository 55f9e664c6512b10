// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/install/installplaces.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// A file of the system: in tests one below the test root stands for it.
QString systemPath(const QString &path)
{
    return qEnvironmentVariable("ASSAY_TEST_ROOT") + path;
}

bool isSet(const char *variable)
{
    return QDir::isAbsolutePath(qEnvironmentVariable(variable));
}

// $XDG_DATA_HOME/assay, as somebody finds it whom nobody tells.
QString usualDataDir(const QString &home)
{
    const QString base = isSet("XDG_DATA_HOME") ? qEnvironmentVariable("XDG_DATA_HOME") : home + u"/.local/share"_s;
    const QString usual = QDir::cleanPath(base + u"/assay"_s);
    const QString canonical = QFileInfo(usual).canonicalFilePath();
    return canonical.isEmpty() ? usual : canonical;
}

bool isPackaged(const QString &folder)
{
    return folder.startsWith("/usr/"_L1) || folder.startsWith("/opt/"_L1) || folder.startsWith("/nix/store/"_L1);
}

} // namespace

QString InstallPlaces::stableFolder() const
{
    return packaged ? programFolder : copies() + u"/current"_s;
}

QString InstallPlaces::autostartFile() const
{
    return configHome + u"/autostart/assay-agent.desktop"_s;
}

QString managedSettingsFile()
{
    return systemPath(u"/etc/claude-code/managed-settings.json"_s);
}

Result<InstallPlaces> findPlaces(const DataDir &dataDir, const QString &claudeDir, const QString &workspace)
{
    InstallPlaces places{.dataDir = dataDir, .claudeDir = claudeDir, .home = homeFolder()};
    if (places.home.isEmpty() || claudeDir.isEmpty())
        return fail(Error::Code::Usage,
                    u"HOME is not set, so nobody says whose settings to change. Nothing was changed."_s);
    places.managedSettings = managedSettingsFile();
    places.systemUnits = systemPath(u"/usr/lib/systemd/user"_s);
    places.configHome = isSet("XDG_CONFIG_HOME") ? QDir::cleanPath(qEnvironmentVariable("XDG_CONFIG_HOME"))
                                                 : places.home + u"/.config"_s;
    places.programFolder = QFileInfo(QCoreApplication::applicationDirPath()).canonicalFilePath();
    places.packaged = isPackaged(places.programFolder);
    if (!QFileInfo(places.programFolder + u"/assay-hook"_s).isExecutable()) {
        return fail(
            Error::Code::NotFound,
            u"The program assay-hook is not installed beside this one, so there is nothing to wire. Nothing was "
            "changed. Install Assay again."_s,
            places.programFolder);
    }
    if (dataDir.path() != places.home + u"/.local/share/assay"_s)
        places.hookDataDir = dataDir.path();
    if (dataDir.path() != usualDataDir(places.home)) {
        places.agentWords += {u"--data-dir"_s, dataDir.path()};
    } else if (!places.hookDataDir.isEmpty()) {
        for (const char *variable : {"XDG_DATA_HOME", "XDG_CONFIG_HOME"}) {
            if (isSet(variable))
                places.environment += QLatin1StringView(variable) + u'=' + qEnvironmentVariable(variable);
        }
    }
    if (claudeDir != places.home + u"/.claude"_s)
        places.agentWords += {u"--claude-dir"_s, claudeDir};
    if (workspace != "default"_L1)
        places.agentWords += {u"--workspace"_s, workspace};
    return places;
}

} // namespace assay
