// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/capture/sidefiles.h"

#include "agent/store/exclusions.h"
#include "agent/store/sidefilewriter.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// An output whose session nobody captures is not looked for any longer.
constexpr qint64 sideFileWaitMs = 60LL * 60 * 1000;

} // namespace

Result<> copySideFiles(CaptureTools &tools, CaptureMemory &memory)
{
    for (auto each = memory.sideFiles.begin(); each != memory.sideFiles.end() && !tools.cancel;) {
        bool copied = tools.exclusions.excludesSideFile(each->second.sessionId, each->second.modifiedNs / 1'000'000);
        for (const QString &workspace : copied ? QStringList() : tools.lanes.workspaces()) {
            const auto lane = tools.lanes.existing(workspace);
            if (!lane || !*lane)
                continue;
            Statement known((*lane)->database, u"SELECT 1 FROM session WHERE uuid = ?"_s);
            if (!known.bind(QString::fromStdString(each->second.sessionId)).next())
                continue;
            known.finish();
            RedactionCounts counts;
            if (auto done = SideFileWriter((*lane)->database, tools.redactor).copy(each->second, counts); !done)
                return done;
            copied = true;
        }
        const bool isOld = QDateTime::currentMSecsSinceEpoch() - each->second.modifiedNs / 1'000'000 > sideFileWaitMs;
        each = copied || isOld ? memory.sideFiles.erase(each) : std::next(each);
    }
    return {};
}

} // namespace assay
