// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What happened in runs of a coding agent, as a sorted list of one line each, told three times: by its transcripts, by
// the log of its hook calls, and by our store. The first two are read with as few rules as possible, and none of ours.

#include <QByteArray>
#include <QStringList>

namespace assay {

// "session|sub-agent|prompt|text" …, of every prompt, command, reply, thinking, interruption, compaction, summary,
// error of the service; "session|sub-agent|call|id|tool|outcome" of every call.
[[nodiscard]] QStringList toldByTranscripts(const QString &claudeDir);
[[nodiscard]] QStringList toldByStore(const QString &storeFile);

// "session|call|text" of what each result of a call says, in transcripts: the store's output has to hold it.
struct CallResult {
    QString session;
    QString call;
    QString text;
};
[[nodiscard]] QList<CallResult> resultsInTranscripts(const QString &claudeDir);
[[nodiscard]] QString outputInStore(const QString &storeFile, const CallResult &result);

// "session|event" of each call of a hook, sorted; of the log those of events that are wired.
[[nodiscard]] QStringList hookCallsInLog(const QByteArray &log, const QString &settingsFile);
[[nodiscard]] QStringList hookCallsInStore(const QString &storeFile);

// "session|sub-agent"
[[nodiscard]] QStringList subagentsInTranscripts(const QString &claudeDir);
[[nodiscard]] QStringList subagentsInStore(const QString &storeFile);

// Lines that only the first of two sorted lists has, and lines that only one of them has, for a message.
[[nodiscard]] QStringList missingIn(const QStringList &actual, const QStringList &expected);
[[nodiscard]] QString differenceOf(const QStringList &expected, const QStringList &actual);

} // namespace assay
