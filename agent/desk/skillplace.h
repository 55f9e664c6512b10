// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Where the desk may write: a file below a project's folder or below the personal folder of Claude Code, and only of
// the few names that clients read. Values.

#include "models/data/error.h"

#include <QString>

namespace assay {

enum class PlaceScope { Project, Personal };

struct SkillPlace {
    PlaceScope scope = PlaceScope::Project;
    QString root;          // absolute: the project's folder, or ~/.claude
    QString relative;      // below it, with "/": ".claude/skills/NAME/SKILL.md", "CLAUDE.md" …
    bool followed = false; // behind a CLAUDE.md that is a link: any Markdown file of the root
    bool found = false;    // a skill that lies there: also under a name that only clients take

    [[nodiscard]] QString path() const { return root + u'/' + relative; }
    bool operator==(const SkillPlace &) const = default;
};

// Usage when the name is none that a client would find, or leads anywhere else.
[[nodiscard]] Result<SkillPlace> skillPlace(PlaceScope scope, const QString &root, const QString &name);
[[nodiscard]] SkillPlace memoryPlace(PlaceScope scope, const QString &root); // CLAUDE.md
[[nodiscard]] Result<SkillPlace> rulePlace(PlaceScope scope, const QString &root, const QString &name);
[[nodiscard]] SkillPlace settingsPlace(PlaceScope scope, const QString &root);

// Every part of it is a plain name, and the whole is one of the files above.
[[nodiscard]] Result<> checkPlace(const SkillPlace &place);
// A CLAUDE.md that is a link within its root, as the file behind it; every other link is refused when it is opened.
[[nodiscard]] Result<SkillPlace> behindLink(const SkillPlace &place);
// Where an archived skill goes: beside the folder that clients read.
[[nodiscard]] SkillPlace archivedPlace(const SkillPlace &skill);
[[nodiscard]] SkillPlace restoredPlace(const SkillPlace &archived); // and back

} // namespace assay
