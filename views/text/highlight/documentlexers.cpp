// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// Languages that are not made of words: markup, Markdown, patches, style sheets.
#include "views/text/highlight/codelexer.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

using Mode = CodeState::Mode;

void add(QList<CodeSpan> &spans, qsizetype from, qsizetype to, CodeTone tone)
{
    if (to > from)
        spans.append({static_cast<int>(from), static_cast<int>(to - from), tone});
}

qsizetype endOr(qsizetype found, qsizetype length, qsizetype otherwise)
{
    return found < 0 ? otherwise : found + length;
}

// Within a tag: attributes and their values. Answers where the tag or the line ends.
qsizetype readTag(QStringView line, qsizetype at, CodeState &state, QList<CodeSpan> &spans)
{
    state.mode = Mode::Tag;
    while (at < line.size()) {
        const QChar c = line.at(at);
        const qsizetype from = at;
        if (c == u'>') {
            state = {};
            return at + 1;
        }
        if (c == u'"' || c == u'\'') {
            at = endOr(line.indexOf(c, at + 1), 1, line.size());
            add(spans, from, at, CodeTone::String);
        } else if (isWordStart(c) || c == u'@' || c == u':') {
            do
                ++at;
            while (at < line.size() && (isWord(line.at(at)) || line.at(at) == u'-' || line.at(at) == u':'));
            add(spans, from, at, CodeTone::Type);
        } else {
            ++at;
        }
    }
    return at;
}

// How far a run of one mark goes.
qsizetype runLength(QStringView line, qsizetype at)
{
    qsizetype end = at;
    while (end < line.size() && line.at(end) == line.at(at))
        ++end;
    return end - at;
}

// `code`, [text](address) and <address> within a line of Markdown.
qint64 readInline(QStringView line, qsizetype at, QList<CodeSpan> &spans)
{
    qint64 steps = 0;
    bool hasEnd = true; // of a back quote: looked for once in vain
    while (at < line.size()) {
        const QChar c = line.at(at);
        const qsizetype from = at;
        ++steps;
        ++at;
        if (c == u'`' && hasEnd) {
            const qsizetype end = line.indexOf(u'`', at);
            steps += (end < 0 ? line.size() : end) - at;
            hasEnd = end >= 0;
            if (hasEnd) {
                at = end + 1;
                add(spans, from, at, CodeTone::String);
            }
        } else if (c == u']' && at < line.size() && line.at(at) == u'(') {
            const qsizetype end = line.indexOf(u')', at);
            steps += (end < 0 ? line.size() : end) - at;
            add(spans, at + 1, end < 0 ? line.size() : end, CodeTone::Function);
            at = end < 0 ? line.size() : end + 1;
        }
    }
    return steps;
}

} // namespace

qint64 readMarkup(QStringView line, CodeState &state, QList<CodeSpan> &spans)
{
    qsizetype at = 0;
    if (state.mode == Mode::Tag)
        at = readTag(line, 0, state, spans);
    while (at < line.size()) {
        const qsizetype from = at;
        if (state.mode == Mode::Comment || line.mid(at, 4) == "<!--"_L1) {
            const qsizetype close = line.indexOf("-->"_L1, state.mode == Mode::Comment ? at : at + 4);
            state.mode = close < 0 ? Mode::Comment : Mode::Plain;
            at = endOr(close, 3, line.size());
            add(spans, from, at, CodeTone::Comment);
            continue;
        }
        const QChar c = line.at(at);
        ++at;
        if (c == u'&') {
            while (at < line.size() && (isWord(line.at(at)) || line.at(at) == u'#') && at - from < 12)
                ++at;
            if (at < line.size() && line.at(at) == u';')
                add(spans, from, ++at, CodeTone::Number);
            continue;
        }
        const QChar next = at < line.size() ? line.at(at) : QChar();
        if (c != u'<' || (!isWordStart(next) && next != u'/' && next != u'!' && next != u'?'))
            continue;
        do
            ++at;
        while (at < line.size() && (isWord(line.at(at)) || line.at(at) == u'-' || line.at(at) == u':'));
        add(spans, from, at, CodeTone::Keyword);
        at = readTag(line, at, state, spans);
    }
    return line.size();
}

qint64 readMarkdownSource(QStringView line, CodeState &state, QList<CodeSpan> &spans)
{
    const QStringView bare = line.trimmed();
    const qsizetype marks = bare.isEmpty() ? 0 : runLength(bare, 0);
    const bool isFence = marks >= 3 && (bare.front() == u'`' || bare.front() == u'~');
    if (state.mode == Mode::Fence) {
        if (isFence && bare.size() == marks && bare.startsWith(state.until))
            state = {};
        else
            return line.size();
        add(spans, 0, line.size(), CodeTone::Comment);
        return line.size();
    }
    if (isFence) {
        state = {Mode::Fence, 0, bare.left(marks).toString()};
        add(spans, 0, line.size(), CodeTone::Comment);
        return line.size();
    }
    if (bare.isEmpty())
        return line.size();
    if (bare.front() == u'#' && marks <= 6 && (bare.size() == marks || bare.at(marks) == u' ')) {
        add(spans, 0, line.size(), CodeTone::Keyword);
        return line.size();
    }
    if (bare.front() == u'>') {
        add(spans, 0, line.size(), CodeTone::Comment);
        return line.size();
    }
    qsizetype at = 0;
    while (line.at(at).isSpace())
        ++at;
    const qsizetype from = at;
    while (at < line.size() && line.at(at).isDigit())
        ++at;
    const bool numbered = at > from && at < line.size() && line.at(at) == u'.';
    const bool dotted = at == from && (bare.front() == u'-' || bare.front() == u'*' || bare.front() == u'+');
    if ((numbered || dotted) && at + 1 < line.size() && line.at(at + 1) == u' ')
        add(spans, from, ++at, CodeTone::Number);
    return at + readInline(line, at, spans);
}

qint64 readPatch(QStringView line, QList<CodeSpan> &spans)
{
    const auto begins = [line](QLatin1StringView start) { return line.startsWith(start); };
    if (begins("@@"_L1))
        add(spans, 0, line.size(), CodeTone::Type);
    else if (begins("+++ "_L1) || begins("--- "_L1) || begins("diff "_L1) || begins("index "_L1))
        add(spans, 0, line.size(), CodeTone::Keyword);
    else if (begins("+"_L1))
        add(spans, 0, line.size(), CodeTone::Added);
    else if (begins("-"_L1))
        add(spans, 0, line.size(), CodeTone::Removed);
    return 1;
}

} // namespace assay
