// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A session in one of the formats, as the command line and the window export it. Reads in pages: a session of any
// length costs little memory. Secrets were masked before they were stored and stay masked; the person's own note is
// never exported.

#include <QList>

#include "models/data/error.h"
#include "models/data/export/exportformat.h"
#include "models/data/export/newfile.h"

namespace assay {

class Database;

struct ExportOptions {
    QString format = QStringLiteral("md"); // a name of exportFormats()
    bool thinking = true;
    bool outputs = true; // what tool calls answered
    bool subagents = true;
};

struct ExportFormatRow {
    QString name;                // "md", "html", "json", "trajectory"
    QString suffix;              // of a file, without the dot
    bool canLeaveOutputs = true; // false: a conversation without its answers would be none
    bool hasSubagents = true;    // false: it is the main thread whatever the options say
};

[[nodiscard]] const QList<ExportFormatRow> &exportFormats();

// "fix-the-parser-4f2a91c0.md": letters and digits of the title, the beginning of the id.
[[nodiscard]] QString exportFileName(const SessionRow &session, const ExportFormatRow &format);

// Called after each event that was read, with how many; false ends the export (Cancelled).
using OnExported = std::function<bool(qint64 events)>;

[[nodiscard]] Result<> exportSession(Database &db, const SessionRow &session, const ExportOptions &options,
                                     const ExportFormat::Sink &sink, const OnExported &onExported = {});

// The same into a file that is there whole or not at all. Answers its size.
[[nodiscard]] Result<qint64> exportSessionToFile(Database &db, const SessionRow &session, const ExportOptions &options,
                                                 const QString &path, Existing existing,
                                                 const OnExported &onExported = {});

} // namespace assay
