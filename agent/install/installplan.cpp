// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/install/installplan.h"

#include "agent/install/hookwiring.h"
#include "agent/install/shortrun.h"
#include "agent/install/textdiff.h"
#include "models/data/store/datadir.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

using Act = InstallStep::Act;

constexpr int commandTimeoutMs = 30'000;
constexpr auto programMode = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadGroup |
                             QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther;

Error failed(const QString &what, const QString &path)
{
    return {Error::Code::Failed, what, path};
}

Result<> makeFolderFor(const QString &path)
{
    const QString folder = QFileInfo(path).path();
    if (const auto guarded = guardTestRoot(folder); !guarded)
        return guarded;
    if (QFileInfo(folder).isDir() || QDir().mkpath(folder))
        return {};
    return fail(Error::Code::ReadOnly, u"This folder cannot be created. Nothing was written there."_s, folder);
}

// Beside its place first, so that a program that runs, or a half copy, is never in the way.
Result<> copyProgram(const InstallStep &step)
{
    if (auto made = makeFolderFor(step.path); !made)
        return made;
    const QString fresh = step.path + u".new"_s;
    QFile::remove(fresh);
    QFile source(step.source);
    if (!source.copy(fresh) || !QFile::setPermissions(fresh, programMode) ||
        rename(QFile::encodeName(fresh).constData(), QFile::encodeName(step.path).constData()) != 0) {
        const QString why = source.error() == QFile::NoError ? qt_error_string(errno) : source.errorString();
        QFile::remove(fresh);
        return tl::unexpected(failed(u"The program cannot be copied here (%1)."_s.arg(why), step.path));
    }
    return {};
}

Result<> setLink(const InstallStep &step)
{
    if (auto made = makeFolderFor(step.path); !made)
        return made;
    const QByteArray fresh = QFile::encodeName(step.path + u".new"_s);
    unlink(fresh.constData());
    if (symlink(QFile::encodeName(step.source).constData(), fresh.constData()) != 0 ||
        rename(fresh.constData(), QFile::encodeName(step.path).constData()) != 0)
        return tl::unexpected(failed(u"This link cannot be set (%1)."_s.arg(qt_error_string(errno)), step.path));
    return {};
}

Result<> removeTree(const InstallStep &step)
{
    if (auto guarded = guardTestRoot(step.path); !guarded)
        return guarded;
    // A link in its place is somebody's own doing: what it leads to is not ours.
    const QFileInfo info(step.path);
    if (info.isSymLink() ? QFile::remove(step.path) : QDir(step.path).removeRecursively())
        return {};
    return tl::unexpected(failed(u"Not everything in this folder could be removed."_s, step.path));
}

Result<> removeEmpty(const InstallStep &step)
{
    if (auto guarded = guardTestRoot(step.path); !guarded)
        return guarded;
    rmdir(QFile::encodeName(step.path).constData()); // somebody else's files in it are reason enough to leave it
    return {};
}

Result<> startAgent(const InstallStep &step)
{
    QProcess process;
    process.setProgram(step.command.first());
    process.setArguments(step.command.mid(1));
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    if (!step.path.isEmpty())
        process.setStandardErrorFile(step.path);
    if (process.startDetached())
        return {};
    return tl::unexpected(
        failed(u"The agent cannot be started (%1)."_s.arg(process.errorString()), step.command.first()));
}

void runProgram(const InstallStep &step, const ApplyDoors &doors)
{
    const ShortRun run = runShortly(step.command, commandTimeoutMs);
    if (run.succeeded())
        return;
    const QString said = QString::fromUtf8(run.err).trimmed();
    doors.onRemark(u"\"%1\" failed%2 The hooks work without it: what they hand over waits until an agent runs."_s.arg(
        step.command.join(u' '), said.isEmpty() ? u"."_s : u": "_s + said));
}

Result<> perform(const InstallStep &step, const ApplyDoors &doors)
{
    switch (step.act) {
    case Act::WriteFile:
        return makeFolderFor(step.file.path).and_then([&] { return replaceGuarded(step.file, step.after, step.mode); });
    case Act::RemoveFile:
        return removeGuarded(step.file);
    case Act::RemoveEmpty:
        return removeEmpty(step);
    case Act::CopyProgram:
        return copyProgram(step);
    case Act::SetLink:
        return setLink(step);
    case Act::RemoveTree:
        return removeTree(step);
    case Act::RunProgram:
        runProgram(step, doors);
        return {};
    case Act::StartAgent:
        return startAgent(step);
    case Act::StopAgent:
        return doors.stopAgent();
    }
    return {};
}

QString actionOf(const InstallStep &step)
{
    switch (step.act) {
    case Act::WriteFile:
        return step.file.bytes ? u"change"_s : u"create"_s;
    case Act::RemoveFile:
    case Act::RemoveEmpty:
    case Act::RemoveTree:
        return u"remove"_s;
    case Act::CopyProgram:
        return u"create"_s;
    case Act::SetLink:
        return u"link"_s;
    case Act::RunProgram:
        return u"run"_s;
    case Act::StartAgent:
        return u"start"_s;
    case Act::StopAgent:
        return u"stop"_s;
    }
    return {};
}

} // namespace

QByteArray InstallPlan::hash() const
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto add = [&hash](const QByteArray &bytes) {
        hash.addData(QByteArray::number(bytes.size()) + ':');
        hash.addData(bytes);
    };
    for (const InstallStep &step : steps) {
        add(QByteArray::number(static_cast<int>(step.act)));
        for (const QString &text : QStringList{step.kind, step.path, step.file.path, step.source} + step.command)
            add(text.toUtf8());
        add(step.file.bytes ? '+' + *step.file.bytes : QByteArray("-"));
        add(step.after);
    }
    return hash.result().toHex();
}

QList<ShownChange> shownChanges(const InstallPlan &plan)
{
    QList<ShownChange> shown;
    for (const InstallStep &step : plan.steps) {
        ShownChange change{step.path, step.kind, actionOf(step), {}};
        if (!step.command.isEmpty())
            change.file = QFile::decodeName(shellCommand(step.command));
        // A backup shows nothing that is not there already.
        const bool isText = step.act == Act::WriteFile || step.act == Act::RemoveFile;
        if (isText && step.kind != "backup"_L1 && step.kind != "record"_L1)
            change.diff = unifiedDiff(step.file.bytes.value_or(QByteArray()), step.after);
        shown.append(change);
    }
    return shown;
}

Result<> applyPlan(const InstallPlan &plan, const ApplyDoors &doors)
{
    for (const InstallStep &step : plan.steps) {
        if (auto done = perform(step, doors); !done)
            return done;
    }
    return {};
}

} // namespace assay
