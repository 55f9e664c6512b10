// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Runs the programs under test, in a data directory of its own.

#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

#include <nlohmann/json.hpp>

#include "tests/support/agentprocess.h"

using Ran = assay::AgentRun;

class AgentProcess final {
public:
    AgentProcess();
    ~AgentProcess(); // ends the agent if one was started

    // A verb, with --data-dir; waits for its end.
    [[nodiscard]] Ran run(const QStringList &words, int timeoutMs = 60000) const;
    // The same words with --json.
    [[nodiscard]] Ran json(const QStringList &words) const
    {
        return run(words + QStringList{QStringLiteral("--json")});
    }
    // assay-agent run; true once it answers.
    [[nodiscard]] bool startAgent();
    [[nodiscard]] QProcess &agent() { return m_agent; }

    [[nodiscard]] QString dataDir() const;
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] static QString program();
    // A file that looks like a transcript, with these lines; returns the folder to import.
    [[nodiscard]] QString writeTranscript(const QString &session, const QByteArrayList &lines) const;

private:
    QTemporaryDir m_folder;
    QProcess m_agent;
};

// Lines as the client writes them, with what matters in a test.
[[nodiscard]] QByteArray promptLine(const QString &session, int number, const QString &text);
[[nodiscard]] QByteArray replyLine(const QString &session, int number, const QString &text);
