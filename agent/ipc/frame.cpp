// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/ipc/frame.h"

#include <QtEndian>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype headerBytes = 4;

} // namespace

tl::expected<QByteArray, QString> encodeFrame(const QByteArray &payload)
{
    if (payload.isEmpty())
        return tl::unexpected(u"An empty message cannot be sent."_s);
    if (payload.size() > maxFrameBytes)
        return tl::unexpected(
            u"The message has %1 bytes, more than the %2 a frame may hold."_s.arg(payload.size()).arg(maxFrameBytes));
    QByteArray frame(headerBytes, Qt::Uninitialized);
    qToBigEndian(static_cast<quint32>(payload.size()), frame.data());
    frame += payload;
    return frame;
}

void FrameReader::append(const QByteArray &bytes)
{
    if (m_error.isEmpty())
        m_buffer += bytes;
}

tl::expected<std::optional<QByteArray>, QString> FrameReader::next()
{
    if (!m_error.isEmpty())
        return tl::unexpected(m_error);
    if (m_buffer.size() < headerBytes)
        return std::optional<QByteArray>();
    const qsizetype length = qFromBigEndian<quint32>(m_buffer.constData());
    if (length == 0 || length > maxFrameBytes) {
        m_error = u"A frame announces %1 bytes; 1 to %2 are allowed."_s.arg(length).arg(maxFrameBytes);
        m_buffer.clear();
        return tl::unexpected(m_error);
    }
    if (m_buffer.size() < headerBytes + length)
        return std::optional<QByteArray>();
    QByteArray payload = m_buffer.mid(headerBytes, length);
    m_buffer.remove(0, headerBytes + length);
    return std::optional<QByteArray>(std::move(payload));
}

} // namespace assay
