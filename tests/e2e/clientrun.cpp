// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/e2e/clientrun.h"

#include "agent/install/hookwiring.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QStandardPaths>
#include <QTest>
#include <QVersionNumber>

#include <nlohmann/json.hpp>

using namespace assay;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

// In the place of our hook: notes which call came, then hands it on.
QByteArray notingHook(const QString &log, const QString &hook)
{
    const QString script = uR"(#!/bin/sh
payload=$(cat)
session=${payload#*\"session_id\":\"}
event=${payload#*\"hook_event_name\":\"}
echo "${session%%\"*}|${event%%\"*}" >>'%1'
printf %s "$payload" | '%2'
)"_s;
    return script.arg(log, hook).toUtf8();
}

// In the place of tmux, where the command starts the client that a person types into: these clients know the mode that
// asks before each call under its older name only, and end at once at the newer one.
QByteArray olderModeTmux(const QString &tmux)
{
    const QString script = uR"(#!/bin/sh
n=$#
while [ "$n" -gt 0 ]; do
  word=$1
  shift
  n=$((n - 1))
  case $word in *"--permission-mode manual"*)
    word="${word%%--permission-mode manual*}--permission-mode default${word#*--permission-mode manual}" ;;
  esac
  set -- "$@" "$word"
done
exec '%1' "$@"
)"_s;
    return script.arg(tmux).toUtf8();
}

constexpr auto programOfOwner = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;

} // namespace

ClientRun::ClientRun()
    : m_folder(QDir::tempPath() + u"/client-"_s)
{
}

ClientRun::~ClientRun()
{
    if (m_agent.state() == QProcess::NotRunning)
        return;
    m_agent.kill();
    m_agent.waitForFinished();
}

bool ClientRun::isWanted()
{
    return !qEnvironmentVariableIsEmpty("ASSAY_TEST_CLIENT");
}

QStringList ClientRun::places() const
{
    return {u"--data-dir"_s, dataDir(), u"--claude-dir"_s, claudeDir()};
}

QString ClientRun::storeFile(const QString &workspace) const
{
    return dataDir() + u"/workspaces/"_s + workspace + u".sqlite"_s;
}

bool ClientRun::prepare(const QString &version, const QStringList &installOptions)
{
    m_version = version;
    // What the stub of the client answers, which install asks for the events that it may wire.
    const QString newest = u"2.1.330"_s;
    const QString root = qEnvironmentVariable("ASSAY_TEST_ROOT");
    const QString told = root + u"/claude-version"_s;
    QDir(root + u"/home/.local"_s).removeRecursively(); // of the run before
    // With the stub of systemd nothing is started but by us.
    if (!QDir().mkpath(root + u"/systemd"_s) || !QDir().mkpath(claudeDir()) || !QDir().mkpath(dataDir()) ||
        !QFile::setPermissions(dataDir(), programOfOwner) ||
        !write(told, (version.isEmpty() ? newest : version).toUtf8() + " (Claude Code)\n"))
        return false;
    const auto installed =
        runAgent(QStringList{u"install"_s, u"--headless"_s, u"--only"_s, u"claude"_s} + installOptions + places());
    if (installed.exitCode != 0) {
        qWarning("%s", installed.err.constData());
        return false;
    }
    const QString hook = root + u"/home/.local/lib/assay/current/assay-hook"_s;
    const auto program = QFile::permissions(hook);
    if (!QFile::rename(hook, hook + u".real"_s) ||
        !write(hook, notingHook(m_folder.filePath(u"calls"_s), hook + u".real"_s)) ||
        !QFile::setPermissions(hook, program))
        return false;
    m_agent.setProcessChannelMode(QProcess::ForwardedChannels);
    m_agent.start(agentPath(), QStringList{u"run"_s} + places());
    return m_agent.waitForStarted() &&
           QTest::qWaitFor([this] { return QFile::exists(dataDir() + u"/capture-since"_s); }, 20'000);
}

bool ClientRun::stepBackToOlderModes() const
{
    const QString tmux = QStandardPaths::findExecutable(u"tmux"_s);
    const QString stub = m_folder.filePath(u"bin/tmux"_s);
    return tmux.isEmpty() || // nobody types
           (QDir(m_folder.path()).mkpath(u"bin"_s) && write(stub, olderModeTmux(tmux)) &&
            QFile::setPermissions(stub, programOfOwner));
}

int ClientRun::perform(const QString &steps, const QStringList &variables)
{
    if (!m_version.isEmpty() && !stepBackToOlderModes())
        return -1;
    QProcess command;
    QStringList environment = QProcess::systemEnvironment() + variables;
    if (const QString kept = qEnvironmentVariable("ASSAY_TEST_CLIENTS"); !kept.isEmpty())
        environment.append(u"RC_INSTALL_DIR="_s + kept + u'/' + (m_version.isEmpty() ? u"newest"_s : m_version));
    // A client so old drops settings that name an event it does not know: the other hook, too, is wired to these only.
    if (QVersionNumber::fromString(m_version) < QVersionNumber(2, 1, 120) && !m_version.isEmpty())
        environment.append(u"RC_EVENTS="_s + eventsOfEveryClient().join(u' '));
    if (!environment.join(u'\n').contains(u"RC_STEP_LIMIT"_s))
        environment.append(u"RC_STEP_LIMIT=300"_s);
    if (!m_version.isEmpty())
        environment.append(u"PATH="_s + m_folder.filePath(u"bin"_s) + u':' + qEnvironmentVariable("PATH"));
    command.setEnvironment(environment);
    command.setProcessChannelMode(QProcess::MergedChannels);
    command.start(qEnvironmentVariable("ASSAY_TEST_CLIENT"),
                  {u"--out"_s, outDir(), u"--client-version"_s, m_version.isEmpty() ? u"latest"_s : m_version,
                   u"--only"_s, steps});
    const bool ended = command.waitForFinished(1'200'000);
    if (!ended) {
        command.kill();
        command.waitForFinished();
    }
    m_said = command.readAll();
    m_hookLog += contentOf(outDir() + u"/hooks.jsonl"_s);
    return ended && command.exitStatus() == QProcess::NormalExit ? command.exitCode() : -1;
}

QStringList ClientRun::callsOfHook() const
{
    QStringList calls = QString::fromUtf8(contentOf(m_folder.filePath(u"calls"_s))).split(u'\n', Qt::SkipEmptyParts);
    calls.sort();
    return calls;
}

bool ClientRun::isSettled() const
{
    const json told = runAgent(QStringList{u"status"_s, u"--json"_s} + places()).json();
    return told.is_object() && told["agent"]["state"] == "running" && told["capture"]["queue_depth"] == 0 &&
           told["capture"]["spool_files"] == 0;
}

bool ClientRun::finish()
{
    const bool settled = QTest::qWaitFor([this] { return isSettled(); }, 60'000);
    m_agent.terminate();
    const bool ended = m_agent.waitForFinished(60'000);
    return settled && ended && m_agent.exitStatus() == QProcess::NormalExit && m_agent.exitCode() == 0;
}

QStringList ClientRun::filesWith(const QByteArray &bytes) const
{
    QStringList found;
    for (QDirIterator each(dataDir(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); each.hasNext();) {
        if (contentOf(each.next()).contains(bytes))
            found.append(each.filePath());
    }
    return found;
}
