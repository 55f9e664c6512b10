// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/install/userservice.h"

#include "agent/install/shortrun.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// A word of ExecStart= or Environment=.
QString unitWord(QString word)
{
    word.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s).replace(u'%', u"%%"_s).replace(u'$', u"$$"_s);
    const bool plain = !word.contains(u' ') && !word.contains(u'\t') && !word.contains(u'\'') && !word.contains(u'"') &&
                       !word.contains(u';') && !word.isEmpty();
    return plain ? word : u'"' + word + u'"';
}

// A word of Exec= in a desktop entry.
QString entryWord(QString word)
{
    const bool plain = [&word] {
        for (const QChar c : word) {
            if (!c.isLetterOrNumber() && !u"/._-+:@,="_s.contains(c))
                return false;
        }
        return !word.isEmpty();
    }();
    if (plain)
        return word;
    // Quoted for Exec, then once more as a string of the file.
    for (const QChar c : u"\\\"`$"_s)
        word.replace(c, u"\\"_s + c);
    word.replace(u'%', u"%%"_s).replace(u'\\', u"\\\\"_s);
    return u'"' + word + u'"';
}

QString pathWord(QString path)
{
    return path.startsWith("%h/"_L1) ? path : path.replace(u'%', u"%%"_s);
}

QString joined(const AgentStart &start, QString (*word)(QString))
{
    QStringList words = {word(start.program), u"run"_s};
    for (const QString &each : start.words)
        words.append(word(each));
    return words.join(u' ');
}

bool answersYes(const QStringList &words)
{
    return runShortly(QStringList{u"systemctl"_s, u"--user"_s, u"--quiet"_s} + words).succeeded();
}

} // namespace

QByteArray serviceUnit(const AgentStart &start)
{
    QString environment;
    for (const QString &each : start.environment)
        environment += u"Environment="_s + unitWord(each).replace(u"$$"_s, u"$"_s) + u'\n';
    return (u"[Unit]\n"
            "Description=Assay: captures the sessions of coding agents\n"
            "Documentation=man:assay-agent(1)\n"
            "StartLimitIntervalSec=60\n"
            "StartLimitBurst=5\n"
            "\n"
            "[Service]\n"
            "Type=notify\n"
            "NotifyAccess=main\n"
            "ExecStart="_s +
            joined(start, unitWord) + u'\n' + environment +
            u"Restart=on-failure\n"
            "RestartSec=2\n"
            // Wrong usage, and another agent that has the data directory: starting again would change neither.
            "RestartPreventExitStatus=2 75\n"
            "TimeoutStopSec=10\n"
            "WatchdogSec=60\n"
            // No idle class for the disk: a transcript has to be in the store within a second while everything builds.
            "Nice=5\n"
            "MemoryHigh=300M\n"
            "NoNewPrivileges=yes\n"
            "UMask=0077\n"
            "\n"
            "[Install]\n"
            "WantedBy=default.target\n"_s)
        .toUtf8();
}

QByteArray pathUnit(const AgentStart &start)
{
    return (u"[Unit]\n"
            "Description=Assay: events of coding agents wait to be read\n"
            "Documentation=man:assay-agent(1)\n"
            "\n"
            "[Path]\n"
            "DirectoryNotEmpty="_s +
            pathWord(start.spool) +
            u"\n"
            "\n"
            "[Install]\n"
            "WantedBy=default.target\n"_s)
        .toUtf8();
}

QByteArray autostartEntry(const AgentStart &start)
{
    QString exec = joined(start, entryWord);
    if (!start.environment.isEmpty()) {
        QStringList words = {u"env"_s};
        for (const QString &each : start.environment)
            words.append(entryWord(each));
        exec.prepend(words.join(u' ') + u' ');
    }
    return (u"[Desktop Entry]\n"
            "Type=Application\n"
            "Name=Assay agent\n"
            "Comment=Captures the sessions of coding agents\n"
            "Exec="_s +
            exec +
            u"\n"
            "Terminal=false\n"
            "NoDisplay=true\n"
            "X-GNOME-Autostart-enabled=true\n"_s)
        .toUtf8();
}

AgentStart packagedStart(const QString &program)
{
    return {program, {}, {}, u"%h/.local/share/assay/spool/new"_s};
}

UserServiceState userServiceState()
{
    UserServiceState state;
    state.managerRuns = answersYes({u"show-environment"_s});
    if (!state.managerRuns)
        return state;
    state.enabled = answersYes({u"is-enabled"_s, QLatin1StringView(agentServiceName)}) &&
                    answersYes({u"is-enabled"_s, QLatin1StringView(agentPathName)});
    state.active = answersYes({u"is-active"_s, QLatin1StringView(agentServiceName)});
    return state;
}

} // namespace assay
