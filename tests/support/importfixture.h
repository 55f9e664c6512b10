// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A scratch data directory beside a scratch ~/.claude, and imports from one into the other through the public door.

#include "agent/store/importer.h"
#include "models/data/store/database.h"
#include "models/data/store/datadir.h"

#include <QTemporaryDir>
#include <QVariant>

#include <string>
#include <vector>

namespace assay {

class ImportFixture {
public:
    ImportFixture();

    [[nodiscard]] QString claudeDir() const { return m_folder.path() + QStringLiteral("/claude"); }
    [[nodiscard]] const DataDir &dataDir() const { return m_dataDir; }
    [[nodiscard]] QString storeFile() const;
    [[nodiscard]] QString sourcePath(const QString &relative) const; // below projects/

    // Writes (or appends to) a file below projects/, each line with its newline.
    void write(const QString &relative, const std::vector<std::string> &lines) const;
    void append(const QString &relative, const std::string &bytes) const;

    // Imports everything; fails the running test on an error.
    ImportSummary import();
    ImportSummary import(ImportOptions options);
    [[nodiscard]] Result<ImportSummary> tryImport(const ImportOptions &options, const std::atomic<bool> &cancel,
                                                  const Importer::OnProgress &onProgress = {});
    [[nodiscard]] ImportOptions options() const;

    // First column of the first row.
    [[nodiscard]] QVariant value(const QString &sql) const;
    // The first column of all rows.
    [[nodiscard]] QStringList column(const QString &sql) const;
    // Hits of one word in the index.
    [[nodiscard]] int hits(const QString &word) const;

private:
    QTemporaryDir m_folder;
    DataDir m_dataDir;
};

inline const std::string sessionA = "aaaaaaaa-0000-4000-8000-000000000001";
inline const std::string sessionB = "bbbbbbbb-0000-4000-8000-000000000002";

} // namespace assay
