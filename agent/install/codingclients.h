// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The Claude Code programs of this machine: all of them read the same settings, so the oldest decides what may stand
// there.

#include <atomic>

#include <QList>
#include <QStringList>
#include <QVersionNumber>

namespace assay {

struct CodingClient {
    QString path;
    QVersionNumber version; // null = it did not say
};

// In PATH and where installers put it, each program once. Runs every one with --version: blocks, at most 5 s for each.
// One that `cancel` left unasked counts as one that did not say.
[[nodiscard]] QList<CodingClient> findClaudeClients(const std::atomic<bool> *cancel = nullptr);

// The hook events that none of these clients takes amiss. None found, or one that does not tell its version: the events
// that every version knows.
[[nodiscard]] QStringList eventsFor(const QList<CodingClient> &clients);
// "2.1.330 (/usr/bin/claude), …" for people.
[[nodiscard]] QString clientsInWords(const QList<CodingClient> &clients);

} // namespace assay
