// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/capture/lanes.h"

#include <QDir>
#include <QFileInfo>

#include "agent/store/exclusions.h"
#include "models/data/store/datadir.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

Lanes::Lanes(const DataDir &dataDir, const Exclusions &exclusions, OpenStore open, Committed committed)
    : m_dataDir(dataDir)
    , m_exclusions(exclusions)
    , m_open(std::move(open))
    , m_committed(std::move(committed))
{
}

Result<Lane *> Lanes::lane(const QString &workspace)
{
    if (const auto known = m_lanes.find(workspace); known != m_lanes.end())
        return &known->second;
    const auto opened = m_open(workspace);
    if (!opened)
        return tl::unexpected(opened.error());
    return &m_lanes.try_emplace(workspace, **opened, m_exclusions).first->second;
}

Result<Lane *> Lanes::writing(const QString &workspace)
{
    const auto found = lane(workspace);
    if (!found)
        return found;
    if (auto begun = (*found)->writer.begin(); !begun)
        return tl::unexpected(begun.error());
    m_writing.insert(workspace);
    return found;
}

Result<Lane *> Lanes::existing(const QString &workspace)
{
    const auto file = m_dataDir.workspaceFile(workspace);
    if (!file)
        return tl::unexpected(file.error());
    return QFileInfo::exists(*file) ? lane(workspace) : Result<Lane *>(nullptr);
}

QStringList Lanes::workspaces() const
{
    QStringList names;
    const QDir folder(m_dataDir.path() + u"/workspaces"_s);
    for (const QString &name : folder.entryList({u"*.sqlite"_s}, QDir::Files, QDir::Name))
        names.append(QFileInfo(name).completeBaseName());
    return names;
}

Result<> Lanes::commit()
{
    for (const QString &workspace : std::exchange(m_writing, {})) {
        Lane &each = m_lanes.at(workspace);
        if (auto committed = each.writer.commit(); !committed)
            return committed;
        ++m_commits;
        if (const auto touched = each.writer.takeTouched(); m_committed)
            m_committed(workspace, touched);
    }
    return {};
}

void Lanes::rollBack()
{
    m_lanes.clear();
    m_writing.clear();
}

Result<> Lanes::finish()
{
    for (auto &[workspace, each] : m_lanes) {
        if (auto finished = each.writer.finish(); !finished)
            return finished;
    }
    return {};
}

} // namespace assay
