// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agentprocess.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

QString uuidOf(const QString &session, int number)
{
    return session.left(24) + u"%1"_s.arg(number, 12, 10, QLatin1Char('0'));
}

json lineOf(const QString &session, int number, const char *type)
{
    return {
        {"type", type},
        {"uuid", uuidOf(session, number).toStdString()},
        {"parentUuid", number > 1 ? json(uuidOf(session, number - 1).toStdString()) : json()},
        {"sessionId", session.toStdString()},
        {"timestamp", QStringLiteral("2026-01-02T03:04:%1.000Z").arg(number, 2, 10, QLatin1Char('0')).toStdString()},
        {"cwd", "/home/dev/project"},
        {"version", "2.1.120"},
        {"userType", "external"},
        {"isSidechain", false}};
}

QByteArray written(const json &line)
{
    return QByteArray::fromStdString(line.dump());
}

} // namespace

AgentProcess::AgentProcess()
    : m_folder(QDir::tempPath() + u"/e2e-XXXXXX"_s)
{
}

AgentProcess::~AgentProcess()
{
    if (m_agent.state() == QProcess::NotRunning)
        return;
    m_agent.terminate();
    m_agent.waitForFinished(5000);
}

QString AgentProcess::program()
{
    return assay::agentPath();
}

QString AgentProcess::dataDir() const
{
    return m_folder.filePath(u"data"_s);
}

Ran AgentProcess::run(const QStringList &words, int timeoutMs) const
{
    return assay::runAgent(words + QStringList{u"--data-dir"_s, dataDir()}, timeoutMs);
}

bool AgentProcess::startAgent()
{
    m_agent.start(program(), {u"run"_s, u"--data-dir"_s, dataDir()});
    return QTest::qWaitFor(
        [this] {
            const auto told = run({u"status"_s, u"--json"_s}).json();
            return told.is_object() && told["agent"]["state"] == "running";
        },
        30'000);
}

QString AgentProcess::writeTranscript(const QString &session, const QByteArrayList &lines) const
{
    const QString folder = m_folder.filePath(u"claude"_s);
    const QString project = folder + u"/projects/-home-dev-project"_s;
    QDir().mkpath(project);
    QFile file(project + u'/' + session + u".jsonl"_s);
    if (file.open(QIODevice::WriteOnly))
        file.write(lines.join('\n') + '\n');
    return folder;
}

QByteArray promptLine(const QString &session, int number, const QString &text)
{
    json line = lineOf(session, number, "user");
    line["message"] = {{"role", "user"}, {"content", text.toStdString()}};
    return written(line);
}

QByteArray replyLine(const QString &session, int number, const QString &text)
{
    json line = lineOf(session, number, "assistant");
    line["requestId"] = "req_" + std::to_string(number);
    line["message"] = {{"id", "msg_" + session.left(8).toStdString() + std::to_string(number)},
                       {"type", "message"},
                       {"role", "assistant"},
                       {"model", "claude-sonnet-4-5"},
                       {"content", {{{"type", "text"}, {"text", text.toStdString()}}}},
                       {"stop_reason", "end_turn"},
                       {"usage", {{"input_tokens", 3}, {"output_tokens", 5}}}};
    return written(line);
}
