// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/memory/proselines.h"

#include <QRegularExpression>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

bool hasBox(const QString &line, QStringView marks)
{
    static const QRegularExpression box(u"^\\s*(?:(?:[-*+•]|\\d+[.)])\\s+)?\\[([ xX✓])\\]\\s"_s);
    const auto found = box.match(line);
    return found.hasMatch() && marks.contains(found.capturedView(1));
}

} // namespace

bool isUnticked(const QString &line)
{
    return hasBox(line, u" ");
}

bool isTicked(const QString &line)
{
    return hasBox(line, u"xX✓");
}

QString withoutMarkup(QString line)
{
    static const QRegularExpression link(u"\\[([^\\]]*)\\]\\([^)]*\\)"_s);
    static const QRegularExpression lead(u"^\\s*(?:(?:[-*+•>❯]|#+|\\d+[.)])\\s+)?(?:\\[[ xX✓]\\]\\s+)?"_s);
    line.replace(link, u"\\1"_s).remove(lead).remove(u"**"_s).remove(u"__"_s);
    return line.simplified();
}

QStringList proseLines(const QString &text)
{
    QStringList lines;
    bool code = false;
    for (const QString &line : text.split(u'\n')) {
        const QString bare = line.trimmed();
        if (bare.startsWith(u"```"_s)) {
            code = !code;
            continue;
        }
        if (!code && !bare.isEmpty() && !bare.startsWith(u'|') && !bare.startsWith(u"---"_s))
            lines.append(line);
    }
    return lines;
}

QStringList sentencesOf(const QString &line)
{
    static const QRegularExpression end(u"(?<=[.!?。！？])\\s+"_s);
    return withoutMarkup(line).split(end, Qt::SkipEmptyParts);
}

qsizetype countWords(const QString &sentence)
{
    return sentence.split(u' ', Qt::SkipEmptyParts).size();
}

} // namespace assay
