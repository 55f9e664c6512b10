// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A program of the system that answers within seconds: started by its argument list, without a shell, its output read,
// ended when it takes too long.

#include <atomic>

#include <QByteArray>
#include <QStringList>

namespace assay {

struct ShortRun {
    bool finished = false; // it was started and ended by itself
    int exitCode = -1;
    QByteArray out; // the first 64 KB
    QByteArray err;
    [[nodiscard]] bool succeeded() const { return finished && exitCode == 0; }
};

// Blocks. A name without a slash is looked for in PATH. Ends the program soon after `cancel` became true.
[[nodiscard]] ShortRun runShortly(const QStringList &command, int timeoutMs = 5000,
                                  const std::atomic<bool> *cancel = nullptr);

} // namespace assay
