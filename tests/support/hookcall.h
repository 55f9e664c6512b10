// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Calls the real assay-hook ($ASSAY_TEST_HOOK), as a coding agent does, and looks at what lies in the spool afterwards.
// Units that include this are compiled with JSON_USE_IMPLICIT_CONVERSIONS=0.

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <nlohmann/json.hpp>

namespace assay::test {

struct HookCall {
    QByteArray payload;
    QMap<QString, QString> environment; // on top of the test's own
    QStringList unset;
    QString folder;      // where it runs; empty = where the test does
    QStringList through; // a command that runs it, e.g. {"setpriv", …}; empty = directly
};

struct HookEnd {
    bool ended = false; // by itself, with 0
    QByteArray said;    // on stdout and stderr
};
// Waits until the process that a coding agent would wait for has ended.
[[nodiscard]] HookEnd callHook(const HookCall &call);
// Ended with 0 and said nothing.
[[nodiscard]] bool isSilent(const HookEnd &end);

[[nodiscard]] QString hookProgram();
// {"session_id": …, "cwd": …, "hook_event_name": …, "transcript_path": …} and what is added.
[[nodiscard]] QByteArray hookPayload(const QString &event, const nlohmann::json &more = nlohmann::json::object());

struct SpooledCall {
    QString name;
    nlohmann::json header; // discarded when it is no JSON
    QByteArray content;    // behind the header
    QByteArray bytes;      // the whole file
};
// What lies in new, by name. A hook that was slow may finish later: ask again (QTRY).
[[nodiscard]] QList<SpooledCall> spooledCalls(const QString &dataDir);
[[nodiscard]] qsizetype spooledCount(const QString &dataDir);
[[nodiscard]] qsizetype unfinishedCount(const QString &dataDir); // files in tmp

} // namespace assay::test
