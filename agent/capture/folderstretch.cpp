// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/capture/folderstretch.h"

#include <algorithm>

#include "agent/read/linefolder.h"
#include "agent/store/wholelines.h"

namespace assay {

namespace {

class StretchSearch {
public:
    StretchSearch(const StretchAsk &ask, const Router &router)
        : m_ask(ask)
        , m_router(router)
        , m_lines(ask.file.path, ask.from)
        , m_run(ask.run)
        , m_behindSaid(ask.from)
    {
        m_stretch.end = ask.from;
    }

    Result<FolderStretch> find()
    {
        std::string_view line;
        while (!m_stretch.goesOn && m_lines.next(line)) {
            if (auto taken = take(m_said.of(line)); !taken)
                return tl::unexpected(taken.error());
        }
        if (!m_stretch.goesOn)
            endWithFile();
        return m_stretch;
    }

private:
    Result<> take(const std::string &folder)
    {
        if (folder.empty() || (m_stretch.isKnown && folder == m_run.cwd)) {
            takeLine(!folder.empty());
            return {};
        }
        m_run.cwd = folder;
        m_run.entrypoint = m_said.entrypoint();
        if (m_run.sessionUuid.empty())
            m_run.sessionUuid = m_said.sessionId();
        const auto route = m_router(m_run);
        if (!route)
            return tl::unexpected(route.error());
        // What stands before the first folder may still be of a run that was left out.
        const bool isBehindClosed = !m_stretch.isKnown && m_ask.wasClosed && m_lines.offset() > m_ask.from;
        if (!m_stretch.isKnown)
            m_stretch.route = *route;
        m_stretch.isKnown = true;
        if (isBehindClosed && route->collect) {
            m_stretch.route = {false, {}, QStringLiteral("as before")};
            goOnAt(m_lines.offset());
        } else if (route->collect != m_stretch.route.collect) {
            goOnAt(m_stretch.route.collect ? m_behindSaid : m_lines.offset());
        } else {
            takeLine(true);
        }
        return {};
    }

    void takeLine(bool saysFolder)
    {
        m_stretch.end = m_lines.behind();
        if (saysFolder)
            m_behindSaid = m_stretch.end;
        if (m_stretch.startedAt < 0)
            m_stretch.startedAt = m_said.at();
    }

    void goOnAt(qint64 offset)
    {
        m_stretch.end = offset;
        m_stretch.goesOn = true;
        m_stretch.endedAt = m_said.at();
    }

    void endWithFile()
    {
        const bool isOpen = m_stretch.isKnown ? m_stretch.route.collect : !m_ask.wasClosed;
        if (isOpen && !m_ask.hasWaited && m_stretch.end > m_behindSaid) {
            m_stretch.waits = true;
            m_stretch.end = m_behindSaid;
            return;
        }
        if (m_ask.file.isSettled()) // its last line needs no newline any more
            m_stretch.end = std::max(m_stretch.end, m_ask.file.size);
    }

    const StretchAsk &m_ask;
    const Router &m_router;
    WholeLines m_lines;
    LineFolder m_said;
    ClientRun m_run;
    FolderStretch m_stretch;
    qint64 m_behindSaid; // behind the last line that says a folder
};

} // namespace

Result<FolderStretch> findStretch(const StretchAsk &ask, const Router &router)
{
    return StretchSearch(ask, router).find();
}

} // namespace assay
