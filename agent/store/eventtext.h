// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The one place that adds, changes or removes indexed text (decision 4). The index is external content: a row leaves it
// only with exactly the text it came with, so every change reads the old text first.

#include "models/data/error.h"
#include "models/data/store/statement.h"

#include <string_view>

namespace assay {

class EventText {
public:
    explicit EventText(Database &db);

    struct Parts {
        std::string_view text, input, output; // UTF-8, outlive the call
    };
    [[nodiscard]] Result<> insert(qint64 eventId, const Parts &parts);
    [[nodiscard]] Result<> replace(qint64 eventId, const Parts &parts);
    [[nodiscard]] Result<> replaceOutput(qint64 eventId, std::string_view output);
    [[nodiscard]] Result<> erase(qint64 eventId);
    [[nodiscard]] Database &database() { return m_db; }

private:
    [[nodiscard]] Result<> unindex(qint64 eventId);
    [[nodiscard]] Result<> index(qint64 eventId);
    Database &m_db;
    Statement m_insertBody;
    Statement m_insertIndex;
    Statement m_unindex;
    Statement m_updateBody;
    Statement m_readInput;
    Statement m_deleteBody;
};

} // namespace assay
