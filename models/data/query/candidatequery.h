// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What was mined, as the desk and the terminal read it.

#include <QList>
#include <QString>
#include <QStringList>

#include "models/data/error.h"

namespace assay {

class Database;

struct EvidenceRow {
    qint64 eventId = 0;
    qint64 sessionId = 0;
    QString sessionUuid;
    qint64 at = -1;
    QString role;  // ask, act, failure, remedy, refusal
    int trust = 0; // 0 typed, 1 the agent's own call, 2 repository, 3 other output
    QString excerpt;

    bool operator==(const EvidenceRow &) const = default;
};

struct ClaimRow {
    QString section; // trigger, step, fails, avoid, check
    QString text;
    bool ticked = true; // false: shown, not in the draft
    QStringList flags;
    QList<EvidenceRow> evidence;

    bool operator==(const ClaimRow &) const = default;
};

struct CandidateRow {
    qint64 id = 0;
    QString key; // as candidateKeySql()
    qint64 projectId = 0;
    QString projectKey;
    QString projectName; // with its owner, or as its folder, where others have the same name
    QString canon;
    QString detector;
    QString form;  // skill, rule, hook, permission, note
    QString lane;  // mined, said once, drift, retirement
    QString scope; // project, personal
    QString name;
    QString sentence; // what will change
    QString description;
    QString strengthText;
    QString state;
    int lineages = 0;
    int days = 0;
    int authors = 0;
    double expected = 0.0; // lineages by chance
    int against = 0;
    int firstDay = 0; // since the epoch, UTC
    int lastDay = 0;
    double score = 0.0;
    QString scoreParts; // JSON
    QString coverage;   // JSON
    QStringList flags;
    QString targetPath;
    int draftRev = 0;
    QString draft; // of that revision
    QString draftSha256;
    QList<ClaimRow> claims; // only of a single candidate

    bool operator==(const CandidateRow &) const = default;
};

struct PatternRow {
    QString project;
    QString detector;
    QString canon;
    QString standing;
    QString reason;
    int lineages = 0;
    int days = 0;
    double expected = 0.0;
    double p = 1.0;
    double q = 1.0;

    bool operator==(const PatternRow &) const = default;
};

// The key of candidate `c`. Projects of one name may hold the same key, and a person has to mean one of them: all but
// the first are called by their project as well.
[[nodiscard]] QString candidateKeySql();
// New ones first, then by score. Empty states: all but stale and superseded ones.
[[nodiscard]] Result<QList<CandidateRow>> readCandidates(Database &db, const QStringList &states = {});
// By its key or the beginning of it, with claims and evidence. NotFound; Usage when several match.
[[nodiscard]] Result<CandidateRow> readCandidate(Database &db, const QString &key);
[[nodiscard]] Result<QList<ClaimRow>> readClaims(Database &db, qint64 candidateId);
// Patterns whose name holds the words, the strongest first.
[[nodiscard]] Result<QList<PatternRow>> readPatterns(Database &db, const QString &words, int limit = 50);

} // namespace assay
