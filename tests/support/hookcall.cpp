// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/hookcall.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>

namespace assay::test {

using namespace Qt::Literals::StringLiterals;

HookEnd callHook(const HookCall &call)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (auto it = call.environment.begin(); it != call.environment.end(); ++it)
        environment.insert(it.key(), it.value());
    for (const QString &name : call.unset)
        environment.remove(name);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    if (!call.folder.isEmpty())
        process.setWorkingDirectory(call.folder);
    const QStringList command = call.through + QStringList{hookProgram()};
    process.start(command.first(), command.mid(1));
    process.write(call.payload);
    process.closeWriteChannel();
    HookEnd end;
    end.ended =
        process.waitForFinished(30000) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    end.said = process.readAll();
    return end;
}

bool isSilent(const HookEnd &end)
{
    if (!end.said.isEmpty())
        qWarning("it said: %s", end.said.constData());
    return end.ended && end.said.isEmpty();
}

QString hookProgram()
{
    return qEnvironmentVariable("ASSAY_TEST_HOOK");
}

QByteArray hookPayload(const QString &event, const nlohmann::json &more)
{
    nlohmann::json payload = {{"session_id", "5d1f0c5e-0000-4000-8000-000000000001"},
                              {"transcript_path", "/nowhere/at/all.jsonl"},
                              {"cwd", QDir::currentPath().toStdString()},
                              {"hook_event_name", event.toStdString()}};
    payload.update(more);
    return QByteArray::fromStdString(payload.dump());
}

QList<SpooledCall> spooledCalls(const QString &dataDir)
{
    QList<SpooledCall> calls;
    const QDir folder(dataDir + u"/spool/new"_s);
    for (const QString &name : folder.entryList(QDir::Files | QDir::Hidden, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        SpooledCall call;
        call.name = name;
        call.bytes = file.readAll();
        const qsizetype end = call.bytes.indexOf('\n');
        const QByteArray line = call.bytes.left(end);
        call.header = nlohmann::json::parse(line.begin(), line.end(), nullptr, false);
        call.content = end < 0 ? QByteArray() : call.bytes.mid(end + 1);
        calls.append(call);
    }
    return calls;
}

qsizetype spooledCount(const QString &dataDir)
{
    return QDir(dataDir + u"/spool/new"_s).entryList(QDir::Files | QDir::Hidden).size();
}

qsizetype unfinishedCount(const QString &dataDir)
{
    return QDir(dataDir + u"/spool/tmp"_s).entryList(QDir::Files | QDir::Hidden).size();
}

} // namespace assay::test
