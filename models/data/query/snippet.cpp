// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/snippet.h"

#include <algorithm>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype lead = 50; // shown before the first match
constexpr qsizetype width = 160;
constexpr qsizetype longestMark = width; // a phrase may be as long as the line

struct Span {
    qsizetype start = 0;
    qsizetype end = 0;
};

// Moves a cut so that it does not part a surrogate pair.
qsizetype wholeCharacter(QStringView text, qsizetype at)
{
    if (at > 0 && at < text.size() && text[at].isLowSurrogate() && text[at - 1].isHighSurrogate())
        return at - 1;
    return at;
}

// Where a line that should start at `at` starts: behind white space close by, so that no word is parted.
qsizetype niceStart(QStringView text, qsizetype at)
{
    for (qsizetype i = at; i < std::min(at + 20, text.size()); ++i) {
        if (text[i].isSpace())
            return i + 1;
    }
    return wholeCharacter(text, at);
}

bool isShown(QChar c)
{
    return c.category() != QChar::Other_Control && c != u'\ufffc' && !(c >= u'\u202a' && c <= u'\u202e') &&
           !(c >= u'\u2066' && c <= u'\u2069');
}

// Copies text[from, to) as one line and moves the marks along.
Snippet oneLine(QStringView text, qsizetype from, qsizetype to, const QList<Span> &spans)
{
    Snippet snippet;
    if (from > 0)
        snippet.line = u"…"_s;
    qsizetype span = 0;
    qsizetype markStart = -1;
    for (qsizetype i = from; i <= to; ++i) {
        if (span < spans.size() && markStart >= 0 && i == spans[span].end) {
            snippet.marks.append({static_cast<int>(markStart), static_cast<int>(snippet.line.size() - markStart)});
            markStart = -1;
            ++span;
        }
        if (span < spans.size() && i == spans[span].start)
            markStart = snippet.line.size();
        if (i == to)
            break;
        const QChar c = text[i];
        if (c.isSpace()) {
            if (!snippet.line.isEmpty() && !snippet.line.endsWith(u' ') && !snippet.line.endsWith(u'…'))
                snippet.line.append(u' ');
        } else if (isShown(c)) {
            snippet.line.append(c);
        }
    }
    if (to < text.size())
        snippet.line.append(u'…');
    else if (snippet.line.endsWith(u' '))
        snippet.line.chop(1);
    return snippet;
}

} // namespace

SnippetCutter::SnippetCutter(const Filter &filter)
    : m_phrases(searchPhrases(filter))
{
    m_phrases.removeIf([](const SearchPhrase &phrase) { return phrase.negated; });
}

std::optional<Snippet> SnippetCutter::cut(QStringView text) const
{
    if (m_phrases.isEmpty())
        return std::nullopt;
    QList<Span> spans;
    PhraseScanner scanner(m_phrases, text);
    while (scanner.next()) {
        if (!spans.isEmpty() && scanner.start() > spans.first().start + width)
            break;
        if (spans.isEmpty() || scanner.start() >= spans.last().end)
            spans.append({scanner.start(), scanner.end()});
        else
            spans.last().end = scanner.end();
    }
    if (spans.isEmpty())
        return std::nullopt;

    const qsizetype first = spans.first().start;
    const qsizetype from = first > lead ? std::min(niceStart(text, first - lead), first) : 0;
    const qsizetype firstEnd = std::min(spans.first().end, first + longestMark);
    const qsizetype to = wholeCharacter(text, std::min(text.size(), std::max(from + width, firstEnd)));
    QList<Span> shown;
    for (const Span &span : spans) {
        if (span.start < to)
            shown.append({span.start, std::min(span.end, to)});
    }
    return oneLine(text, from, to, shown);
}

Snippet SnippetCutter::beginning(QStringView text)
{
    return oneLine(text, 0, wholeCharacter(text, std::min(text.size(), width)), {});
}

} // namespace assay
