// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/ipc/jsonfield.h"
#include "agent/verb/agentcall.h"
#include "agent/verb/console.h"
#include "agent/verb/terminaltext.h"
#include "agent/verb/verbcall.h"
#include "agent/verb/verbs.h"
#include "agent/verb/workspacejobs.h"

#include <nlohmann/json.hpp>

#include <QDir>
#include <QFileInfo>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

QString cleanAbsolute(const QString &path)
{
    return QDir::cleanPath(QFileInfo(path).absoluteFilePath());
}

Result<ordered_json> workspaces(const VerbCall &call)
{
    const bool consents = call.invocation.has(u"consent"_s);
    const bool revokes = call.invocation.has(u"revoke"_s);
    if (consents && revokes)
        return fail(Error::Code::Usage, u"--consent and --revoke exclude each other."_s);
    if (call.invocation.has(u"to"_s) && !consents)
        return fail(Error::Code::Usage, u"--to goes with --consent."_s);
    if (consents) {
        const std::string folder = cleanAbsolute(call.invocation.value(u"consent"_s)).toStdString();
        const std::string to = call.invocation.value(u"to"_s).toStdString();
        return performJob(call, u"workspaces.consent"_s, json{{"folder", folder}, {"to", to}});
    }
    if (revokes) {
        const std::string file = cleanAbsolute(call.invocation.value(u"revoke"_s)).toStdString();
        return performJob(call, u"workspaces.revoke"_s, json{{"file", file}});
    }
    return listWorkspaces(call.dataDir);
}

} // namespace

Result<int> runWorkspaces(const VerbCall &call)
{
    const auto done = workspaces(call);
    if (!done)
        return tl::unexpected(done.error());
    if (call.json()) {
        call.console.document(*done);
        return 0;
    }
    const json result = *done;
    QList<QStringList> rows;
    for (const json &each : result.value("workspaces", json::array()))
        rows.append({oneLine(textField(each, "name")), localSize(numberField(each, "bytes"))});
    for (const json &each : result.value("consents", json::array()))
        rows.append({oneLine(textField(each, "workspace")), u"chosen by "_s + oneLine(textField(each, "file"))});
    if (rows.isEmpty())
        call.console.remark(u"There is no workspace yet."_s);
    else
        call.console.text(alignedTable(rows));
    return 0;
}

} // namespace assay
