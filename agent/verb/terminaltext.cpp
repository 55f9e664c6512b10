// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/terminaltext.h"

#include <wchar.h>

#include <algorithm>

#include <QDateTime>
#include <QLocale>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isDangerous(char16_t c)
{
    if (c == u'\n' || c == u'\t')
        return false;
    return c < 0x20 || (c >= 0x7f && c < 0xa0)          // C0, DEL, C1
           || c == 0x061c || c == 0x200e || c == 0x200f // marks of direction
           || (c >= 0x202a && c <= 0x202e)              // embeddings and overrides
           || (c >= 0x2066 && c <= 0x2069)              // isolates
           || c == 0x2028 || c == 0x2029;
}

int columnsOf(char32_t c)
{
    const int width = wcwidth(static_cast<wchar_t>(c));
    return width < 0 ? 1 : width;
}

} // namespace

QString escapedForTerminal(const QString &text)
{
    const auto isBad = [](QChar c) { return isDangerous(c.unicode()); };
    if (std::none_of(text.cbegin(), text.cend(), isBad))
        return text;
    QString out;
    out.reserve(text.size() + 16);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c == u'\r' && i + 1 < text.size() && text.at(i + 1) == u'\n')
            continue;
        if (isBad(c))
            out += u"\\u%1"_s.arg(uint{c.unicode()}, 4, 16, QLatin1Char('0'));
        else
            out += c;
    }
    return out;
}

QString oneLine(const QString &text)
{
    QString out = escapedForTerminal(text);
    out.replace(u'\n', u' ');
    out.replace(u'\t', u' ');
    return out;
}

int columnsOf(const QString &text)
{
    int columns = 0;
    for (const char32_t c : text.toUcs4())
        columns += columnsOf(c);
    return columns;
}

QString cutTo(const QString &text, int columns)
{
    const QList<uint> characters = text.toUcs4();
    int used = 0;
    qsizetype kept = 0;
    qsizetype keptWithEllipsis = 0;
    for (; kept < characters.size(); ++kept) {
        used += columnsOf(char32_t(characters.at(kept)));
        if (used > columns)
            break;
        if (used < columns)
            keptWithEllipsis = kept + 1;
    }
    if (kept == characters.size())
        return text;
    const auto *data = reinterpret_cast<const char32_t *>(characters.constData());
    return QString::fromUcs4(data, keptWithEllipsis) + u'…';
}

QString alignedTable(const QList<QStringList> &rows, const QList<int> &right)
{
    QList<int> widths;
    for (const QStringList &row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths.at(i), columnsOf(row.at(i)));
    }
    QString out;
    for (const QStringList &row : rows) {
        for (qsizetype i = 0; i < row.size(); ++i) {
            const QString padding(widths.at(i) - columnsOf(row.at(i)), u' ');
            const bool last = i + 1 == row.size();
            out += right.contains(static_cast<int>(i)) ? padding + row.at(i) : row.at(i) + (last ? QString() : padding);
            out += last ? u"\n"_s : u"  "_s;
        }
    }
    return out;
}

QString localNumber(qint64 value)
{
    return QLocale().toString(value);
}

QString countOf(qint64 count, const QString &noun)
{
    return localNumber(count) + u' ' + noun + (count == 1 ? QString() : u"s"_s);
}

QString localTime(qint64 msSinceEpoch)
{
    if (msSinceEpoch < 0)
        return u"–"_s;
    return QDateTime::fromMSecsSinceEpoch(msSinceEpoch).toString(u"yyyy-MM-dd HH:mm"_s);
}

QString localSize(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

} // namespace assay
