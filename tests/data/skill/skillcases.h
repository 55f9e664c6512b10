// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Skills as an attacker, a careless person and a good colleague would write them. The hostile ones were written before
// the rules and name what must be said about them.

#include <QByteArray>
#include <QList>
#include <QString>

namespace assay {

struct SkillCase {
    QString name;    // what is tried
    QString rule;    // of the finding that must be there; empty = none that is dangerous may be
    QByteArray text; // the file
};

[[nodiscard]] QList<SkillCase> hostileSkills();
// Thirty more, written after the rules by somebody who looked for ways around them. The rules of that day flagged ten.
[[nodiscard]] QList<SkillCase> laterHostileSkills();
// The same attack in another coat: other white space, other letters' case, other place. Deterministic.
[[nodiscard]] QByteArray disguised(const QByteArray &text, int seed);
// Useful skills of many trades, 200 of them.
[[nodiscard]] QList<SkillCase> harmlessSkills();

} // namespace assay
