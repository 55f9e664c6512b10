// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/text/ansi.h"

#include <array>

#include "views/text/visibletext.h"

namespace assay {

namespace {

constexpr char16_t escapeChar = 0x1B;

AnsiColor named(int index)
{
    return static_cast<AnsiColor>(static_cast<int>(AnsiColor::Black) + index);
}

// The 6×6×6 cube and the grey ramp of xterm.
QRgb indexed(int index)
{
    if (index >= 232) {
        const int grey = 8 + (index - 232) * 10;
        return qRgb(grey, grey, grey);
    }
    constexpr std::array<int, 6> level = {0, 95, 135, 175, 215, 255};
    const auto at = [&level](int i) { return level.at(static_cast<std::size_t>(i)); };
    const int cube = index - 16;
    return qRgb(at(cube / 36), at(cube / 6 % 6), at(cube % 6));
}

// Reads "5;n" or "2;r;g;b" after 38 or 48; returns how many parameters it took.
qsizetype readExtended(const QList<int> &parameters, qsizetype at, AnsiColor &color, QRgb &exact, bool &bold)
{
    const auto value = [&](qsizetype i) { return std::clamp(i < parameters.size() ? parameters.at(i) : 0, 0, 255); };
    if (value(at) == 5) {
        const int index = value(at + 1);
        if (index < 16) {
            color = named(index % 8);
            bold = bold || index >= 8;
        } else {
            color = AnsiColor::Exact;
            exact = indexed(index);
        }
        return 2;
    }
    if (value(at) == 2) {
        color = AnsiColor::Exact;
        exact = qRgb(value(at + 1), value(at + 2), value(at + 3));
        return 4;
    }
    return 0;
}

void applyAttribute(AnsiStyle &style, int code)
{
    switch (code) {
    case 0:
        style = {};
        break;
    case 1:
        style.bold = true;
        break;
    case 2:
        style.faint = true;
        break;
    case 3:
        style.italic = true;
        break;
    case 4:
        style.underline = true;
        break;
    case 7:
        style.inverse = true;
        break;
    case 9:
        style.strike = true;
        break;
    case 22:
        style.bold = style.faint = false;
        break;
    case 23:
        style.italic = false;
        break;
    case 24:
        style.underline = false;
        break;
    case 27:
        style.inverse = false;
        break;
    case 29:
        style.strike = false;
        break;
    case 39:
        style.color = AnsiColor::Default;
        break;
    case 49:
        style.ground = AnsiColor::Default;
        break;
    default:
        break;
    }
}

void applySgr(AnsiStyle &style, const QList<int> &parameters)
{
    for (qsizetype i = 0; i < parameters.size(); ++i) {
        const int code = parameters.at(i);
        bool ignored = false;
        if (code == 38) {
            i += readExtended(parameters, i + 1, style.color, style.exactColor, style.bold);
        } else if (code == 48) {
            i += readExtended(parameters, i + 1, style.ground, style.exactGround, ignored);
        } else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) {
            style.color = named(code % 10);
            style.bold = style.bold || code >= 90;
        } else if ((code >= 40 && code <= 47) || (code >= 100 && code <= 107)) {
            style.ground = named(code % 10);
        } else {
            applyAttribute(style, code);
        }
    }
}

QList<int> parametersOf(QStringView text)
{
    QList<int> parameters;
    int value = 0;
    for (const QChar c : text) {
        if (c == u';' || c == u':') {
            parameters.append(value);
            value = 0;
        } else {
            value = std::min(value * 10 + c.digitValue(), 9999);
        }
    }
    parameters.append(value);
    return parameters;
}

// Length of the sequence that starts with the escape at `at`: CSI … final, OSC … BEL or ST, else two characters.
qsizetype sequenceLength(QStringView text, qsizetype at)
{
    if (at + 1 >= text.size())
        return 1;
    const QChar kind = text.at(at + 1);
    qsizetype end = at + 2;
    if (kind == u'[') {
        while (end < text.size() && text.at(end) >= u' ' && text.at(end) < u'@')
            ++end;
        return (end < text.size() && text.at(end) >= u'@' && text.at(end) <= u'~' ? end + 1 : end) - at;
    }
    if (kind == u']') {
        // Bounded, so that a missing end does not turn the whole output into one address.
        const qsizetype limit = std::min(text.size(), at + 2048);
        for (; end < limit && text.at(end) != u'\n'; ++end) {
            if (text.at(end) == u'\a')
                return end + 1 - at;
            if (text.at(end).unicode() == escapeChar)
                return (end + 1 < text.size() && text.at(end + 1) == u'\\' ? end + 2 : end) - at;
        }
        return 2;
    }
    return kind < u' ' ? 1 : 2;
}

bool isSgr(QStringView sequence)
{
    if (sequence.size() < 3 || sequence.back() != u'm')
        return false;
    for (const QChar c : sequence.mid(2, sequence.size() - 3)) {
        if (!(c >= u'0' && c <= u'9') && c != u';' && c != u':')
            return false;
    }
    return true;
}

class Writer {
public:
    void append(const QString &piece, const AnsiStyle &style)
    {
        if (piece.isEmpty())
            return;
        if (!(style == AnsiStyle{})) {
            if (!m_out.spans.isEmpty() && m_out.spans.last().style == style &&
                m_out.spans.last().start + m_out.spans.last().length == m_out.text.size())
                m_out.spans.last().length += piece.size();
            else
                m_out.spans.append({m_out.text.size(), piece.size(), style});
        }
        m_out.text += piece;
    }
    [[nodiscard]] AnsiText take() { return std::move(m_out); }

private:
    AnsiText m_out;
};

} // namespace

AnsiText readAnsi(const QString &output)
{
    QString text = output;
    text.replace(QLatin1String("\r\n"), QLatin1String("\n"));
    text.replace(u'\r', u'\n');
    Writer writer;
    AnsiStyle style;
    AnsiStyle shown;
    shown.escape = true;
    qsizetype from = 0;
    while (from < text.size()) {
        const qsizetype at = text.indexOf(QChar(escapeChar), from);
        if (at < 0)
            break;
        writer.append(visibleText(text.mid(from, at - from)), style);
        const qsizetype length = sequenceLength(text, at);
        const QStringView sequence = QStringView(text).mid(at, length);
        if (isSgr(sequence))
            applySgr(style, parametersOf(sequence.mid(2, sequence.size() - 3)));
        else
            writer.append(visibleText(sequence.toString()), shown);
        from = at + length;
    }
    writer.append(visibleText(text.mid(from)), style);
    return writer.take();
}

} // namespace assay
