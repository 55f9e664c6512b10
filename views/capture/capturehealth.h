// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the agent tells of the capture: figures of `status`. -1 = not told; nothing here is guessed. Plain values.

#include <QList>
#include <QString>
#include <QStringList>

namespace assay {

// Something that could not be read or written.
struct FileFault {
    QString path; // empty: of no file in particular
    QString what; // a sentence with what to do
    QString code; // "full", "read_only" …; empty = not told
    qint64 at = -1;

    bool operator==(const FileFault &) const = default;
};

// The lines in the coding agent's settings that call assay-hook.
struct HookWiring {
    bool known = false;
    bool wired = false; // all of the events that should be
    QStringList events; // that are
    QString settingsPath;
    QString command;
    QString trouble = {}; // why they are not, or may not work: a sentence

    bool operator==(const HookWiring &) const = default;
};

struct CaptureHealth {
    enum class State { Unknown, Running, Paused, Off };
    State state = State::Unknown;
    qint64 pausedUntil = -1; // ms since the epoch; -1 while paused = until resumed
    qint64 lastEventAt = -1;
    qint64 queueDepth = -1; // files still to read
    qint64 spoolFiles = -1;
    qint64 spoolBytes = -1;
    qint64 dropped = -1; // hook events that were lost
    double hookMsP95 = -1;
    QString watching;        // "inotify", "polling"
    QString watchingBecause; // why it polls: a sentence
    qint64 foldersWatched = -1;
    QList<FileFault> faults;
    HookWiring hooks;

    bool operator==(const CaptureHealth &) const = default;
};

} // namespace assay
