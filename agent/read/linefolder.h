// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// In which folder a line of a transcript was written, by its own word. Keeps a parser between lines; one thread.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace assay {

class LineFolder {
public:
    LineFolder();
    ~LineFolder();
    LineFolder(const LineFolder &) = delete;
    LineFolder &operator=(const LineFolder &) = delete;

    // The field "cwd" of the line itself; of a line that is broken, the first that reads like it. Empty when it has
    // none.
    [[nodiscard]] std::string of(std::string_view line);
    // Of the line asked for last: its session, how its client was started, and when it was written (ms since the
    // epoch). Empty, and -1, when it does not say.
    [[nodiscard]] const std::string &sessionId() const { return m_sessionId; }
    [[nodiscard]] const std::string &entrypoint() const { return m_entrypoint; }
    [[nodiscard]] const std::string &uuid() const { return m_uuid; } // of the line
    [[nodiscard]] std::int64_t at() const { return m_at; }

private:
    class Parser;
    std::unique_ptr<Parser> m_parser;
    std::string m_sessionId;
    std::string m_entrypoint;
    std::string m_uuid;
    std::int64_t m_at = -1;
};

} // namespace assay
