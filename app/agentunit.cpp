// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/agentunit.h"

#include "models/data/store/datadir.h"

#include <QDir>
#include <QProcess>
#include <QRegularExpression>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int askMs = 2000;
constexpr int startMs = 5000; // it says that it is ready before it migrates anything

// What systemctl says; null when it cannot be asked or refuses.
QString systemctl(const QStringList &words, int patienceMs)
{
    QProcess process;
    process.setProgram(u"systemctl"_s);
    process.setArguments(QStringList{u"--user"_s} + words);
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(QIODevice::ReadOnly);
    const bool ended = process.waitForFinished(patienceMs);
    if (!ended) {
        process.kill();
        process.waitForFinished();
    }
    if (!ended || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        return {};
    return u""_s + QString::fromUtf8(process.readAllStandardOutput());
}

// Enabled, and what it starts is the agent with nothing said: the usual data directory, workspace and client.
bool isEnabledAsUsual(const QString &unit)
{
    static const QRegularExpression plain(u"argv\\[\\]=\\S+/assay-agent run ;"_s);
    const QStringList lines = unit.split(u'\n');
    return lines.contains(u"UnitFileState=enabled"_s) && lines.contains(u"Environment="_s) && unit.contains(plain);
}

} // namespace

bool startAgentUnit(const DataDir &dataDir, const QString &workspace, const QString &claudeDir)
{
    const auto usual = DataDir::locate();
    const bool isUsual = usual && usual->path() == dataDir.path() && workspace == "default"_L1 &&
                         qEnvironmentVariableIsEmpty("ASSAY_DATA_DIR") &&
                         QDir::cleanPath(claudeDir) == QDir::homePath() + u"/.claude"_s;
    if (!isUsual)
        return false;
    const QString name = u"assay-agent.service"_s;
    const QString unit = systemctl(
        {u"show"_s, u"--property=UnitFileState"_s, u"--property=Environment"_s, u"--property=ExecStart"_s, name},
        askMs);
    return isEnabledAsUsual(unit) && !systemctl({u"start"_s, name}, startMs).isNull();
}

} // namespace assay
