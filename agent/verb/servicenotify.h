// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Tells the service manager how the agent is (sd_notify(3)): ready when it is made, stopping when it goes, and in
// between that it lives, from a thread of its own, since a migration or an import may hold every other one for longer
// than the watchdog waits. Where no $NOTIFY_SOCKET is set it does nothing.

#include <QtGlobal>

#include <memory>

namespace assay {

class ServiceNotify final {
public:
    ServiceNotify(); // takes the variables out of the environment: no child of ours speaks for us
    ~ServiceNotify();
    ServiceNotify(const ServiceNotify &) = delete;
    ServiceNotify &operator=(const ServiceNotify &) = delete;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace assay
