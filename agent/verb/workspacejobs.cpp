// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/workspacejobs.h"

#include "agent/ipc/jsonfield.h"
#include "agent/settings/settingsfile.h"
#include "agent/store/routes.h"
#include "agent/verb/runrouter.h"
#include "models/data/export/isotime.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

ordered_json textOrNull(const QString &text)
{
    return text.isEmpty() ? ordered_json() : ordered_json(text.toStdString());
}

} // namespace

Result<ordered_json> listWorkspaces(const DataDir &dataDir)
{
    const auto consents = Routes::consents(dataDir);
    if (!consents)
        return tl::unexpected(consents.error());
    ordered_json workspaces = ordered_json::array();
    const QDir folder(dataDir.path() + u"/workspaces"_s);
    for (const QFileInfo &each : folder.entryInfoList({u"*.sqlite"_s}, QDir::Files, QDir::Name)) {
        if (isWorkspaceName(each.completeBaseName())) {
            workspaces.push_back({{"name", each.completeBaseName().toStdString()},
                                  {"path", each.absoluteFilePath().toStdString()},
                                  {"bytes", each.size()}});
        }
    }
    ordered_json given = ordered_json::array();
    for (const WorkspaceConsent &each : *consents) {
        given.push_back({{"file", each.file.toStdString()},
                         {"workspace", each.workspace.toStdString()},
                         {"given_at", isoTime(each.givenAt)}});
    }
    return ordered_json{{"workspaces", workspaces}, {"consents", given}};
}

Result<ordered_json> consentToWorkspace(const DataDir &dataDir, const json &args)
{
    const QString folder = textField(args, "folder");
    const GateAnswer gate = gateOfFolder(QFile::encodeName(folder).constData());
    if (gate.proposedWorkspace[0] == '\0') {
        return fail(Error::Code::NotFound,
                    u"No .assay file in this folder or above it asks for a workspace. Nothing was changed."_s, folder);
    }
    const QString shown = textField(args, "to");
    if (!shown.isEmpty() && shown != QLatin1StringView(gate.proposedWorkspace)) {
        return fail(
            Error::Code::Usage,
            u"This file asks for the workspace %1 by now, not for %2. Nothing was changed. Look at it again."_s.arg(
                QString::fromLatin1(gate.proposedWorkspace), shown),
            QFile::decodeName(gate.proposedBy));
    }
    return Routes::open(dataDir)
        .and_then([&](Routes routes) {
            return routes.consent(QFile::decodeName(gate.proposedBy), QString::fromLatin1(gate.proposedWorkspace),
                                  QDateTime::currentMSecsSinceEpoch());
        })
        .and_then([&dataDir] { return listWorkspaces(dataDir); });
}

Result<ordered_json> revokeWorkspace(const DataDir &dataDir, const json &args)
{
    return Routes::open(dataDir)
        .and_then([&args](Routes routes) { return routes.revoke(textField(args, "file")); })
        .and_then([&dataDir] { return listWorkspaces(dataDir); });
}

Result<ordered_json> gateOfPath(const DataDir &dataDir, const SettingsFile &file, const QString &folder)
{
    const auto loaded = file.read();
    if (!loaded)
        return tl::unexpected(loaded.error());
    const QByteArray data = QFile::encodeName(dataDir.path());
    const QByteArray path = QFile::encodeName(folder);
    RouteFacts facts;
    facts.ignored = gateOfIgnoredFolders(data.constData(), path.constData());
    facts.folder = gateOfFolder(path.constData());
    facts.ignoredProject = ignoredProjectOf(folder, loaded->values.ignoredProjects);
    const auto consents = Routes::consents(dataDir);
    if (!consents)
        return tl::unexpected(consents.error());
    const QString proposed = QString::fromLatin1(facts.folder.proposedWorkspace);
    const QString proposedBy = QFile::decodeName(facts.folder.proposedBy);
    facts.proposalConsented = std::any_of(consents->begin(), consents->end(), [&](const WorkspaceConsent &each) {
        return each.file == proposedBy && each.workspace == proposed;
    });
    RunVerdict verdict = decideRun({}, facts);
    const GateAnswer pause = gateOfPause(data.constData(), QDateTime::currentMSecsSinceEpoch());
    if (verdict.collect && !pause.collect) {
        verdict.collect = false;
        verdict.reason = QString::fromUtf8(gateReasonName(pause.reason));
        verdict.text = QString::fromUtf8(gateReasonText(pause.reason));
        verdict.file = QFile::decodeName(pause.file);
    }
    return ordered_json{{"collect", verdict.collect},
                        {"reason", verdict.reason.toStdString()},
                        {"text", verdict.text.toStdString()},
                        {"file", textOrNull(verdict.file)},
                        {"workspace", textOrNull(verdict.workspace)},
                        {"proposed_workspace", textOrNull(proposed)},
                        {"proposed_by", textOrNull(proposedBy)},
                        {"consented", facts.proposalConsented}};
}

} // namespace assay
