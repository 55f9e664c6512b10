// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/text/visibletext.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isJoiner(char32_t c)
{
    return c == 0x200C || c == 0x200D;
}

bool isHidden(char32_t c)
{
    switch (c) {
    case 0x00AD: // soft hyphen
    case 0x034F: // combining grapheme joiner
    case 0x061C: // Arabic letter mark
    case 0x115F: // Hangul fillers
    case 0x1160:
    case 0x180E:
    case 0x2028: // line and paragraph separator
    case 0x2029:
    case 0x3164:
    case 0xFEFF:
    case 0xFFA0:
        return true;
    default:
        break;
    }
    return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
           (c >= 0xFFF0 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE0FFF);
}

bool isPlain(const QString &text)
{
    for (const QChar c : text) {
        const char16_t u = c.unicode();
        if ((u < 0x20 && u != u'\n' && u != u'\t') || (u >= 0x7F && u < 0xA0) || u == 0xAD || u == 0x34F || u >= 0x61C)
            return false;
    }
    return true;
}

// A letter beside which a joiner has a meaning: outside ASCII, and itself visible.
bool joins(QChar c)
{
    return c.unicode() >= 0x600 && !c.isSpace() && !isHidden(c.unicode());
}

void appendCode(QString &out, char32_t c)
{
    out += u"\u27E8U+%1\u27E9"_s.arg(static_cast<uint>(c), 4, 16, QLatin1Char('0')).toUpper();
}

void appendVisible(QString &out, char32_t c, bool joinerHasUse)
{
    if (c < 0x20 && c != U'\n' && c != U'\t')
        out += QChar(static_cast<char16_t>(0x2400 + c));
    else if (c == 0x7F)
        out += QChar(0x2421);
    else if ((c >= 0x80 && c < 0xA0) || (isHidden(c) && !(isJoiner(c) && joinerHasUse)))
        appendCode(out, c);
    else if (QChar::requiresSurrogates(c))
        out += QStringView(QChar::fromUcs4(c));
    else
        out += QChar(static_cast<char16_t>(c));
}

} // namespace

QString visibleText(const QString &text)
{
    if (isPlain(text))
        return text;
    QString out;
    out.reserve(text.size() + 16);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c == u'\r' && i + 1 < text.size() && text.at(i + 1) == u'\n')
            continue;
        if (c.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate()) {
            appendVisible(out, QChar::surrogateToUcs4(c, text.at(i + 1)), false);
            ++i;
            continue;
        }
        const bool between = i > 0 && i + 1 < text.size() && joins(text.at(i - 1)) && joins(text.at(i + 1));
        appendVisible(out, c.unicode(), between);
    }
    return out;
}

QString visibleLine(const QString &text)
{
    QString line = visibleText(text);
    line.replace(u'\n', u'\u23CE');
    line.replace(u'\t', u' ');
    return line;
}

} // namespace assay
