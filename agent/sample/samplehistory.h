// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Two weeks of an invented team's sessions, for a first run without history, for tests and for screenshots. Every text
// is invented. The files have the layouts and line formats of real clients of several versions
// (tests/fixtures/README.md).

#include "models/data/error.h"

#include <QDateTime>
#include <QString>

namespace assay {

struct SampleOptions {
    quint32 seed = 1;
    QDateTime end;     // no line is younger; invalid = now
    int sessions = 38; // the newest ones of the calendar; more than it has = it starts again two weeks earlier
};

struct SampleSummary {
    int projects = 0;
    int sessions = 0;
    int subagentFiles = 0; // without their meta files
    int files = 0;         // everything written
    qint64 lines = 0;      // of transcripts, the torn ones included
    int tornLines = 0;
    qint64 bytes = 0;
    QDateTime first; // of the oldest session's start
    QDateTime last;
};

// Writes <claudeDir>/projects/<encoded cwd>/<session>.jsonl and what belongs to them, mode 0600. Files of the same
// names are replaced, others left alone. The same seed and end give the same bytes. Blocks; any thread. On an error the
// files written so far stay.
[[nodiscard]] Result<SampleSummary> writeSampleHistory(const QString &claudeDir, const SampleOptions &options);

// How the client names the folder of a project: each UTF-16 unit outside [A-Za-z0-9] becomes '-'.
[[nodiscard]] QString encodedProjectFolder(const QString &cwd);

} // namespace assay
