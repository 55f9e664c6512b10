// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The whole lines of a file from a byte on, for those who look at a line and keep nothing of it.

#include "agent/store/plainfile.h"

#include <string>
#include <string_view>

namespace assay {

class WholeLines {
public:
    WholeLines(const std::string &path, qint64 from);

    // False: there is none (yet). The bytes are valid until the next call; those of a line of more than 32 MB are not
    // told.
    [[nodiscard]] bool next(std::string_view &line);
    [[nodiscard]] qint64 offset() const { return m_offset; } // of the line that was told last
    [[nodiscard]] qint64 behind() const { return m_behind; }

private:
    [[nodiscard]] bool fill();

    PlainFile m_file;
    std::string m_buffer;
    qint64 m_offset;
    qint64 m_behind;       // the line that was told last
    qint64 m_bufferOffset; // of the first byte in the buffer
};

} // namespace assay
