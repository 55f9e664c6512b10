// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

namespace assay {

struct SkillFile;

// The YAML between the fences of a SKILL.md, as far as skills use it: scalars plain, quoted and in blocks, lists,
// mappings. Adds entries and faults to the skill; lines count from `firstLine`.
void readFrontMatter(const QStringList &lines, int firstLine, SkillFile &skill);

} // namespace assay
