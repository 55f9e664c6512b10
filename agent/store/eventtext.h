// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The one place that adds, changes or removes indexed text. The index is external content: a row leaves it only with
// exactly the text it came with, so every change reads the old text first.
//
// SQLite writes the index's new words to disk whenever a statement of any table may have to be undone alone, so rows
// that are indexed one by one between others make many small segments. New texts therefore wait in memory and are
// indexed together: whoever inserts calls indexWaiting() before the commit.

#include "models/data/error.h"
#include "models/data/store/statement.h"

#include <string>
#include <string_view>
#include <vector>

namespace assay {

class EventText {
public:
    explicit EventText(Database &db);

    struct Parts {
        std::string_view text, input, output; // UTF-8, copied
    };
    [[nodiscard]] Result<> insert(qint64 eventId, const Parts &parts);
    [[nodiscard]] Result<> replace(qint64 eventId, const Parts &parts);
    [[nodiscard]] Result<> replaceOutput(qint64 eventId, std::string_view output);
    [[nodiscard]] Result<> erase(qint64 eventId);
    [[nodiscard]] Result<> indexWaiting();
    [[nodiscard]] Database &database() { return m_db; }

private:
    struct Waiting {
        qint64 eventId;
        std::string text, input, output; // as the index sees them
    };
    [[nodiscard]] Result<> unindex(qint64 eventId);
    [[nodiscard]] Result<> indexLater(qint64 eventId, const Parts &parts);

    Database &m_db;
    std::vector<Waiting> m_waiting; // by rising event id
    std::size_t m_waitingBytes = 0;
    Statement m_insertBody;
    Statement m_insertIndex;
    Statement m_unindex;
    Statement m_updateBody;
    Statement m_readInput;
    Statement m_deleteBody;
};

} // namespace assay
