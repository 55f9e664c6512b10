// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The skills that lie on disk, whoever wrote them. Reads folders: not for the GUI thread.

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace assay {

struct ShelvedSkill {
    QString name;     // of the folder: what the client calls it
    QString scope;    // project, personal
    QString root;     // the project's folder, or ~/.claude
    QString relative; // of the file, below root
    QString description;
    QString sha256; // of the file
    int listingTokens = 0;
    int bodyTokens = 0;
    bool isArchived = false;
    bool isLink = false;     // the folder or the file is one
    bool isShadowed = false; // a personal one of that name is chosen instead
    bool isHidden = false;   // from the model: only typed by hand
    bool isUnseen = false;   // not looked at yet: no digest, sizes, findings
    int dangers = 0;         // findings of the lint
    int errors = 0;
    QString trouble;    // the first error; empty = none
    QStringList toTick; // rules of the lint that must be ticked before it may be written elsewhere
    qint64 modifiedAt = -1;

    [[nodiscard]] QString path() const { return root + u'/' + relative; }
    bool operator==(const ShelvedSkill &) const = default;
};

// A folder in whose `.claude` they lie, or the personal one. At most 2,000 skills of each.
struct ShelfRoot {
    QString scope;
    QString root;
};
// Names: what a listing shows, without what costs more: digest, sizes, lint. Portion: with that, for those that are
// known and for some that are not; the rest is unseen, and the next reading goes on there. Weighed: all, however long
// it takes.
enum class ShelfDepth { Names, Portion, Weighed };
// What was read and checked once is remembered while path, inode, size and time of the file stay.
[[nodiscard]] QList<ShelvedSkill> readShelf(const QList<ShelfRoot> &roots, ShelfDepth depth = ShelfDepth::Weighed);
// Where the file of that path belongs, without reading it or any other; nullopt = to none of the roots.
[[nodiscard]] std::optional<ShelvedSkill> placeOnShelf(const QList<ShelfRoot> &roots, const QString &path);

} // namespace assay
