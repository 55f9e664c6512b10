// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/skill/skillshelf.h"

#include <sys/stat.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <tuple>

#include <QCollator>
#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QSet>

#include "models/data/skill/skillfile.h"
#include "models/data/skill/skilllint.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype mostSkills = 2000;
constexpr qint64 mostShelfBytes = qint64(1024) * 1024;

void weigh(ShelvedSkill &skill, const QByteArray &bytes, ShelfDepth depth)
{
    const SkillFile parsed = parseSkill(QString::fromUtf8(bytes));
    skill.description = parsed.value(u"description");
    skill.isHidden = parsed.value(u"disable-model-invocation") == "true"_L1;
    if (depth == ShelfDepth::Names)
        return;
    skill.sha256 = QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    skill.listingTokens = estimatedTokens(listingLine(parsed, skill.name));
    skill.bodyTokens = estimatedTokens(parsed.body);
    const auto findings = lintSkill(bytes, {u"SKILL.md"_s, skill.name});
    skill.toTick = rulesToTick(findings);
    for (const LintFinding &each : findings) {
        skill.dangers += each.severity == LintSeverity::Danger ? 1 : 0;
        skill.errors += each.severity == LintSeverity::Error ? 1 : 0;
        if (each.severity == LintSeverity::Error && skill.trouble.isEmpty())
            skill.trouble = each.message;
    }
}

// Of a file as it is on disk now.
using FileStamp = std::tuple<ino_t, off_t, qint64, qint64, qint64, qint64>;

FileStamp stampOf(const struct stat &status)
{
    return {status.st_ino,          status.st_size,        status.st_mtim.tv_sec,
            status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec};
}

struct Weighed {
    FileStamp stamp;
    ShelvedSkill skill;
};

constexpr std::size_t mostWeighed = 8192;

std::mutex weighedMutex;                 // guards weighed
std::map<QString, Weighed> weighedFiles; // by path

bool isWeighed(const FileStamp &stamp, ShelvedSkill &skill)
{
    const std::lock_guard guard(weighedMutex);
    const auto it = weighedFiles.find(skill.path());
    if (it == weighedFiles.end() || it->second.stamp != stamp)
        return false;
    const ShelvedSkill &known = it->second.skill;
    skill.description = known.description;
    skill.sha256 = known.sha256;
    skill.listingTokens = known.listingTokens;
    skill.bodyTokens = known.bodyTokens;
    skill.isHidden = known.isHidden;
    skill.dangers = known.dangers;
    skill.errors = known.errors;
    skill.trouble = known.trouble;
    skill.toTick = known.toTick;
    return true;
}

void remember(const FileStamp &stamp, const ShelvedSkill &skill)
{
    const std::lock_guard guard(weighedMutex);
    if (weighedFiles.size() >= mostWeighed)
        weighedFiles.clear();
    weighedFiles.insert_or_assign(skill.path(), Weighed{stamp, skill});
}

// Of files that are not known yet, in one reading in portions. They are counted in bytes, not in time: which ones are
// looked at is the same on any machine. A check that had to be given up took as long as one of the largest files.
constexpr qint64 portionBytes = qint64(512) * 1024;
constexpr qint64 leastCost = qint64(2) * 1024;
constexpr qint64 mostCost = qint64(256) * 1024;

struct ShelfReading {
    ShelfDepth depth = ShelfDepth::Weighed;
    qint64 spent = 0;

    [[nodiscard]] bool isOver() const { return depth == ShelfDepth::Portion && spent >= portionBytes; }
};

void readFile(QFile &file, ShelvedSkill &skill, ShelfReading &reading)
{
    struct stat status {};
    const bool stamped = fstat(file.handle(), &status) == 0;
    if (stamped && isWeighed(stampOf(status), skill))
        return;
    const QByteArray bytes = file.read(mostShelfBytes);
    skill.isUnseen = reading.isOver();
    weigh(skill, bytes, skill.isUnseen ? ShelfDepth::Names : reading.depth);
    if (skill.isUnseen || reading.depth == ShelfDepth::Names)
        return;
    reading.spent += skill.toTick.contains(u"unchecked"_s) ? mostCost : std::clamp(bytes.size(), leastCost, mostCost);
    if (stamped)
        remember(stampOf(status), skill);
}

// As a person counts: "step-2" before "step-10". English also where the locale is C, which knows no such order.
QStringList skillNames(const QDir &dir)
{
    QStringList names = dir.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    QCollator order{QLocale(QLocale::English)};
    order.setNumericMode(true);
    std::stable_sort(names.begin(), names.end(), order);
    return names;
}

void readFolder(const ShelfRoot &root, const QString &folder, bool archived, ShelfReading &reading,
                QList<ShelvedSkill> &all)
{
    QDir dir(root.root + u'/' + folder);
    for (const QString &name : skillNames(dir).mid(0, mostSkills)) {
        ShelvedSkill skill;
        skill.name = name;
        skill.scope = root.scope;
        skill.root = root.root;
        skill.relative = folder + u'/' + name + u"/SKILL.md"_s;
        skill.isArchived = archived;
        const QFileInfo info(skill.path());
        QFile file(skill.path());
        if (!info.isFile() || !file.open(QIODevice::ReadOnly))
            continue; // clients find none here either
        skill.isLink = info.isSymLink() || QFileInfo(dir.filePath(name)).isSymLink();
        skill.modifiedAt = info.lastModified().toMSecsSinceEpoch();
        readFile(file, skill, reading);
        all.append(skill);
    }
}

QString skillsBelow(const ShelfRoot &root)
{
    return root.scope == "personal"_L1 ? QString() : u".claude/"_s;
}

} // namespace

QList<ShelvedSkill> readShelf(const QList<ShelfRoot> &roots, ShelfDepth depth)
{
    ShelfReading reading{depth, 0};
    QList<ShelvedSkill> all;
    QSet<QString> seen;
    for (const ShelfRoot &root : roots) {
        if (root.root.isEmpty() || seen.contains(root.root))
            continue;
        seen.insert(root.root);
        readFolder(root, skillsBelow(root) + u"skills"_s, false, reading, all);
        readFolder(root, skillsBelow(root) + u"skills-archived"_s, true, reading, all);
    }
    QSet<QString> personal;
    for (const ShelvedSkill &each : std::as_const(all)) {
        if (each.scope == "personal"_L1 && !each.isArchived)
            personal.insert(each.name);
    }
    for (ShelvedSkill &each : all)
        each.isShadowed = each.scope == "project"_L1 && !each.isArchived && personal.contains(each.name);
    return all;
}

std::optional<ShelvedSkill> placeOnShelf(const QList<ShelfRoot> &roots, const QString &path)
{
    for (const ShelfRoot &root : roots) {
        for (const bool archived : {false, true}) {
            const QString folder = skillsBelow(root) + (archived ? u"skills-archived"_s : u"skills"_s);
            const QString start = root.root + u'/' + folder + u'/';
            const QString rest = path.startsWith(start) ? path.mid(start.size()) : QString();
            const QString name = rest.section(u'/', 0, 0);
            if (name.isEmpty() || name == "."_L1 || name == ".."_L1 || rest != name + u"/SKILL.md"_s ||
                !QFileInfo(path).isFile())
                continue;
            ShelvedSkill skill;
            skill.name = name;
            skill.scope = root.scope;
            skill.root = root.root;
            skill.relative = folder + u'/' + rest;
            skill.isArchived = archived;
            return skill;
        }
    }
    return std::nullopt;
}

} // namespace assay
