// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// Characters that a reader does not see, or takes for others.
#include "models/data/skill/lintrules.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isPictograph(char32_t c)
{
    return (c >= 0x1F000 && c <= 0x1FAFF) || (c >= 0x2190 && c <= 0x2BFF) || c == 0xA9 || c == 0xAE || c == 0x20E3 ||
           (c >= '0' && c <= '9') || c == '#' || c == '*';
}

bool isHidden(char32_t c, char32_t before, char32_t after)
{
    if (c == 0x200D || c == 0xFE0F) // joins and colours pictures; between letters it hides
        return !isPictograph(before) && before != 0xFE0F && !isPictograph(after);
    return c == 0xAD || c == 0x034F || c == 0x061C || c == 0x115F || c == 0x1160 || (c >= 0x17B4 && c <= 0x17B5) ||
           (c >= 0x180B && c <= 0x180F) || (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0x3164 || (c >= 0xFE00 && c <= 0xFE0E) || c == 0xFEFF || c == 0xFFA0 ||
           (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE0FFF) || (c >= 0xE000 && c <= 0xF8FF) ||
           (c >= 0xF0000);
}

QChar::Script scriptOf(char32_t c)
{
    return QChar::script(c);
}

bool looksLatin(QChar::Script script)
{
    return script == QChar::Script_Cyrillic || script == QChar::Script_Greek || script == QChar::Script_Armenian ||
           script == QChar::Script_Cherokee;
}

class LetterLint {
public:
    explicit LetterLint(QList<LintFinding> &findings)
        : m_findings(findings)
    {
    }

    void line(const QString &text, int number, bool isFirst)
    {
        const QList<uint> letters = text.toUcs4();
        bool latin = false;
        bool other = false;
        for (qsizetype i = 0; i < letters.size(); ++i) {
            const char32_t c = letters[i];
            const char32_t before = i > 0 ? letters[i - 1] : U' ';
            const char32_t after = i + 1 < letters.size() ? letters[i + 1] : U' ';
            if (isHidden(c, before, after) && !(isFirst && i == 0 && c == 0xFEFF))
                add(number, u"hidden-unicode"_s,
                    u"A character that is not seen (U+%1)."_s.arg(
                        QString::number(c, 16).toUpper().rightJustified(4, u'0')));
            if ((c < 0x20 && c != '\t') || (c >= 0x7f && c < 0xa0))
                add(number, u"control-characters"_s, u"A control character that terminals obey."_s);
            if (!QChar::isLetter(c)) {
                latin = other = false;
                continue;
            }
            latin = latin || scriptOf(c) == QChar::Script_Latin;
            other = other || looksLatin(scriptOf(c));
            if (latin && other)
                add(number, u"lookalike-letters"_s, u"A word mixes alphabets whose letters look alike."_s);
        }
    }

private:
    // One of a kind for a line is enough.
    void add(int line, const QString &rule, const QString &message)
    {
        if (m_findings.isEmpty() || m_findings.last().line != line || m_findings.last().rule != rule)
            m_findings.append({line, rule, LintSeverity::Danger, message});
    }
    QList<LintFinding> &m_findings;
};

} // namespace

void lintLetters(const QString &text, QList<LintFinding> &findings)
{
    LetterLint lint(findings);
    int number = 0;
    for (const QString &line : text.split(u'\n')) {
        ++number;
        lint.line(line, number, number == 1);
    }
}

} // namespace assay
