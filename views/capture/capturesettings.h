// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The settings of the capture, as config.json has them. Plain values.

#include <QMap>
#include <QString>
#include <QStringList>

namespace assay {

// What is kept of a project; -1 = no limit.
struct KeepLimit {
    int olderThanDays = -1;
    qint64 maxBytes = -1;

    bool operator==(const KeepLimit &) const = default;
};

struct CaptureSettings {
    bool known = false;              // the agent has told them
    bool captureUnpersisted = false; // runs of which the client writes no transcript
    bool notifyOfCandidates = true;  // the desktop is told
    bool notifyOfStoppedCapture = true;
    QStringList ignoredFolders;      // with what is below them
    QStringList ignoredProjects;     // keys or names
    KeepLimit keep;                  // of projects that have no limit of their own
    QMap<QString, KeepLimit> keepOf; // by the key of the project

    bool operator==(const CaptureSettings &) const = default;
};

} // namespace assay
