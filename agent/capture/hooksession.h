// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A session that has no transcript, told by the hooks alone. What a call says becomes a line as the client would have
// written it, and goes the way of all lines: redactor, decoder, writer.

#include "agent/capture/spooledcall.h"
#include "agent/store/writer.h"

namespace assay {

class HookSession {
public:
    HookSession(Database &db, Writer &writer, const Redactor &redactor)
        : m_db(db)
        , m_writer(writer)
        , m_redactor(redactor)
    {
    }

    // Within the writer's transaction. Calls that carry nothing of the conversation add nothing.
    [[nodiscard]] Result<> add(const SpooledCall &call);

private:
    Database &m_db;
    Writer &m_writer;
    const Redactor &m_redactor;
};

// The line, without newline; empty = the call carries none.
[[nodiscard]] std::string transcriptLineOf(const SpooledCall &call);

} // namespace assay
