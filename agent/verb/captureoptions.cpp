// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/captureoptions.h"

#include "agent/gate/gate.h"
#include "agent/install/hooksstate.h"
#include "agent/store/pause.h"
#include "agent/verb/capturerouter.h"

#include <chrono>

#include <QDateTime>
#include <QElapsedTimer>
#include <QFile>

namespace assay {

namespace {

// A line that says no folder waits so long for the next one.
constexpr auto folderWait = std::chrono::milliseconds(2000);

// Whether runs announce themselves, by the client's settings; looked at again now and then, since anybody may edit
// them.
class HooksHeard {
public:
    explicit HooksHeard(QString claudeDir)
        : m_claudeDir(std::move(claudeDir))
    {
    }
    bool operator()()
    {
        constexpr qint64 freshMs = 5000;
        if (!m_since.isValid() || m_since.hasExpired(freshMs)) {
            m_wired = hooksState(m_claudeDir).runs;
            m_since.start();
        }
        return m_wired;
    }

private:
    QString m_claudeDir;
    QElapsedTimer m_since;
    bool m_wired = false;
};

} // namespace

CaptureOptions captureOptions(const DataDir &dataDir, const QString &settingsFile, const QString &claudeDir,
                              const QString &workspace)
{
    CaptureOptions options{dataDir, claudeDir, workspace, {}, {}, {}, {}, false, folderWait};
    options.router = CaptureRouter(dataDir, settingsFile, workspace);
    options.hooksWired = HooksHeard(claudeDir);
    options.isPaused = [dataDir] { return Pause::isPaused(dataDir, QDateTime::currentMSecsSinceEpoch()); };
    options.unpersisted = [folder = QFile::encodeName(dataDir.path())] {
        return wantsUnpersistedRuns(folder.constData());
    };
    return options;
}

} // namespace assay
