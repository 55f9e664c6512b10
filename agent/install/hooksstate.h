// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Whether Claude Code tells us anything: what its settings say about our hooks, and whether that works.

#include <QString>
#include <QStringList>

namespace assay {

struct HooksState {
    bool wired = false; // every client's events call a program that is there, and nothing switches hooks off
    bool runs = false;  // what is wired is called: the program is there, and nothing switches hooks off
    QStringList events; // that have an entry of ours
    QString settingsPath;
    QString command; // of our entries; empty = none
    QString trouble; // a sentence on what is wrong and what to do; empty = nothing, also when simply not wired
};

// Reads two small files; no process is started. Never fails: what cannot be read is trouble.
[[nodiscard]] HooksState hooksState(const QString &claudeDir);

// Why the settings of whoever manages the machine let no hook of ours run; empty = they do.
[[nodiscard]] QString managedHindrance(const QString &managedSettings);

} // namespace assay
