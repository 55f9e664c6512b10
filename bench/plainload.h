// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The baseline of an import: the same texts, already in memory, put into one FTS5 table by one thread through SQLite's
// own interface.

#include "models/data/error.h"

#include <QString>

#include <string>
#include <vector>

namespace assay {

struct PlainText {
    std::string text;
    std::string input;
    std::string output;
};

// The texts of all events of a store.
[[nodiscard]] Result<std::vector<PlainText>> readPlainTexts(const QString &storeFile);
[[nodiscard]] qint64 bytesOf(const std::vector<PlainText> &texts);

struct PlainLoad {
    double wall = 0; // s
    double cpu = 0;
    qint64 fileBytes = 0;
};

// Own-content table, unicode61 remove_diacritics 2, a row per event, 1 000 rows per transaction, WAL, synchronous
// NORMAL. The time includes closing, which moves the log into the file. Replaces the file.
[[nodiscard]] Result<PlainLoad> loadPlainly(const std::vector<PlainText> &texts, const QString &file);

} // namespace assay
