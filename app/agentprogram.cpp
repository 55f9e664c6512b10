// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/agentprogram.h"

#include "app/agentunit.h"
#include "models/data/store/datadir.h"

#include <algorithm>
#include <atomic>

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

QString logFile(const DataDir &dataDir)
{
    return dataDir.path() + u"/agent.log"_s;
}

} // namespace

QString findAgentProgram()
{
    const QString here = QCoreApplication::applicationDirPath();
    for (const QString &folder : {here, here + u"/../libexec"_s, here + u"/../libexec/assay"_s}) {
        const QFileInfo program(folder + u"/assay-agent"_s);
        if (program.isExecutable())
            return program.canonicalFilePath();
    }
    return QStandardPaths::findExecutable(u"assay-agent"_s);
}

Result<> startAgent(const DataDir &dataDir, const QString &workspace, const QString &claudeDir)
{
    const QString program = findAgentProgram();
    if (program.isEmpty()) {
        return fail(Error::Code::NotFound,
                    u"The program assay-agent is not installed beside this one, nor in PATH. Your sessions "
                    "can be read, but nothing new is imported. Install it again."_s);
    }
    if (auto created = dataDir.create(); !created)
        return created;
    // Asked once: one that is started and does not answer gets no second chance to keep the window waiting.
    static std::atomic<bool> asked = false;
    if (!asked.exchange(true) && startAgentUnit(dataDir, workspace, claudeDir))
        return {};
    QProcess process;
    process.setProgram(program);
    QStringList words = {u"run"_s, u"--workspace"_s, workspace, u"--claude-dir"_s, claudeDir};
    // Of the usual directory it reads the settings that the verbs read too; naming it would mean those inside it.
    if (const auto usual = DataDir::locate(); !usual || usual->path() != dataDir.path())
        words += {u"--data-dir"_s, dataDir.path()};
    process.setArguments(words);
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(logFile(dataDir));
    if (!process.startDetached())
        return fail(Error::Code::Failed,
                    u"The agent cannot be started (%1). Nothing was changed."_s.arg(process.errorString()), program);
    return {};
}

QString lastAgentComplaint(const DataDir &dataDir)
{
    QFile file(logFile(dataDir));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    // The end is enough, and the log of an agent that kept failing may be long.
    constexpr qint64 most = 8 * 1024;
    file.seek(std::max<qint64>(0, file.size() - most));
    const QStringList lines = QString::fromUtf8(file.read(most)).split(u'\n', Qt::SkipEmptyParts);
    QString last = lines.isEmpty() ? QString() : lines.last();
    const QString prefix = u"assay-agent: "_s;
    return last.startsWith(prefix) ? last.mid(prefix.size()) : last;
}

} // namespace assay
