// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/plainfile.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace assay {

PlainFile::PlainFile(const std::string &path)
    : m_descriptor(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK))
{
    struct stat info {};
    if (m_descriptor < 0 || fstat(m_descriptor, &info) != 0) {
        m_error = errno;
    } else if (!S_ISREG(info.st_mode)) {
        m_error = ENOTSUP;
        close(m_descriptor);
        m_descriptor = -1;
    } else {
        m_size = info.st_size;
    }
}

PlainFile::~PlainFile()
{
    if (m_descriptor >= 0)
        close(m_descriptor);
}

std::string PlainFile::head(qint64 most) const
{
    std::string bytes(static_cast<std::size_t>(isOpen() ? std::min(most, m_size) : 0), '\0');
    std::size_t got = 0;
    while (got < bytes.size()) {
        const ssize_t n = pread(m_descriptor, bytes.data() + got, bytes.size() - got, static_cast<off_t>(got));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        got += static_cast<std::size_t>(n);
    }
    bytes.resize(got);
    return bytes;
}

} // namespace assay
