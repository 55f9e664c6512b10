// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// When a line of a transcript was written, by its own word. Keeps a parser between lines; one thread.

#include <cstdint>
#include <memory>
#include <string_view>

namespace assay {

class LineTime {
public:
    LineTime();
    ~LineTime();
    LineTime(const LineTime &) = delete;
    LineTime &operator=(const LineTime &) = delete;

    // ms since the epoch of the field "timestamp" of the line itself; -1 when it has none, or is no JSON. Bytes behind
    // the line must be readable as for TranscriptReader.
    [[nodiscard]] std::int64_t of(std::string_view line);

private:
    class Parser;
    std::unique_ptr<Parser> m_parser;
};

} // namespace assay
