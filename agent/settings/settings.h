// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the person set (config.json), with the values that hold where nothing was set. docs/cli.md lists the keys.
// The redaction rules are a section of the same file that only agent/verb/userrules understands.

#include "models/data/error.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

#include <nlohmann/json_fwd.hpp>

namespace assay {

// How much of a project is kept. Sessions are counted by their last event and by the bytes of their raw lines and text.
struct RetentionLimit {
    std::optional<qint64> days;  // since the last event; none = however old
    std::optional<qint64> bytes; // of all sessions of the project; the oldest go first; none = however many
    [[nodiscard]] bool isSet() const { return days || bytes; }
    [[nodiscard]] bool operator==(const RetentionLimit &) const = default;
};

struct Settings {
    bool captureUnpersisted = false;                // runs that write no transcript, from their hooks alone
    QStringList ignoredFolders;                     // absolute and clean; what runs in or below them is not captured
    QStringList ignoredProjects;                    // keys ("github.com/owner/name") or names
    RetentionLimit retention;                       // of projects that have none of their own
    QMap<QString, RetentionLimit> projectRetention; // by key; replaces the other one whole
    int skillifyEveryTurns = 20;
    int newCardsPerDay = 3;  // candidates that mining shows of itself
    int openCards = 10;      // that wait for a decision
    int summarySeconds = 60; // how far summaries may lag behind
    QMap<QString, int> workspaceSummarySeconds;
    bool notifyOfCandidates = true;
    bool notifyOfStoppedCapture = true;

    [[nodiscard]] RetentionLimit retentionOf(const QString &projectKey) const;
    [[nodiscard]] bool limitsAnything() const;
    [[nodiscard]] int summarySecondsOf(const QString &workspace) const;
};

// The sections that config.json may have. One that is not among them is a mistake: perhaps "redaction", misspelt.
[[nodiscard]] const QStringList &settingsSections();

// Usage with the key and what it takes, for the first value that is not understood. Keys within a known section that
// this version does not know are named in `unknown` as "section.key" and do no harm.
[[nodiscard]] Result<Settings> settingsFromJson(const nlohmann::ordered_json &root, QStringList *unknown = nullptr);

// Every key there is, with its value; without the redaction rules.
[[nodiscard]] nlohmann::ordered_json toJson(const Settings &settings);

} // namespace assay
