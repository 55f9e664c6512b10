// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/servicenotify.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstring>
#include <mutex>
#include <string_view>
#include <thread>

#include <QByteArray>

namespace assay {

class ServiceNotify::Private final {
public:
    explicit Private(QByteArray socketName)
        : m_socketName(std::move(socketName))
    {
        say("READY=1");
        const qint64 pid = qEnvironmentVariableIntValue("WATCHDOG_PID");
        const qint64 limitUs = qgetenv("WATCHDOG_USEC").toLongLong();
        if (limitUs > 0 && (pid == 0 || pid == getpid()))
            m_pings = std::thread([this, limitUs] { ping(std::chrono::microseconds(limitUs / 3)); });
    }

    ~Private()
    {
        say("STOPPING=1");
        {
            const std::lock_guard lock(m_mutex);
            m_ends = true;
        }
        m_wake.notify_all();
        if (m_pings.joinable())
            m_pings.join();
    }

    Private(const Private &) = delete;
    Private &operator=(const Private &) = delete;

private:
    void ping(std::chrono::microseconds pause)
    {
        std::unique_lock lock(m_mutex);
        do {
            say("WATCHDOG=1");
        } while (!m_wake.wait_for(lock, pause, [this] { return m_ends; }));
    }

    // A message that does not arrive is no reason to wait or to end: the manager notices by itself.
    void say(std::string_view message) const
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const auto length = size_t(m_socketName.size());
        if (length == 0 || length >= sizeof address.sun_path)
            return;
        memcpy(address.sun_path, m_socketName.constData(), length);
        if (address.sun_path[0] == '@') // the manager's way to write a name without a file
            address.sun_path[0] = '\0';
        const int descriptor = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        if (descriptor < 0)
            return;
        sendto(descriptor, message.data(), message.size(), MSG_NOSIGNAL | MSG_DONTWAIT,
               reinterpret_cast<const sockaddr *>(&address), socklen_t(offsetof(sockaddr_un, sun_path) + length));
        close(descriptor);
    }

    QByteArray m_socketName;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_ends = false;
    std::thread m_pings;
};

ServiceNotify::ServiceNotify()
{
    const QByteArray socketName = qgetenv("NOTIFY_SOCKET");
    if (!socketName.isEmpty())
        d = std::make_unique<Private>(socketName);
    for (const char *variable : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"})
        qunsetenv(variable);
}

ServiceNotify::~ServiceNotify() = default;

} // namespace assay
