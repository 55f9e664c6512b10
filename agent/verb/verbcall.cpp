// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/verbcall.h"

#include "agent/store/writerlock.h"
#include "models/data/store/database.h"
#include "models/data/store/migrations.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

QString absolute(const QString &path)
{
    return path.isEmpty() ? QString() : QDir::cleanPath(QFileInfo(path).absoluteFilePath());
}

QString firstOf(const QString &option, const char *variable, const QString &fallback)
{
    if (!option.isEmpty())
        return option;
    const QString value = qEnvironmentVariable(variable);
    return value.isEmpty() ? fallback : value;
}

QString belowHome(const QString &path)
{
    const QString home = homeFolder();
    return home.isEmpty() ? QString() : home + path;
}

QString defaultConfigFile(const Invocation &invocation, const DataDir &dataDir)
{
    if (invocation.has(u"data-dir"_s) || !qEnvironmentVariableIsEmpty("ASSAY_DATA_DIR"))
        return dataDir.path() + u"/config.json"_s;
    const QString given = qEnvironmentVariable("XDG_CONFIG_HOME");
    const QString base = QDir::isAbsolutePath(given) ? given : belowHome(u"/.config"_s);
    return base.isEmpty() ? QString() : base + u"/assay/config.json"_s;
}

// As a word of a shell.
QString quoted(const QString &word)
{
    static const QRegularExpression plain(u"\\A[A-Za-z0-9_./:=@%+-]+\\z"_s);
    if (plain.match(word).hasMatch())
        return word;
    QString escaped = word;
    return u'\'' + escaped.replace(u'\'', u"'\\''"_s) + u'\'';
}

} // namespace

Result<VerbCall> makeVerbCall(const Invocation &invocation, Console &console)
{
    auto dataDir = DataDir::locate(invocation.value(u"data-dir"_s));
    if (!dataDir)
        return tl::unexpected(dataDir.error());
    const QString workspace = firstOf(invocation.value(u"workspace"_s), "ASSAY_WORKSPACE_ID", u"default"_s);
    if (const auto file = dataDir->workspaceFile(workspace); !file)
        return tl::unexpected(file.error());
    const QString claudeDir = firstOf(invocation.value(u"claude-dir"_s), "CLAUDE_CONFIG_DIR", belowHome(u"/.claude"_s));
    const QString config = absolute(invocation.value(u"config"_s));
    return VerbCall{invocation,
                    console,
                    *dataDir,
                    workspace,
                    absolute(claudeDir),
                    config.isEmpty() ? UserRules(defaultConfigFile(invocation, *dataDir))
                                     : UserRules(config, UserRules::Named::Yes),
                    absolute(invocation.value(u"project-aliases"_s))};
}

QString VerbCall::command(const QString &words) const
{
    QString out = u"assay-agent "_s + words;
    for (const QString &option : {u"workspace"_s, u"data-dir"_s}) {
        if (const QString value = invocation.value(option); !value.isEmpty())
            out += u" --"_s + option + u' ' + quoted(value);
    }
    return out;
}

namespace {

// Readers know today's tables only, and only the one that writes may make them.
Result<Database> broughtUpToDate(const VerbCall &call, const QString &file)
{
    const auto lock = WriterLock::take(call.dataDir);
    if (!lock)
        return tl::unexpected(lock.error());
    if (const auto migrated = Database::open(file, Database::Mode::Writer); !migrated)
        return tl::unexpected(migrated.error());
    return Database::open(file, Database::Mode::Reader);
}

} // namespace

Result<Database> openReader(const VerbCall &call)
{
    const auto file = call.dataDir.workspaceFile(call.workspace);
    if (!file)
        return tl::unexpected(file.error());
    auto db = Database::open(*file, Database::Mode::Reader);
    if (!db && db.error().code == Error::Code::NotFound) {
        return fail(
            Error::Code::NotFound,
            u"Workspace \"%1\" holds nothing yet. Fill it with: %2"_s.arg(call.workspace, call.command(u"import"_s)),
            *file);
    }
    const bool isCurrent = !db || checkMigrated(*db, {}).has_value();
    if (isCurrent)
        return db;
    *db = Database();
    return broughtUpToDate(call, *file);
}

} // namespace assay
