// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/writerlock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include <QFile>

#include "models/data/store/datadir.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

Result<WriterLock> WriterLock::take(const DataDir &dataDir)
{
    const QString path = dataDir.lockFile();
    const int descriptor = open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0) {
        const bool full = errno == ENOSPC || errno == EDQUOT;
        return fail(full ? Error::Code::Full : Error::Code::ReadOnly,
                    full ? u"There is no space for the lock file of the data directory. Nothing was changed. Free some "
                           "space."_s
                         : u"The lock file of the data directory cannot be opened. Nothing was changed. Check the "
                           "permissions."_s,
                    path);
    }
    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        char holder[16] = {};
        const ssize_t length = pread(descriptor, holder, sizeof holder - 1, 0);
        close(descriptor);
        return fail(
            Error::Code::Busy,
            u"Another Assay process (pid %1) is writing to this data directory. Nothing was changed. Try again when it "
            "has ended."_s.arg(length > 0 ? QString::fromLatin1(holder).trimmed() : u"unknown"_s),
            path);
    }
    const QByteArray pid = QByteArray::number(getpid()) + '\n';
    if (ftruncate(descriptor, 0) != 0 || pwrite(descriptor, pid.constData(), static_cast<size_t>(pid.size()), 0) < 0)
        errno = 0; // the pid is only for messages; the lock itself is held
    return WriterLock(descriptor);
}

WriterLock::WriterLock(WriterLock &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

WriterLock &WriterLock::operator=(WriterLock &&other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

WriterLock::~WriterLock()
{
    if (m_descriptor >= 0)
        close(m_descriptor);
}

} // namespace assay
