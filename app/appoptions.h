// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The command line of the window (docs/cli.md).

#include <QString>
#include <QStringList>

#include <tl/expected.hpp>

namespace assay {

struct AppOptions {
    QString dataDir;             // empty = the default
    QString workspace;           // never empty
    bool workspaceNamed = false; // by an option or the environment
    QString claudeDir;           // absolute
    QString session;             // beginning of an id; empty = none
    qint64 eventId = 0;          // 0 = none
    QString candidate;           // its key; empty = none
    QString page;                // "sessions", "now", "search", "skills" …; empty = as it comes
    QString screenshot;          // file to write a picture of the window to; empty = none
    bool headless = false;
    bool help = false;
    bool version = false;
};

// `words` with the program's name first. The error is a sentence for standard error.
[[nodiscard]] tl::expected<AppOptions, QString> parseAppOptions(const QStringList &words);
[[nodiscard]] QString appHelp();

} // namespace assay
