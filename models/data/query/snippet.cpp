// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/snippet.h"

#include <algorithm>
#include <deque>

#include "models/data/filter/tokenizer.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype lead = 50; // shown before the first match
constexpr qsizetype width = 160;
constexpr qsizetype longestMark = width; // a phrase may be as long as the line

struct Word {
    qsizetype start = 0;
    qsizetype end = 0;
    QString folded;
};

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
    return snippet;
}

} // namespace

SnippetCutter::SnippetCutter(const Filter &filter)
{
    for (const FilterTerm &term : filter.terms) {
        if (term.field == FilterField::Word && !term.negated)
            m_phrases.append({foldedWords(term.value), term.prefix});
    }
}

std::optional<Snippet> SnippetCutter::cut(QStringView text) const
{
    qsizetype longest = 0;
    for (const Phrase &phrase : m_phrases)
        longest = std::max(longest, phrase.words.size());
    if (longest == 0)
        return std::nullopt;

    // The last words read, enough for the longest phrase.
    std::deque<Word> window;
    const auto endsPhrase = [&](const Phrase &phrase) {
        if (static_cast<size_t>(phrase.words.size()) > window.size())
            return false;
        const size_t first = window.size() - static_cast<size_t>(phrase.words.size());
        for (qsizetype i = 0; i < phrase.words.size(); ++i) {
            const QString &word = window[first + static_cast<size_t>(i)].folded;
            const bool last = i + 1 == phrase.words.size();
            if (last && phrase.prefix ? !word.startsWith(phrase.words[i]) : word != phrase.words[i])
                return false;
        }
        return true;
    };

    QList<Span> spans;
    Tokenizer tokens(text);
    while (tokens.next()) {
        if (!spans.isEmpty() && tokens.start() > spans.first().start + width)
            break;
        window.push_back({tokens.start(), tokens.end(), tokens.folded()});
        if (window.size() > static_cast<size_t>(longest))
            window.pop_front();
        for (const Phrase &phrase : m_phrases) {
            if (!endsPhrase(phrase))
                continue;
            const qsizetype start = window[window.size() - static_cast<size_t>(phrase.words.size())].start;
            if (spans.isEmpty() || start >= spans.last().end)
                spans.append({start, tokens.end()});
            else
                spans.last().end = tokens.end();
            break;
        }
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
