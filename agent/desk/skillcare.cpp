// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// Earlier versions of what the desk wrote, and skills that move between a project and the person.
#include "agent/desk/approval.h"

#include "agent/store/filechanges.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// The move of the project's own, as it belongs to a promotion.
FileChange archivedBy(const FileChange &promotion, const SkillPlace &from)
{
    FileChange change;
    change.act = u"archive"_s;
    change.actor = promotion.actor;
    change.scope = u"project"_s;
    change.root = from.root;
    change.path = from.relative;
    change.name = promotion.name;
    change.at = promotion.at;
    return change;
}

} // namespace

Result<QString> Approval::revert(const SkillPlace &place, const QString &name, qint64 toChange, const QString &actor)
{
    const auto all = FileChanges(m_db).ofPath(place.root, place.relative);
    if (!all)
        return tl::unexpected(all.error());
    const auto now = SkillWriter(place, {}).read();
    if (!now)
        return tl::unexpected(now.error());
    std::optional<QByteArray> wanted;
    for (const FileChange &each : *all) {
        const bool isIt = toChange == each.id;
        if (isIt && each.after)
            wanted = each.after;
        if (toChange == 0 && !wanted && each.before && each.before != *now)
            wanted = each.before;
    }
    if (!wanted || !*now)
        return fail(Error::Code::NotFound, u"There is no earlier version of this. Nothing was changed."_s,
                    place.path());
    FileChange change;
    change.act = u"revert"_s;
    change.actor = actor;
    change.scope = place.scope == PlaceScope::Personal ? u"personal"_s : u"project"_s;
    change.root = place.root;
    change.path = place.relative;
    change.name = name;
    change.before = *now;
    change.after = wanted;
    change.at = m_now;
    if (const auto done = carryOut(change); !done)
        return tl::unexpected(done.error());
    return place.path();
}

Result<QString> Approval::promote(const SkillPlace &from, const QString &name, const QStringList &ticked,
                                  const QString &actor)
{
    const auto to = skillPlace(PlaceScope::Personal, m_claudeDir, name);
    const auto bytes = to ? SkillWriter(from, {}).read() : tl::unexpected(to.error());
    if (!bytes)
        return tl::unexpected(bytes.error());
    if (!*bytes)
        return fail(Error::Code::NotFound, u"This skill is gone."_s, from.path());
    for (const QString &flag : rulesToTick(lintSkill(**bytes, {u"SKILL.md"_s, name}))) {
        if (!ticked.contains(flag))
            return fail(
                Error::Code::Usage,
                u"For all projects it needs a look first: \"%1\" was not ticked. Nothing was changed."_s.arg(flag));
    }
    FileChange change;
    change.act = u"promote"_s;
    change.actor = actor;
    change.scope = u"personal"_s;
    change.root = to->root;
    change.path = to->relative;
    change.name = name;
    change.after = *bytes;
    change.folders = SkillWriter(*to, {}).missingFolders();
    change.at = m_now;
    if (const auto done = carryOut(change); !done)
        return tl::unexpected(done.error());
    if (const auto moved = moveSkillFolder(from, archivedPlace(from)); !moved)
        return tl::unexpected(moved.error());
    FileChanges changes(m_db);
    const auto noted = changes.begin(archivedBy(change, from)).and_then([&changes](qint64 id) {
        return changes.settle(id, u"written"_s);
    });
    return noted ? Result<QString>(to->path()) : tl::unexpected(noted.error());
}

Result<QString> Approval::demote(const SkillPlace &personal, const QString &actor)
{
    const auto all = FileChanges(m_db).ofPath(personal.root, personal.relative);
    if (!all)
        return tl::unexpected(all.error());
    const auto archived = all->isEmpty() || all->first().act != "promote"_L1
                              ? Result<std::optional<FileChange>>(std::nullopt)
                              : FileChanges(m_db).beside(all->first(), u"archive"_s);
    if (!archived)
        return tl::unexpected(archived.error());
    if (!*archived)
        return fail(Error::Code::NotFound,
                    u"This skill was not made personal here, or changed since. Nothing was changed."_s,
                    personal.path());
    const auto now = SkillWriter(personal, {}).read();
    if (!now)
        return tl::unexpected(now.error());
    FileChange change = all->first();
    if (*now != change.after)
        return fail(Error::Code::Failed, u"This file was changed since. Nothing was taken back."_s, personal.path());
    // First the project has it again, then the personal one goes: nothing is lost between.
    const SkillPlace to{PlaceScope::Project, (*archived)->root, (*archived)->path, false, true};
    const auto there = SkillWriter(to, {}).read(); // after a crash between the two
    if (!there || *there != change.after) {
        if (const auto moved = moveSkillFolder(archivedPlace(to), to); !moved)
            return tl::unexpected(moved.error());
    }
    std::swap(change.before, change.after);
    change.act = u"undo"_s;
    change.actor = actor;
    change.at = m_now;
    FileChanges changes(m_db);
    FileChange restored = **archived;
    restored.act = u"restore"_s;
    restored.actor = actor;
    restored.at = m_now;
    const auto done = carryOut(change, [&] {
        return changes.begin(restored).and_then([&changes](qint64 id) { return changes.settle(id, u"written"_s); });
    });
    return done ? Result<QString>(to.path()) : tl::unexpected(done.error());
}

} // namespace assay
