// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The real coding agent at its work, with our hook wired by our install and our agent beside it, in a scratch home. The
// command of ASSAY_TEST_CLIENT is given --out, --client-version and --only; it leaves a home and a log of the hook
// calls below --out, and ends with 77 when it cannot get the client. ASSAY_TEST_CLIENTS: a folder that keeps the
// clients.

#include "tests/support/agentprocess.h"

#include <QProcess>
#include <QTemporaryDir>

class ClientRun {
public:
    ClientRun();
    ~ClientRun(); // ends the agent

    [[nodiscard]] static bool isWanted(); // ASSAY_TEST_CLIENT is set

    // For a client that says this version: hooks, then the agent. Empty = the newest.
    [[nodiscard]] bool prepare(const QString &version, const QStringList &installOptions = {});
    // These steps, with variables of their own; the exit code of the command.
    [[nodiscard]] int perform(const QString &steps, const QStringList &variables = {});
    // Nothing waits any more; then SIGTERM. False: it did not settle, or ended otherwise than with 0.
    [[nodiscard]] bool finish();

    [[nodiscard]] QString outDir() const { return m_folder.filePath(QStringLiteral("out")); }
    [[nodiscard]] QString dataDir() const { return m_folder.filePath(QStringLiteral("data")); }
    [[nodiscard]] QString claudeDir() const { return outDir() + QStringLiteral("/home/.claude"); }
    [[nodiscard]] QString storeFile(const QString &workspace = QStringLiteral("default")) const;
    // The settings that install wrote.
    [[nodiscard]] QString settingsFile() const { return claudeDir() + QStringLiteral("/settings.json"); }
    // "session|event" of each call that our hook was given, sorted.
    [[nodiscard]] QStringList callsOfHook() const;
    // What another hook beside ours was given, in all runs so far, one call a line.
    [[nodiscard]] QByteArray hookLog() const { return m_hookLog; }
    [[nodiscard]] QByteArray said() const { return m_said; } // by the last run of the command
    // Files of the data directory that hold these bytes.
    [[nodiscard]] QStringList filesWith(const QByteArray &bytes) const;

private:
    [[nodiscard]] QStringList places() const;
    [[nodiscard]] bool isSettled() const;
    [[nodiscard]] bool stepBackToOlderModes() const;
    QTemporaryDir m_folder;
    QString m_version;
    QProcess m_agent;
    QByteArray m_hookLog;
    QByteArray m_said;
};
