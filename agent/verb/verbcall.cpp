// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/verbcall.h"

#include "models/data/store/database.h"

#include <QDir>
#include <QFileInfo>

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

QString defaultConfigFile(const Invocation &invocation, const DataDir &dataDir)
{
    if (invocation.has(u"data-dir"_s) || !qEnvironmentVariableIsEmpty("ASSAY_DATA_DIR"))
        return dataDir.path() + u"/config.json"_s;
    return firstOf({}, "XDG_CONFIG_HOME", QDir::homePath() + u"/.config"_s) + u"/assay/config.json"_s;
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
    const QString claudeDir =
        firstOf(invocation.value(u"claude-dir"_s), "CLAUDE_CONFIG_DIR", QDir::homePath() + u"/.claude"_s);
    QString config = absolute(invocation.value(u"config"_s));
    if (config.isEmpty())
        config = defaultConfigFile(invocation, *dataDir);
    return VerbCall{invocation,
                    console,
                    *dataDir,
                    workspace,
                    absolute(claudeDir),
                    config,
                    absolute(invocation.value(u"project-aliases"_s))};
}

Result<Database> openReader(const VerbCall &call)
{
    const auto file = call.dataDir.workspaceFile(call.workspace);
    if (!file)
        return tl::unexpected(file.error());
    auto db = Database::open(*file, Database::Mode::Reader);
    if (!db && db.error().code == Error::Code::NotFound) {
        return fail(Error::Code::NotFound,
                    u"Workspace \"%1\" holds nothing yet. Fill it with assay-agent import."_s.arg(call.workspace),
                    *file);
    }
    return db;
}

} // namespace assay
