// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/childprocess.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QFile>

extern char **environ;

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

double seconds(const timeval &time)
{
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

Result<pid_t> spawn(const QStringList &command, const QString &outputFile, const QString &inputFile = u"/dev/null"_s)
{
    std::vector<QByteArray> words;
    for (const QString &word : command)
        words.push_back(QFile::encodeName(word));
    std::vector<char *> argv;
    for (QByteArray &word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    const QByteArray output = QFile::encodeName(outputFile);
    const QByteArray input = QFile::encodeName(inputFile);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input.constData(), O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output.constData(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    pid_t pid = -1;
    const int failed = posix_spawn(&pid, argv.front(), &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0)
        return fail(Error::Code::Failed,
                    u"The program could not be started: %1."_s.arg(QString::fromLocal8Bit(std::strerror(failed))),
                    command.constFirst());
    return pid;
}

qint64 kilobytesOf(pid_t pid, const char *key)
{
    QFile file(u"/proc/%1/smaps_rollup"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith(key))
            return line.mid(qsizetype(qstrlen(key))).simplified().split(' ').constFirst().toLongLong();
    }
    return -1;
}

} // namespace

Result<ChildUse> runChild(const QStringList &command, const QString &outputFile)
{
    const qint64 before = monotonicNs();
    const auto pid = spawn(command, outputFile);
    if (!pid)
        return tl::unexpected(pid.error());
    int status = 0;
    rusage used{};
    while (wait4(*pid, &status, 0, &used) < 0) {
        if (errno != EINTR)
            return fail(Error::Code::Failed, u"The program got lost."_s, command.constFirst());
    }
    ChildUse use;
    use.wall = static_cast<double>(monotonicNs() - before) / 1e9;
    use.cpu = seconds(used.ru_utime) + seconds(used.ru_stime);
    use.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    QFile file(outputFile);
    if (file.open(QIODevice::ReadOnly))
        use.output = file.readAll();
    return use;
}

Result<ChildUse> runWell(const QStringList &command, const QString &outputFile)
{
    auto use = runChild(command, outputFile);
    if (use && use->exitCode != 0)
        return fail(Error::Code::Failed,
                    u"\"%1\" ended with exit code %2."_s.arg(command.mid(1, 2).join(u' ')).arg(use->exitCode),
                    command.constFirst());
    return use;
}

Result<QList<double>> runTogether(const QStringList &command, const QString &inputFile, int count)
{
    const qint64 before = monotonicNs();
    for (int i = 0; i < count; ++i) {
        if (const auto pid = spawn(command, u"/dev/null"_s, inputFile); !pid)
            return tl::unexpected(pid.error());
    }
    QList<double> ends;
    for (int i = 0; i < count; ++i) {
        int status = 0;
        while (wait(&status) < 0) {
            if (errno != EINTR)
                return fail(Error::Code::Failed, u"The program got lost."_s, command.constFirst());
        }
        if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
            return fail(Error::Code::Failed, u"The program failed."_s, command.constFirst());
        ends += static_cast<double>(monotonicNs() - before) / 1e9;
    }
    return ends;
}

Result<> BackgroundChild::start(const QStringList &command, const QString &outputFile)
{
    stop();
    const auto pid = spawn(command, outputFile);
    if (!pid)
        return tl::unexpected(pid.error());
    m_pid = *pid;
    return {};
}

void BackgroundChild::stop()
{
    if (m_pid < 0)
        return;
    kill(m_pid, SIGTERM);
    while (waitpid(m_pid, nullptr, 0) < 0 && errno == EINTR) {
    }
    m_pid = -1;
}

bool BackgroundChild::isRunning()
{
    if (m_pid < 0 || waitpid(m_pid, nullptr, WNOHANG) == 0)
        return m_pid >= 0;
    m_pid = -1;
    return false;
}

qint64 monotonicNs()
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return qint64{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

double threadCpu()
{
    rusage used{};
    getrusage(RUSAGE_THREAD, &used);
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

double processCpu(pid_t pid)
{
    clockid_t clock = 0;
    timespec used{};
    if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &used) != 0)
        return -1;
    return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

qint64 bytesRead()
{
    QFile file(u"/proc/self/io"_s);
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    const QByteArray first = file.readLine();
    return first.startsWith("rchar: ") ? first.mid(7).trimmed().toLongLong() : -1;
}

qint64 privateBytes(pid_t pid)
{
    const qint64 whole = kilobytesOf(pid, "Pss:");
    const qint64 files = kilobytesOf(pid, "Pss_File:");
    return whole < 0 || files < 0 ? -1 : (whole - files) * 1024;
}

qint64 residentBytes(pid_t pid)
{
    const qint64 whole = kilobytesOf(pid, "Rss:");
    return whole < 0 ? -1 : whole * 1024;
}

} // namespace assay
