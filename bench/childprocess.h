// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Programs as a user starts them, with what the kernel says they used.

#include "models/data/error.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

#include <sys/types.h>

namespace assay {

struct ChildUse {
    int exitCode = -1; // 128 + signal when it was killed
    double wall = 0;   // s, from before the spawn until it was waited for
    double cpu = 0;    // s, user and system, of the process and the children it waited for
    QByteArray output;
};

// Runs to the end. Standard output goes to `outputFile`, which is replaced, and is handed back.
[[nodiscard]] Result<ChildUse> runChild(const QStringList &command, const QString &outputFile);

// The same; an exit code other than 0 is an error.
[[nodiscard]] Result<ChildUse> runWell(const QStringList &command, const QString &outputFile);

// Starts as many of them as asked, each reading that file, and waits for all: seconds from before the first start until
// each had ended, in that order. Nothing else may be running below this process.
[[nodiscard]] Result<QList<double>> runTogether(const QStringList &command, const QString &inputFile, int count);

// A program that runs until stopped. The destructor stops it.
class BackgroundChild final {
public:
    [[nodiscard]] Result<> start(const QStringList &command, const QString &outputFile);
    BackgroundChild() = default;
    ~BackgroundChild() { stop(); }
    BackgroundChild(const BackgroundChild &) = delete;
    BackgroundChild &operator=(const BackgroundChild &) = delete;

    void stop(); // SIGTERM, then waits
    [[nodiscard]] pid_t pid() const { return m_pid; }
    [[nodiscard]] bool isRunning();

private:
    pid_t m_pid = -1;
};

// CLOCK_MONOTONIC, which all processes share; ns.
[[nodiscard]] qint64 monotonicNs();
// Of this thread, of a process (-1 = not readable); s.
[[nodiscard]] double threadCpu();
[[nodiscard]] double processCpu(pid_t pid);
// Bytes this process asked the kernel to read, from /proc/self/io; -1 = not readable.
[[nodiscard]] qint64 bytesRead();

// Pss less file-backed pages (private bytes), of a process; -1 = not readable.
[[nodiscard]] qint64 privateBytes(pid_t pid);
[[nodiscard]] qint64 residentBytes(pid_t pid);

} // namespace assay
