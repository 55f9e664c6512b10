// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Our entries in the `hooks` of a settings file of Claude Code, as an edit of its text. An entry is ours when its
// command runs a program named assay-hook, wherever that lies; nothing else is ever touched.

#include "models/data/error.h"

#include <QByteArray>
#include <QStringList>

namespace assay {

// What every client version knows. Before 2.1.120 a client drops the whole settings file, permissions and deny rules
// included, when it names one event more.
[[nodiscard]] QStringList eventsOfEveryClient();
// And those that newer clients have besides, as far as they tell something.
[[nodiscard]] QStringList eventsOfNewClients();

// Words as a command line of a POSIX shell.
[[nodiscard]] QByteArray shellCommand(const QStringList &words);
// The command of an entry of ours; an empty data directory is the one that the hook finds by itself.
[[nodiscard]] QByteArray hookCommand(const QString &program, const QString &dataDir);
// The program that such a line runs, past assignments in front of it; empty when there is none.
[[nodiscard]] QString programOf(const QByteArray &command);

struct WiredHooks {
    QStringList events;       // that have an entry of ours, in the order of the file
    QByteArrayList commands;  // of these entries, each once
    bool disableAll = false;  // disableAllHooks
    bool managedOnly = false; // allowManagedHooksOnly
};

// Errors say line and column, and what to do; `what` begins in the middle of a sentence ("line 3, column 5: …").
[[nodiscard]] Result<WiredHooks> readHooks(const QByteArray &settings);
// One entry of ours for each of these events and for no other, with this command. Equal bytes when that is so already.
[[nodiscard]] Result<QByteArray> withHooks(const QByteArray &settings, const QStringList &events,
                                           const QByteArray &command);
// Without any entry of ours, nor what that leaves empty.
[[nodiscard]] Result<QByteArray> withoutHooks(const QByteArray &settings);

} // namespace assay
