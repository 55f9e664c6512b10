// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "realwindow.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QStandardPaths>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int stepMs = 30'000;

// The one that Debian's Python modules belong to.
const QString python = u"/usr/bin/python3"_s;

void end(QProcess &process)
{
    if (process.state() == QProcess::NotRunning)
        return;
    process.terminate();
    if (!process.waitForFinished(30'000))
        process.kill();
    process.waitForFinished();
}

// The first line that it prints.
QString firstLine(QProcess &process)
{
    while (!process.canReadLine() && process.waitForReadyRead(stepMs)) {
    }
    return QString::fromUtf8(process.readLine().trimmed());
}

} // namespace

RealWindow::RealWindow(QString screenScript)
    : m_screenScript(std::move(screenScript))
    , m_environment(QProcessEnvironment::systemEnvironment())
{
    m_environment.remove(u"WAYLAND_DISPLAY"_s);
    m_environment.insert(u"QT_QPA_PLATFORM"_s, u"xcb"_s);
    m_environment.insert(u"QT_LINUX_ACCESSIBILITY_ALWAYS_ON"_s, u"1"_s);
}

RealWindow::~RealWindow()
{
    for (QProcess *each : {&m_program, &m_bus, &m_display})
        end(*each);
}

QString RealWindow::missing()
{
    for (const QString &program : {u"Xvfb"_s, u"xdotool"_s, u"dbus-daemon"_s, python}) {
        if (QStandardPaths::findExecutable(program).isEmpty())
            return program;
    }
    QProcess modules;
    modules.start(python, {u"-c"_s, u"import pyatspi"_s});
    modules.waitForFinished(stepMs);
    return modules.exitCode() == 0 ? QString() : u"pyatspi"_s;
}

QString RealWindow::startDisplay()
{
    m_display.start(u"Xvfb"_s,
                    {u"-displayfd"_s, u"1"_s, u"-screen"_s, u"0"_s, u"1440x900x24"_s, u"-nolisten"_s, u"tcp"_s});
    const QString number = firstLine(m_display);
    m_environment.insert(u"DISPLAY"_s, u':' + number);
    return number.isEmpty() ? u"Xvfb: "_s + QString::fromUtf8(m_display.readAllStandardError()) : QString();
}

QString RealWindow::startBus()
{
    m_bus.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--print-address"_s});
    const QString address = firstLine(m_bus);
    m_environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, address);
    return address.isEmpty() ? u"dbus-daemon: "_s + QString::fromUtf8(m_bus.readAllStandardError()) : QString();
}

QString RealWindow::start(const QStringList &words)
{
    if (const QString why = startDisplay(); !why.isEmpty())
        return why;
    m_bus.setProcessEnvironment(m_environment); // what it starts for others shows on that display
    if (const QString why = startBus(); !why.isEmpty())
        return why;
    m_program.setProcessEnvironment(m_environment);
    m_program.start(QFileInfo(assay::agentPath()).path() + u"/assay"_s, words);
    if (!m_program.waitForStarted(stepMs))
        return m_program.errorString();
    const auto found = run(u"xdotool"_s, {u"search"_s, u"--sync"_s, u"--onlyvisible"_s, u"--pid"_s,
                                          QString::number(m_program.processId())});
    m_window = QString::fromUtf8(found.out).section(u'\n', 0, 0);
    // Nobody manages the windows of this display, so nobody gives it the keys.
    static_cast<void>(run(u"xdotool"_s, {u"windowfocus"_s, u"--sync"_s, m_window}));
    return m_window.isEmpty() ? u"The window did not come: "_s + complaints() : QString();
}

assay::AgentRun RealWindow::run(const QString &program, const QStringList &words) const
{
    return assay::runProgram(program, words, m_environment, stepMs);
}

std::optional<QString> RealWindow::screen(const QStringList &words) const
{
    const auto ran = run(python, QStringList{m_screenScript} + words);
    if (ran.exitCode != 0)
        return std::nullopt;
    return QString::fromUtf8(ran.out.trimmed());
}

// Each look takes as long as assistive technology does to walk the window, so the clock counts, not the looks.
bool RealWindow::appears(const QString &name) const
{
    QElapsedTimer timer;
    timer.start();
    while (!screen({u"where"_s, name})) {
        if (timer.elapsed() > 2 * stepMs)
            return false;
    }
    return true;
}

bool RealWindow::click(const QString &name) const
{
    const auto place = appears(name) ? screen({u"where"_s, name}) : std::nullopt;
    if (!place)
        return false;
    const QStringList at = place->split(u' ');
    return run(u"xdotool"_s, {u"mousemove"_s, at.value(0), at.value(1), u"click"_s, u"1"_s}).exitCode == 0;
}

void RealWindow::key(const QString &name) const
{
    static_cast<void>(run(u"xdotool"_s, {u"key"_s, name}));
}

void RealWindow::picture(const QString &name) const
{
    const QString folder = qEnvironmentVariable("ASSAY_TEST_PICTURES");
    if (!folder.isEmpty() && QDir().mkpath(folder))
        static_cast<void>(run(u"import"_s, {u"-window"_s, u"root"_s, folder + u'/' + name + u".png"_s}));
}

QString RealWindow::complaints()
{
    return QString::fromUtf8(m_program.readAllStandardError());
}
