// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a verb gets to work with: the words of the command line, with the environment's defaults filled in.

#include "agent/verb/commandline.h"
#include "agent/verb/userrules.h"
#include "models/data/error.h"
#include "models/data/store/datadir.h"

#include <QString>
#include <QStringList>

namespace assay {

class Console;
class Database;

struct VerbCall {
    const Invocation &invocation;
    Console &console;
    DataDir dataDir;
    QString workspace;
    QString claudeDir; // empty = nobody says where it is
    UserRules rules;
    QString projectAliasesFile; // absolute; empty = none

    [[nodiscard]] bool json() const { return invocation.has(QStringLiteral("json")); }
    // "assay-agent WORDS" with the options that name the same store, to be typed into a shell.
    [[nodiscard]] QString command(const QString &words) const;
};

// Usage when a directory is outside the test root or a name is no workspace.
[[nodiscard]] Result<VerbCall> makeVerbCall(const Invocation &invocation, Console &console);

// A reader of the call's workspace; NotFound with advice when nothing was imported yet.
[[nodiscard]] Result<Database> openReader(const VerbCall &call);

} // namespace assay
