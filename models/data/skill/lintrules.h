// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The parts of the lint. `text` is the whole file with "\n" ends.

#include "models/data/skill/skilllint.h"

namespace assay {

struct SkillFile;

void lintSpecification(const SkillFile &skill, const LintContext &context, QList<LintFinding> &findings);
// Keys that give a skill rights or another place to run.
void lintRights(const SkillFile &skill, QList<LintFinding> &findings);
// Letters that are not seen, or not what they seem.
void lintLetters(const QString &text, QList<LintFinding> &findings);
// What the lines say and run, by shape.
void lintShapes(const QString &text, QList<LintFinding> &findings);

} // namespace assay
