// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/codepart.h"

#include <array>

#include <QCoreApplication>

#include "views/text/visibletext.h"
#include "views/widgets/wording.h"

namespace assay {

namespace {

constexpr qsizetype lineLimit = 2000;
constexpr int tabWidth = 4;

QString untabbed(const QString &line)
{
    if (!line.contains(u'\t'))
        return line;
    QString out;
    for (const QChar c : line) {
        if (c == u'\t')
            out.append(QString(tabWidth - out.size() % tabWidth, u' '));
        else
            out.append(c);
    }
    return out;
}

QString cutLine(QString line)
{
    if (line.size() <= lineLimit)
        return line;
    const qsizetype rest = line.size() - lineLimit;
    line.truncate(lineLimit);
    if (line.back().isHighSurrogate())
        line.chop(1);
    return line + QCoreApplication::translate("assay::CodePart", " … %1 more characters").arg(countText(rest));
}

QColor ansiColor(AnsiColor color, QRgb exact)
{
    const Theme *theme = Theme::instance();
    constexpr std::array tones = {Tone::Text,   Tone::Text3,    Tone::Error, Tone::Ok,   Tone::Warning,
                                  Tone::Accent, Tone::Subagent, Tone::Type,  Tone::Text2};
    if (color == AnsiColor::Exact)
        return Theme::readable(QColor(exact), theme->color(Tone::Inset));
    return theme->color(tones.at(static_cast<std::size_t>(color)));
}

QColor mixed(const QColor &color, const QColor &ground)
{
    const auto part = [](int a, int b) { return (a * 2 + b * 8) / 10; };
    return {part(color.red(), ground.red()), part(color.green(), ground.green()), part(color.blue(), ground.blue())};
}

QTextCharFormat ansiFormat(const AnsiStyle &style)
{
    const Theme *theme = Theme::instance();
    QTextCharFormat format;
    if (style.escape || (style.faint && style.color == AnsiColor::Default))
        format.setForeground(theme->color(Tone::Text3));
    else if (style.color != AnsiColor::Default)
        format.setForeground(ansiColor(style.color, style.exactColor));
    if (style.inverse) {
        format.setBackground(theme->color(Tone::SelectionOff));
    } else if (style.ground != AnsiColor::Default) {
        const QColor ground = style.ground == AnsiColor::Exact ? QColor(style.exactGround) : ansiColor(style.ground, 0);
        format.setBackground(mixed(ground, theme->color(Tone::Inset)));
    }
    if (style.bold)
        format.setFontWeight(QFont::Bold);
    format.setFontItalic(style.italic);
    format.setFontUnderline(style.underline);
    format.setFontStrikeOut(style.strike);
    return format;
}

// Where `most` lines end, so that the megabytes behind them are only counted, never worked on.
QString firstLines(const QString &text, int most, int &total)
{
    const bool ends = text.endsWith(u'\n');
    total = text.isEmpty() ? 0 : static_cast<int>(text.count(u'\n')) + (ends ? 0 : 1);
    qsizetype end = -1;
    for (int line = 0; line < most; ++line) {
        end = text.indexOf(u'\n', end + 1);
        if (end < 0)
            return ends ? text.chopped(1) : text;
    }
    return text.left(end);
}

} // namespace

QString codeLineText(const QString &line)
{
    return untabbed(visibleText(cutLine(line)));
}

std::vector<CodeLine> plainLines(const QString &text, int most, int firstNumber, int &total)
{
    std::vector<CodeLine> lines;
    const QString kept = firstLines(text, most, total);
    if (total == 0)
        return lines;
    for (const QStringView piece : QStringView(kept).split(u'\n')) {
        CodeLine line;
        line.text = codeLineText(piece.toString());
        line.newNumber = firstNumber > 0 ? firstNumber++ : 0;
        lines.push_back(line);
    }
    return lines;
}

std::vector<CodeLine> ansiLines(const QString &output, int most, int &total)
{
    std::vector<CodeLine> lines;
    const QString kept = firstLines(output, most, total);
    if (total == 0)
        return lines;
    const AnsiText read = readAnsi(kept);
    qsizetype at = 0;
    qsizetype span = 0;
    for (const QStringView piece : QStringView(read.text).split(u'\n')) {
        if (static_cast<int>(lines.size()) >= most)
            break;
        CodeLine line;
        line.text = cutLine(piece.toString());
        for (; span < read.spans.size() && read.spans.at(span).start < at + piece.size(); ++span) {
            const AnsiSpan &styled = read.spans.at(span);
            const qsizetype from = std::max<qsizetype>(0, styled.start - at);
            const qsizetype end = std::min(styled.start + styled.length - at, line.text.size());
            if (end > from)
                line.formats.append({static_cast<int>(from), static_cast<int>(end - from), ansiFormat(styled.style)});
            if (styled.start + styled.length > at + piece.size())
                break;
        }
        if (line.formats.isEmpty())
            line.text = untabbed(line.text);
        else
            line.text.replace(u'\t', u' ');
        at += piece.size() + 1;
        lines.push_back(line);
    }
    return lines;
}

std::vector<CodeLine> changedLines(const QList<DiffLine> &diff, int most, int &total)
{
    const Theme *theme = Theme::instance();
    std::vector<CodeLine> lines;
    total = static_cast<int>(diff.size());
    for (const DiffLine &changed : diff.first(std::min<qsizetype>(diff.size(), most))) {
        CodeLine line;
        line.sign = changed.sign;
        line.oldNumber = changed.oldNumber;
        line.newNumber = changed.newNumber;
        line.text = cutLine(changed.text);
        for (const auto &[start, length] : changed.marks) {
            const QString before = untabbed(visibleText(changed.text.left(start)));
            const QString through = untabbed(visibleText(changed.text.left(start + length)));
            QTextCharFormat format;
            format.setBackground(theme->color(changed.sign == u'+' ? Tone::AddWord : Tone::RemoveWord));
            line.formats.append(
                {static_cast<int>(before.size()), static_cast<int>(through.size() - before.size()), format});
        }
        line.text = untabbed(visibleText(line.text));
        lines.push_back(line);
    }
    return lines;
}

} // namespace assay
