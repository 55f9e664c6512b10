// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/hook/hookspool.h"

#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

namespace assay {

namespace {

// 36 characters with hyphens, of which 32 hex digits are kept; zeros where the kernel does not tell.
void readBootId(char (&boot)[33])
{
    memset(boot, '0', sizeof boot - 1);
    char text[64];
    const int fd = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
    const ssize_t got = fd < 0 ? 0 : read(fd, text, sizeof text);
    if (fd >= 0)
        close(fd);
    size_t used = 0;
    for (ssize_t at = 0; at < got && used < sizeof boot - 1; ++at) {
        if (strchr("0123456789abcdef", text[at]) && text[at] != '\0')
            boot[used++] = text[at];
    }
}

} // namespace

HookStamp readHookStamp()
{
    HookStamp stamp;
    readBootId(stamp.boot);
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    stamp.bootTimeNs = static_cast<uint64_t>(now.tv_sec) * 1'000'000'000 + static_cast<uint64_t>(now.tv_nsec);
    clock_gettime(CLOCK_REALTIME, &now);
    stamp.wallMs = static_cast<int64_t>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
    stamp.pid = static_cast<unsigned>(getpid());
    return stamp;
}

} // namespace assay
