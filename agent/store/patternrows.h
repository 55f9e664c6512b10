// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The patterns of a project as rows, with the places where they were seen. One session more changes few of them, so
// what is stored is read first and only the difference is written. Writer's connection, in a transaction of the caller.

#include "agent/mine/finding.h"
#include "models/data/error.h"
#include "models/data/store/rowreader.h"
#include "models/data/store/statement.h"

#include <QString>

#include <string>
#include <unordered_map>
#include <vector>

namespace assay {

class PatternRows {
public:
    PatternRows(Database &db, qint64 projectId);

    // Where a pattern was seen: an event and its day.
    struct Place {
        qint64 event = 0;
        qint64 day = 0;
        auto operator<=>(const Place &) const = default;
    };

    // What is stored now; before anything is put.
    [[nodiscard]] Result<> read();
    // Of several findings of one name the first counts.
    [[nodiscard]] Result<> put(const Finding &finding, std::vector<Place> places);
    // Patterns that were stored and not put go.
    [[nodiscard]] Result<> dropOthers();

private:
    struct Stored {
        qint64 id = 0;
        std::string figures; // of the row, to compare
        std::string places;  // "event day event day …", by event
        bool isPut = false;
    };

    [[nodiscard]] Result<> putPlaces(const Stored &stored, const std::vector<Place> &places);
    [[nodiscard]] Result<qint64> write(const Finding &finding, const QString &canon, qint64 id);

    const qint64 m_project;
    std::unordered_map<QString, Stored> m_stored; // by canon
    RowReader m_patterns;
    RowReader m_places;
    Statement m_add;
    Statement m_change;
    Statement m_drop;
    Statement m_addPlace;
    Statement m_dropPlace;
};

} // namespace assay
