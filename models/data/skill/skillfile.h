// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A SKILL.md as its parts, with the line of each. Read as leniently as the clients read it: what a strict reader would
// refuse becomes a fault and the rest is still there. Values; any thread.

#include <QList>
#include <QString>
#include <QStringList>

namespace assay {

struct SkillEntry {
    QString key;
    QString value;     // of a scalar, quotes and escapes resolved, lines joined
    QStringList items; // of a list; of a mapping "key: value", as deep as it goes
    int line = 0;      // counted from 1
    int lastLine = 0;
    enum class Shape { Scalar, List, Mapping } shape = Shape::Scalar;
};

struct SkillFault {
    int line = 0;
    QString rule; // of the lint
    QString what;
};

struct SkillFile {
    bool hasFrontMatter = false;
    bool isClosed = false;
    QList<SkillEntry> entries;
    QList<SkillFault> faults;
    QString body;
    int bodyLine = 1; // where it starts

    [[nodiscard]] const SkillEntry *find(QStringView key) const; // nullptr = none
    [[nodiscard]] QString value(QStringView key) const;
};

[[nodiscard]] SkillFile parseSkill(const QString &text);

// What the client shows the model of every skill in every session, and how much of it. 1,536 characters are the most
// that it shows of description and when_to_use.
[[nodiscard]] QString listingLine(const SkillFile &skill, const QString &folderName);
[[nodiscard]] int estimatedTokens(const QString &text);

// The text with this value for the key, every other byte as it was; an empty value takes the entry away. Quoted so that
// strict readers take it. Lists and mappings are not replaced.
[[nodiscard]] QString withSkillEntry(const QString &text, const QString &key, const QString &value);

} // namespace assay
