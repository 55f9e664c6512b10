// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Copies of the outputs that Claude Code puts into files beside a transcript when they are too large for a line
// (tool-results/). The client deletes them with the session, so the store keeps them: redacted, compressed, and the
// first part only of very large ones. A copy is never replaced by less than it holds.

#include "agent/redact/redactor.h"
#include "agent/store/sourcefile.h"
#include "models/data/store/statement.h"

namespace assay {

class SideFileWriter {
public:
    static constexpr qint64 mostBytes = 4LL * 1024 * 1024; // of one file

    SideFileWriter(Database &db, const Redactor &redactor);

    // Copies the file if it is new or has changed and its session is known. In a transaction of its own; adds what was
    // masked to `redactions`. A file that cannot be read is left for the next time.
    [[nodiscard]] Result<> copy(const SideFile &file, RedactionCounts &redactions);

private:
    struct Known {
        qint64 sessionId = 0; // 0 = no such session
        qint64 size = -1;     // -1 = no copy yet
        qint64 modifiedNs = 0;
    };
    [[nodiscard]] Result<Known> known(const SideFile &file, const QString &name);
    [[nodiscard]] Result<> save(const SideFile &file, const QString &name, qint64 sessionId, const std::string &text);
    [[nodiscard]] Result<> count(qint64 sessionId, const RedactionCounts &redactions);

    Database &m_db;
    const Redactor &m_redactor;
    Statement m_find;
    Statement m_save;
};

} // namespace assay
