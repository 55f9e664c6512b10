// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/capturerouter.h"

#include "agent/verb/runrouter.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

namespace assay {

Result<Route> CaptureRouter::operator()(const ClientRun &run)
{
    if (auto read = readSettings(); !read)
        return tl::unexpected(read.error());
    const RunAsk ask{QString::fromStdString(run.sessionUuid), QFile::decodeName(run.cwd.c_str()),
                     QString::fromStdString(run.workspace)};
    const auto known = m_wentTo.constFind(ask.sessionUuid);
    const auto verdict = routeRun(m_dataDir, m_values, m_workspace, ask,
                                  known == m_wentTo.constEnd() ? std::nullopt : std::optional(*known),
                                  QDateTime::currentMSecsSinceEpoch());
    if (!verdict)
        return tl::unexpected(verdict.error());
    if (verdict->collect && !ask.cwd.isEmpty())
        m_wentTo.insert(ask.sessionUuid, verdict->workspace);
    return Route{verdict->collect, verdict->workspace == m_workspace ? QString() : verdict->workspace, verdict->reason};
}

// Again when the file is another one than before.
Result<> CaptureRouter::readSettings()
{
    const QFileInfo info(m_settings.path());
    const Stamp stamp{info.exists(), info.lastModified(), info.size()};
    if (m_read == stamp)
        return {};
    const auto loaded = m_settings.read();
    if (!loaded)
        return tl::unexpected(loaded.error());
    m_values = loaded->values;
    m_read = stamp;
    return {};
}

} // namespace assay
