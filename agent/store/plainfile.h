// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A regular file of another program, open for reading. A link as its last component is not followed (it may point
// anywhere), and a pipe or a device is refused without waiting for it.

#include <QtGlobal>

#include <string>

namespace assay {

class PlainFile {
public:
    explicit PlainFile(const std::string &path); // bytes as the file system gave them
    ~PlainFile();
    PlainFile(const PlainFile &) = delete;
    PlainFile &operator=(const PlainFile &) = delete;

    [[nodiscard]] bool isOpen() const { return m_descriptor >= 0; }
    [[nodiscard]] int error() const { return m_error; } // errno; 0 when open
    [[nodiscard]] int descriptor() const { return m_descriptor; }
    [[nodiscard]] qint64 size() const { return m_size; } // when it was opened

    // Its first bytes, no more than `most`; what cannot be read is missing.
    [[nodiscard]] std::string head(qint64 most) const;

private:
    int m_descriptor = -1;
    int m_error = 0;
    qint64 m_size = 0;
};

} // namespace assay
