// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/text/highlight/highlight.h"

#include <vector>

#include <QHash>

#include "views/text/highlight/language.h"

namespace assay {

namespace {

struct Names {
    QHash<QString, const Language *> byName;
    QHash<QString, const Language *> byFile;
};

const Names &names()
{
    static const Names known = [] {
        Names made;
        for (const Language &language : allLanguages()) {
            for (const QString &name : QString(language.names).split(u' ', Qt::SkipEmptyParts))
                made.byName.insert(name, &language);
            for (const QString &file : QString(language.files).split(u' ', Qt::SkipEmptyParts))
                made.byFile.insert(file, &language);
        }
        return made;
    }();
    return known;
}

using Words = QHash<QString, CodeTone>;

const std::vector<Words> &words()
{
    static const std::vector<Words> known = [] {
        std::vector<Words> made;
        for (const Language &language : allLanguages()) {
            Words table;
            const auto take = [&table](QLatin1StringView list, CodeTone tone) {
                for (const QString &word : QString(list).split(u' ', Qt::SkipEmptyParts))
                    table.insert(word, tone);
            };
            take(language.keywords, CodeTone::Keyword);
            take(language.types, CodeTone::Type);
            take(language.constants, CodeTone::Number);
            made.push_back(table);
        }
        return made;
    }();
    return known;
}

} // namespace

const Language *languageNamed(const QString &name)
{
    // "js {1,3}", "python title=x", "{.go}": the first word tells.
    qsizetype from = 0;
    while (from < name.size() && (name.at(from) == u'{' || name.at(from) == u'.' || name.at(from) == u' '))
        ++from;
    qsizetype end = from;
    while (end < name.size() && !name.at(end).isSpace() && name.at(end) != u'{' && name.at(end) != u'}' &&
           name.at(end) != u',' && name.at(end) != u':')
        ++end;
    return names().byName.value(name.mid(from, end - from).toLower());
}

const Language *languageOfFile(const QString &path)
{
    const QString file = path.mid(path.lastIndexOf(u'/') + 1);
    if (const Language *known = names().byFile.value(file))
        return known;
    if (file.startsWith(QLatin1StringView("Dockerfile.")))
        return languageNamed(QStringLiteral("docker"));
    const qsizetype dot = file.lastIndexOf(u'.');
    return dot < 0 ? nullptr : names().byName.value(file.mid(dot + 1).toLower());
}

const CodeTone *toneOfWord(const Language &language, QStringView word)
{
    const Words &table = words()[static_cast<std::size_t>(&language - allLanguages().data())];
    const QString asked =
        language.has(Trait::CaseBlind) ? word.toString().toLower() : QString::fromRawData(word.data(), word.size());
    const auto found = table.constFind(asked);
    return found == table.cend() ? nullptr : &*found;
}

QList<CodeSpan> highlightLine(const Language &language, QStringView line, CodeState &state, qint64 *steps)
{
    QList<CodeSpan> spans;
    if (line.size() > lineColourLimit)
        return spans;
    qint64 looked = 0;
    switch (language.grammar) {
    case Grammar::Code:
    case Grammar::Keyed:
        looked = readCode(language, line, state, spans);
        break;
    case Grammar::Markup:
        looked = readMarkup(line, state, spans);
        break;
    case Grammar::Markdown:
        looked = readMarkdownSource(line, state, spans);
        break;
    case Grammar::Diff:
        looked = readPatch(line, spans);
        break;
    case Grammar::Style:
        looked = readStyle(line, state, spans);
        break;
    }
    if (steps != nullptr)
        *steps += looked;
    return spans;
}

} // namespace assay
