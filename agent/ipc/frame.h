// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Frames on the socket between the agent and its clients: 4 bytes length, big-endian, then that many bytes of JSON in
// UTF-8. Both directions. A stream that breaks the rules cannot be followed any further: close it.

#include <QByteArray>
#include <QString>

#include <tl/expected.hpp>

#include <optional>

namespace assay {

inline constexpr qsizetype maxFrameBytes = 1024 * 1024; // of payload

// Empty payloads and payloads above the limit are errors.
[[nodiscard]] tl::expected<QByteArray, QString> encodeFrame(const QByteArray &payload);

// Puts frames together from the pieces a socket delivers. After the first error it stays in error.
class FrameReader final {
public:
    void append(const QByteArray &bytes);
    // The next whole payload; nullopt = more bytes are needed.
    [[nodiscard]] tl::expected<std::optional<QByteArray>, QString> next();
    // A frame has begun and is not whole: a stream that ends here was torn.
    [[nodiscard]] bool isTorn() const { return !m_buffer.isEmpty(); }

private:
    QByteArray m_buffer;
    QString m_error;
};

} // namespace assay
