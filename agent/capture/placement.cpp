// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/capture/placement.h"

#include "agent/capture/folderstretch.h"
#include "agent/store/exclusions.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

QString gateReason(const Route &route)
{
    return u"gate:"_s + route.reason.left(200);
}

Result<std::optional<QString>> Placement::whereKnown(const ClientRun &run, Place *place)
{
    QStringList names = m_tools.lanes.workspaces();
    names.removeAll(m_tools.workspace);
    names.prepend(m_tools.workspace);
    for (const QString &name : names) {
        const auto lane = m_tools.lanes.existing(name);
        if (!lane && name != m_tools.workspace) { // a damaged or newer one keeps nothing from the others
            m_memory.note(lane.error().path.toStdString(), lane.error());
            continue;
        }
        if (!lane)
            return tl::unexpected(lane.error());
        if (*lane == nullptr)
            continue;
        Statement source((*lane)->database, u"SELECT cursor, cwd FROM source LEFT JOIN session ON session.id = "
                                            "session_id WHERE path = ?"_s);
        source.bind(pathText(run.transcriptPath));
        if (source.next()) {
            if (place) {
                place->cursor = source.integer(0);
                place->folder = source.text(1).toStdString();
                place->isKnown = true;
            }
            return name;
        }
        source.finish();
        Statement session((*lane)->database, u"SELECT cwd FROM session WHERE uuid = ?"_s);
        if (session.bind(QString::fromStdString(run.sessionUuid)).next()) {
            if (place)
                place->folder = session.text(0).toStdString();
            return name;
        }
        session.finish();
        const auto presence =
            (*lane)->presence.find(QString::fromStdString(run.agent), QString::fromStdString(run.sessionUuid));
        if (!presence)
            return tl::unexpected(presence.error());
        if (*presence)
            return name;
    }
    return std::nullopt;
}

Result<QString> Placement::workspaceOf(const ClientRun &run)
{
    const auto route = m_tools.router(run);
    if (!route)
        return tl::unexpected(route.error());
    const QString wanted = route->workspace.isEmpty() ? m_tools.workspace : route->workspace;
    return whereKnown(run, nullptr).map([&wanted](const std::optional<QString> &name) {
        return name.value_or(wanted);
    });
}

Result<Place> Placement::placeOf(const SourceFile &file, bool hasWaited)
{
    ClientRun run;
    if (const auto told = m_memory.runs.find(file.fileSessionId); told != m_memory.runs.end())
        run = told->second;
    run.agent = file.agent;
    run.sessionUuid = file.fileSessionId;
    run.transcriptPath = file.path;
    Place place;
    const auto known = whereKnown(run, &place);
    if (!known)
        return tl::unexpected(known.error());
    if (!run.cwd.empty())
        place.folder = run.cwd;
    const auto route = routeOf(file, run, hasWaited, place);
    if (!route)
        return tl::unexpected(route.error());
    place.collect = route->collect;
    // A session stays where it is: two stores never share one, and the cursor is that store's.
    place.workspace = known->value_or(route->workspace.isEmpty() ? m_tools.workspace : route->workspace);
    if (!route->collect)
        place.reason = gateReason(*route);
    return place;
}

// By the folders that the lines say; only where they say none by what else is known.
Result<Route> Placement::routeOf(const SourceFile &file, ClientRun run, bool hasWaited, Place &place)
{
    place.from = place.cursor <= file.size ? place.cursor : 0;
    bool wasClosed = false;
    if (file.layout == SourceContext::Layout::Session) {
        const GatedPlace gated = m_tools.exclusions.gatedPlace(file.fileSessionId, place.from);
        wasClosed = gated.isClosed;
        place.from = gated.byte;
    }
    const auto stretch = findStretch({file, place.from, wasClosed, hasWaited, run}, m_tools.router);
    if (!stretch)
        return tl::unexpected(stretch.error());
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    place.end = stretch->end;
    place.goesOn = stretch->goesOn;
    place.waits = stretch->waits;
    place.startedAt = stretch->startedAt < 0 ? now : stretch->startedAt;
    place.endedAt = stretch->endedAt < 0 ? now : stretch->endedAt;
    if (stretch->isKnown)
        return stretch->route;
    if (wasClosed)
        return Route{false, {}, u"as before"_s};
    run.cwd = place.folder;
    if (!run.cwd.empty() || file.isSettled())
        return m_tools.router(run);
    // Nobody says where it was written, and what gates would say of it: nothing of it is read until somebody does.
    place.waits = place.waits || place.end > place.from;
    place.end = place.from;
    return Route();
}

} // namespace assay
