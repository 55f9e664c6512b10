// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the desk reads besides candidates: their revisions and decisions, what was written to files, installed skills
// with their uses, and which past asks a trigger would have met.

#include "models/data/error.h"
#include "models/data/skill/skillshelf.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace assay {

class Database;

struct RevisionRow {
    int rev = 0;
    QString author; // miner, person, model
    QString text;
    QString sha256;
    int tokens = 0;
    qint64 at = -1;

    bool operator==(const RevisionRow &) const = default;
};

struct DecisionRow {
    qint64 id = 0;
    QString candidate; // key
    QString project;   // key
    QString verdict;
    int rev = 0;
    QString sha256;
    QString reason;
    QString note;
    QString before; // states
    QString after;
    QString actor;
    qint64 undoes = 0;
    qint64 at = -1;

    bool operator==(const DecisionRow &) const = default;
};

struct InstalledSkill {
    ShelvedSkill file;
    QString project;   // name; empty for personal ones
    QString state;     // ours, edited outside, foreign, shadowed, invalid, archived, not looked at yet
    int version = 0;   // how often the desk wrote it
    QString candidate; // key of the one it came from; empty = none
    qint64 approvedAt = -1;
    int modelUses = 0; // calls of the tool Skill
    int typedUses = 0; // "/name"
    int lines = 0;     // replies that the client says were written under it
    qint64 lastUsedAt = -1;

    bool operator==(const InstalledSkill &) const = default;
};

// Newest first.
[[nodiscard]] Result<QList<RevisionRow>> readRevisions(Database &db, qint64 candidate);
// Of one candidate, or of all (0); newest first.
[[nodiscard]] Result<QList<DecisionRow>> readDecisions(Database &db, qint64 candidate = 0);
// Of every project whose folder is on this machine, of `folder` (empty = none) and personal ones. Reads the disk.
[[nodiscard]] Result<QList<InstalledSkill>> readInstalled(Database &db, const QString &claudeDir,
                                                          const QString &folder = {},
                                                          ShelfDepth depth = ShelfDepth::Weighed);
// The one of that path, among the same: where it lies and what it is called; its text is not read. NotFound.
[[nodiscard]] Result<ShelvedSkill> findInstalled(Database &db, const QString &claudeDir, const QString &path,
                                                 const QString &folder = {});

} // namespace assay
