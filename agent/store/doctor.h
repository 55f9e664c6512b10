// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Checks a store and, asked to, saves it. Repair salvages our own rows into a new file first, tells from the raw lines
// again what was lost, reads those files again whose raw lines are damaged too, keeps the old file as
// "<name>.damaged-<date>" and reports the difference. The exclusions of the data directory are checked and saved, too.

#include "agent/redact/redactor.h"
#include "models/data/error.h"

#include <QList>
#include <QString>

#include <memory>

namespace assay {

class DataDir;

struct DoctorFinding {
    enum class Severity { Ok, Warning, Damage };
    Severity severity = Severity::Ok;
    QString check; // "integrity", "index", "texts", "raw blocks", "sources", "exclusions", "disk", "backups", "salvage"
    QString detail; // a sentence
};

struct DoctorReport {
    QList<DoctorFinding> findings;
    bool repaired = false;      // false after a repair: nothing was damaged, and nothing was written
    QString damagedFile;        // where the old one went
    qint64 sessionsBefore = -1; // -1 = could not be counted
    qint64 eventsBefore = -1;
    qint64 sessionsAfter = -1;
    qint64 eventsAfter = -1;
};

// Reads only.
[[nodiscard]] Result<DoctorReport> examineStore(const DataDir &dataDir, const QString &workspace);
// Needs the writer lock. `redactor`: the one that imports use, with the user's rules.
[[nodiscard]] Result<DoctorReport> repairStore(const DataDir &dataDir, const QString &workspace,
                                               const std::shared_ptr<const Redactor> &redactor);

} // namespace assay
