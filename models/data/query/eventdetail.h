// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Everything one event holds, for showing it open: full texts and what only the raw lines tell (patches, images,
// streams). Raw lines are redacted; parsing one takes up to 20 ms for a 2 MB line, so never call this on the GUI
// thread.

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include "models/data/error.h"

namespace assay {

class Database;

struct PatchHunk {
    int oldStart = 0;
    int newStart = 0;
    QStringList lines; // each with its leading ' ', '+' or '-'
};

struct EventImage {
    QString mediaType; // "image/png"
    QByteArray data;   // decoded bytes, never a reference to a file or an address
    QString label;     // file name where one is told
};

struct EventDetail {
    qint64 eventId = 0;
    QString text;
    QString input; // JSON
    QString output;
    QString filePath;       // Read, Edit, Write …
    QList<PatchHunk> patch; // Edit, MultiEdit, Write over an existing file; else made from old_string/new_string
    QString content;        // Write of a new file; Read: the file's text without line numbers
    int firstLine = 1;      // of content
    QString standardOutput; // Bash, when the result tells streams apart
    QString standardError;
    QString command; // Bash
    QList<EventImage> images;
    QString rawLine; // the line as stored, cut to 1 MB
    QString rawResultLine;
    QString problem; // what could not be read of the raw lines, as a sentence; the texts are there all the same
};

[[nodiscard]] Result<EventDetail> readEventDetail(Database &db, qint64 eventId);

} // namespace assay
