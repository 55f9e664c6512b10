// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/runrouter.h"

#include "agent/store/projectidentity.h"
#include "agent/store/routes.h"

#include <algorithm>

#include <QFile>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

RunVerdict closed(const GateAnswer &gate)
{
    return {false,
            {},
            QString::fromUtf8(gateReasonName(gate.reason)),
            QString::fromUtf8(gateReasonText(gate.reason)),
            QFile::decodeName(gate.file)};
}

QString workspaceFor(const RunAsk &ask, const RouteFacts &facts)
{
    if (facts.wentTo)
        return *facts.wentTo;
    if (isWorkspaceName(ask.workspace))
        return ask.workspace;
    if (facts.folder.workspace[0] != '\0')
        return QString::fromLatin1(facts.folder.workspace);
    if (facts.proposalConsented && facts.folder.proposedWorkspace[0] != '\0')
        return QString::fromLatin1(facts.folder.proposedWorkspace);
    return facts.defaultWorkspace;
}

} // namespace

RunVerdict decideRun(const RunAsk &ask, const RouteFacts &facts)
{
    for (const GateAnswer *gate : {&facts.ignored, &facts.folder}) {
        if (!gate->collect)
            return closed(*gate);
    }
    if (!facts.ignoredProject.isEmpty()) {
        return {false,
                {},
                u"ignored-project"_s,
                u"The settings say that nothing of the project %1 is captured."_s.arg(facts.ignoredProject),
                {}};
    }
    return {true, workspaceFor(ask, facts), QString::fromUtf8(gateReasonName(GateReason::Open)),
            QString::fromUtf8(gateReasonText(GateReason::Open)), QFile::decodeName(facts.folder.file)};
}

QString ignoredProjectOf(const QString &folder, const QStringList &ignoredProjects)
{
    if (folder.isEmpty() || ignoredProjects.isEmpty())
        return {};
    const ProjectIdentity project = identifyFolder(rootOfWorktree(folder));
    const bool ignored = std::any_of(ignoredProjects.begin(), ignoredProjects.end(), [&project](const QString &each) {
        return each.compare(project.key, Qt::CaseInsensitive) == 0 ||
               each.compare(project.name(), Qt::CaseInsensitive) == 0 ||
               each.compare(project.owner() + u'/' + project.name(), Qt::CaseInsensitive) == 0;
    });
    return ignored ? project.key : QString();
}

Result<RunVerdict> routeRun(const DataDir &dataDir, const Settings &settings, const QString &defaultWorkspace,
                            const RunAsk &ask, const std::optional<QString> &wentTo, qint64 nowMs)
{
    const QByteArray cwd = QFile::encodeName(ask.cwd);
    RouteFacts facts;
    facts.defaultWorkspace = defaultWorkspace;
    facts.wentTo = wentTo;
    if (!cwd.isEmpty()) {
        facts.ignored = gateOfIgnoredFolders(QFile::encodeName(dataDir.path()).constData(), cwd.constData());
        facts.folder = gateOfFolder(cwd.constData());
        facts.ignoredProject = ignoredProjectOf(ask.cwd, settings.ignoredProjects);
    }
    // Where it goes is not decided for good before its folder is known.
    if (const RunVerdict early = decideRun(ask, facts); !early.collect || wentTo || cwd.isEmpty())
        return early;
    auto routes = Routes::open(dataDir);
    if (!routes)
        return tl::unexpected(routes.error());
    const auto before = routes->workspaceOf(ask.sessionUuid);
    if (!before)
        return tl::unexpected(before.error());
    facts.wentTo = *before;
    if (facts.folder.proposedWorkspace[0] != '\0') {
        const auto consented = routes->isConsented(QFile::decodeName(facts.folder.proposedBy),
                                                   QString::fromLatin1(facts.folder.proposedWorkspace));
        if (!consented)
            return tl::unexpected(consented.error());
        facts.proposalConsented = *consented;
    }
    const RunVerdict verdict = decideRun(ask, facts);
    if (!facts.wentTo) {
        if (auto remembered = routes->remember(ask.sessionUuid, verdict.workspace, nowMs); !remembered)
            return tl::unexpected(remembered.error());
    }
    return verdict;
}

} // namespace assay
