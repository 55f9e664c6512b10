// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/desk/skillplace.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

QString below(PlaceScope scope, const QString &rest)
{
    return scope == PlaceScope::Project ? u".claude/"_s + rest : rest;
}

bool isName(const QString &name)
{
    static const QRegularExpression form(u"^[a-z0-9]+(-[a-z0-9]+)*$"_s);
    return form.match(name).hasMatch() && name.size() <= 64;
}

Result<SkillPlace> named(PlaceScope scope, const QString &root, const QString &name, const QString &relative)
{
    if (!isName(name)) {
        return fail(Error::Code::Usage,
                    u"\"%1\" is no name for a file of a skill: use a-z, 0-9 and single hyphens, 64 at "
                    "most. Nothing was written."_s.arg(name.left(80)));
    }
    return SkillPlace{scope, root, below(scope, relative), false, false};
}

// The folder of skills only: a skill may be called "my-skills".
SkillPlace movedPlace(SkillPlace place, QLatin1StringView from, QLatin1StringView to)
{
    const qsizetype at = place.relative.indexOf(from);
    if (at >= 0)
        place.relative.replace(at, from.size(), to);
    return place;
}

} // namespace

Result<SkillPlace> skillPlace(PlaceScope scope, const QString &root, const QString &name)
{
    return named(scope, root, name, u"skills/"_s + name + u"/SKILL.md"_s);
}

Result<SkillPlace> rulePlace(PlaceScope scope, const QString &root, const QString &name)
{
    return named(scope, root, name, u"rules/"_s + name + u".md"_s);
}

SkillPlace memoryPlace(PlaceScope scope, const QString &root)
{
    return {scope, root, u"CLAUDE.md"_s, false, false};
}

SkillPlace settingsPlace(PlaceScope scope, const QString &root)
{
    return {scope, root, below(scope, u"settings.json"_s), false, false};
}

Result<> checkPlace(const SkillPlace &place)
{
    static const QRegularExpression form(
        u"^(\\.claude/)?(skills(-archived)?/[a-z0-9]+(-[a-z0-9]+)*/SKILL\\.md|rules/[a-z0-9]+(-[a-z0-9]+)*\\.md|"
        "settings\\.json|CLAUDE\\.md)$"_s);
    if (!QDir::isAbsolutePath(place.root) || !QFileInfo(place.root).isDir()) {
        return fail(Error::Code::NotFound,
                    place.scope == PlaceScope::Personal
                        ? u"Claude Code has no folder here yet. Nothing was written. Start it once, or name its folder "
                          "with --claude-dir."_s
                        : u"This folder is not on this machine. Nothing was written. Choose the personal scope, or "
                          "work where the project lies."_s,
                    place.root);
    }
    static const QRegularExpression markdown(u"^([A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*\\.md$"_s);
    static const QRegularExpression anyName(u"^(\\.claude/)?skills(-archived)?/(?!\\.{1,2}/)[^/]+/SKILL\\.md$"_s);
    if (!form.match(place.relative).hasMatch() && !(place.followed && markdown.match(place.relative).hasMatch()) &&
        !(place.found && anyName.match(place.relative).hasMatch()))
        return fail(Error::Code::Usage, u"No coding agent reads this file. Nothing was written."_s, place.path());
    return {};
}

Result<SkillPlace> behindLink(const SkillPlace &place)
{
    const QFileInfo info(place.path());
    if (!info.isSymLink() || QFileInfo(place.relative).fileName() != "CLAUDE.md"_L1)
        return place;
    const QString root = QFileInfo(place.root).canonicalFilePath();
    const QString target = info.canonicalFilePath();
    if (target.isEmpty() || !target.startsWith(root + u'/')) {
        return fail(
            Error::Code::Failed,
            u"This is a link that leads out of the project. Nothing was written. Put the line there by hand, or "
            "replace the link by a file."_s,
            place.path());
    }
    return SkillPlace{place.scope, root, target.mid(root.size() + 1), true, false};
}

SkillPlace archivedPlace(const SkillPlace &skill)
{
    return movedPlace(skill, "skills/"_L1, "skills-archived/"_L1);
}

SkillPlace restoredPlace(const SkillPlace &archived)
{
    return movedPlace(archived, "skills-archived/"_L1, "skills/"_L1);
}

} // namespace assay
