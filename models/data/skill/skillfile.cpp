// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/skill/skillfile.h"

#include <QRegularExpression>

#include <algorithm>

#include "models/data/skill/frontmatter.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype shownCharacters = 1536;

QStringList linesOf(const QString &text)
{
    QStringList lines = text.split(u'\n');
    for (QString &line : lines) {
        if (line.endsWith(u'\r'))
            line.chop(1);
    }
    if (!lines.isEmpty() && lines.first().startsWith(QChar(0xfeff)))
        lines.first().remove(0, 1);
    return lines;
}

bool isFence(const QString &line)
{
    return line.startsWith("---"_L1) && line.mid(3).trimmed().isEmpty();
}

QString quoted(QString value)
{
    value.replace(u'\\', "\\\\"_L1).replace(u'"', "\\\""_L1).replace(u'\n', u' ');
    return u'"' + value + u'"';
}

bool needsNoQuotes(const QString &value)
{
    static const QRegularExpression simple(u"^[A-Za-z0-9][A-Za-z0-9 _.,/()-]*$"_s);
    static const QRegularExpression other(u"^(true|false|null|yes|no|on|off|[0-9.]+)$"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    return simple.match(value).hasMatch() && !other.match(value).hasMatch() && !value.endsWith(u' ');
}

} // namespace

const SkillEntry *SkillFile::find(QStringView key) const
{
    const auto it = std::find_if(entries.begin(), entries.end(), [key](const SkillEntry &e) { return e.key == key; });
    return it == entries.end() ? nullptr : &*it;
}

QString SkillFile::value(QStringView key) const
{
    const SkillEntry *entry = find(key);
    return entry == nullptr ? QString() : entry->value;
}

SkillFile parseSkill(const QString &text)
{
    SkillFile skill;
    const QStringList lines = linesOf(text);
    qsizetype first = 0;
    if (!lines.isEmpty() && isFence(lines.first())) {
        skill.hasFrontMatter = true;
        qsizetype end = 1;
        while (end < lines.size() && !isFence(lines[end]))
            ++end;
        skill.isClosed = end < lines.size();
        // Open to the end of the file, it is read up to the first blank line, as if it had been closed there.
        for (qsizetype i = 1; !skill.isClosed && i < end; ++i)
            end = lines[i].trimmed().isEmpty() ? i : end;
        readFrontMatter(lines.mid(1, end - 1), 2, skill);
        first = std::min(lines.size(), end + 1);
    }
    skill.bodyLine = static_cast<int>(first) + 1;
    skill.body = lines.mid(first).join(u'\n');
    return skill;
}

QString listingLine(const SkillFile &skill, const QString &folderName)
{
    QString described = skill.value(u"description");
    if (described.isEmpty())
        described = skill.body.trimmed().section(u'\n', 0, 0);
    if (const QString when = skill.value(u"when_to_use"); !when.isEmpty())
        described += u" - "_s + when;
    if (described.size() > shownCharacters)
        described = described.left(shownCharacters - 1) + u'…';
    return u"- %1: %2"_s.arg(folderName.isEmpty() ? skill.value(u"name") : folderName, described);
}

int estimatedTokens(const QString &text)
{
    return static_cast<int>((text.toUtf8().size() + 3) / 4);
}

QString withSkillEntry(const QString &text, const QString &key, const QString &value)
{
    const SkillFile skill = parseSkill(text);
    const QString end = text.contains("\r\n"_L1) ? u"\r\n"_s : u"\n"_s;
    const QString line = key + u": "_s + (needsNoQuotes(value) ? value : quoted(value));
    if (!skill.hasFrontMatter)
        return value.isEmpty() ? text : u"---"_s + end + line + end + u"---"_s + end + end + text;
    QStringList lines = text.split(u'\n');
    const QString tail = end == "\r\n"_L1 ? u"\r"_s : QString();
    const SkillEntry *entry = skill.find(key);
    if (entry != nullptr && entry->shape != SkillEntry::Shape::Scalar)
        return text;
    if (entry != nullptr) {
        lines.remove(entry->line - 1, entry->lastLine - entry->line + 1);
        if (!value.isEmpty())
            lines.insert(entry->line - 1, line + tail);
    } else if (!value.isEmpty()) {
        const SkillEntry *before = skill.find(u"description");
        lines.insert(before == nullptr ? 1 : before->lastLine, line + tail);
    }
    return lines.join(u'\n');
}

} // namespace assay
