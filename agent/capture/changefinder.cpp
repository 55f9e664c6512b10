// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/capture/changefinder.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

Result<> markSources(Lanes &lanes, const QString &workspace, const SourceCatalog &catalog, const QStringList &roots)
{
    const QList<qint64> gone = catalog.goneBelow(roots);
    const QList<qint64> returned = catalog.returned();
    if (gone.isEmpty() && returned.isEmpty())
        return {};
    const auto lane = lanes.writing(workspace);
    if (!lane)
        return tl::unexpected(lane.error());
    return (*lane)->writer.mark(gone, u"source_gone"_s).and_then([&] {
        return (*lane)->writer.mark(returned, u"ok"_s);
    });
}

// Of a transcript that does not change any more nothing is due, and a fork of it may come all the same.
Result<> ChangeFinder::noteOlderRuns(const std::vector<SourceFile> &files)
{
    if (!m_tools.exclusions.hasUnnotedRuns())
        return {};
    for (const SourceFile &file : files) {
        const bool isSession = file.layout == SourceContext::Layout::Session;
        const auto noted = isSession ? m_tools.exclusions.noteLines(file.path, file.fileSessionId) : Result<>();
        if (!noted)
            return noted;
    }
    return {};
}

Result<> ChangeFinder::run(qint64 captureSince)
{
    const QStringList roots{m_tools.projectsFolder};
    std::vector<SideFile> sideFiles;
    QStringList unreadable;
    const auto files = findSourceFiles(roots, &unreadable, &sideFiles);
    m_memory.figures.filesLookedAt += static_cast<qint64>(files.size());
    for (const QString &folder : unreadable)
        m_memory.note(folder.toStdString(),
                      {Error::Code::ReadOnly, u"This folder cannot be read; it was skipped."_s, folder});
    if (auto noted = noteOlderRuns(files); !noted)
        return noted;
    std::vector<bool> known(files.size(), false);
    for (const QString &workspace : m_tools.lanes.workspaces()) {
        const auto lane = m_tools.lanes.existing(workspace);
        if (!lane || !*lane)
            continue;
        auto catalog = SourceCatalog::load((*lane)->database);
        if (!catalog)
            return tl::unexpected(catalog.error());
        for (std::size_t i = 0; i < files.size(); ++i) {
            const bool isHere = catalog->find(files[i].path) != nullptr;
            const auto planned = catalog->plan(files[i]);
            const bool isRenamed = planned && planned->change == PlannedSource::Change::Renamed;
            known[i] = known[i] || isHere || isRenamed;
            if (planned && (isHere || isRenamed))
                m_memory.pending.insert(files[i].path);
        }
        if (auto marked = markSources(m_tools.lanes, workspace, *catalog, roots); !marked)
            return marked;
    }
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (!known[i] && files[i].modifiedNs / 1'000'000 >= captureSince)
            m_memory.pending.insert(files[i].path);
    }
    for (SideFile &side : sideFiles)
        m_memory.sideFiles.insert_or_assign(side.path, std::move(side));
    return m_tools.lanes.commit();
}

} // namespace assay
