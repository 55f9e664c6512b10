// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/wholelines.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace assay {

namespace {

constexpr std::size_t lookBytes = 256UL * 1024;
constexpr std::size_t longestLookedAt = 32UL * 1024 * 1024;

} // namespace

WholeLines::WholeLines(const std::string &path, qint64 from)
    : m_file(path)
    , m_offset(from)
    , m_behind(from)
    , m_bufferOffset(from)
{
}

bool WholeLines::next(std::string_view &line)
{
    m_offset = m_behind;
    bool isTooLong = false;
    for (std::size_t searched = 0;;) {
        const auto begin = isTooLong ? 0 : static_cast<std::size_t>(m_offset - m_bufferOffset);
        const auto newline = m_buffer.find('\n', begin + searched);
        if (newline != std::string::npos) {
            line = isTooLong ? std::string_view() : std::string_view(m_buffer).substr(begin, newline - begin);
            m_behind = m_bufferOffset + static_cast<qint64>(newline) + 1;
            return true;
        }
        isTooLong = isTooLong || m_buffer.size() - begin > longestLookedAt;
        const std::size_t gone = isTooLong ? m_buffer.size() : begin;
        m_buffer.erase(0, gone);
        m_bufferOffset += static_cast<qint64>(gone);
        searched = m_buffer.size();
        if (!fill())
            return false;
    }
}

bool WholeLines::fill()
{
    const std::size_t had = m_buffer.size();
    if (!m_file.isOpen())
        return false;
    m_buffer.resize(had + std::max(lookBytes, had));
    ssize_t got = 0;
    do
        got = pread(m_file.descriptor(), m_buffer.data() + had, m_buffer.size() - had,
                    m_bufferOffset + static_cast<qint64>(had));
    while (got < 0 && errno == EINTR);
    m_buffer.resize(had + static_cast<std::size_t>(std::max<ssize_t>(0, got)));
    return got > 0;
}

} // namespace assay
