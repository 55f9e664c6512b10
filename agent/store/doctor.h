// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Checks a store and, asked to, saves it: decision 2. Repair salvages our own rows and raw blocks into a new file
// first, then reads the sources again for what is missing, keeps the old file as "<name>.damaged-<date>" and reports
// the difference.

#include "models/data/error.h"

#include <QList>
#include <QString>

namespace assay {

class DataDir;

struct DoctorFinding {
    enum class Severity { Ok, Warning, Damage };
    Severity severity = Severity::Ok;
    QString check;  // "integrity", "index", "raw blocks", "sources", "disk", "schema", "backups" …
    QString detail; // a sentence
};

struct DoctorReport {
    QList<DoctorFinding> findings;
    bool repaired = false;
    QString damagedFile;        // where the old one went
    qint64 sessionsBefore = -1; // -1 = could not be counted
    qint64 eventsBefore = -1;
    qint64 sessionsAfter = -1;
    qint64 eventsAfter = -1;
};

// Reads only.
[[nodiscard]] Result<DoctorReport> examineStore(const DataDir &dataDir, const QString &workspace);
// Needs the writer lock. Sources are read again only where our own rows were lost.
[[nodiscard]] Result<DoctorReport> repairStore(const DataDir &dataDir, const QString &workspace);

} // namespace assay
