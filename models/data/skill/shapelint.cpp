// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// What the lines of a skill say and run: the shapes are looked for, in bounded time.
#include <QRegularExpression>

#include <algorithm>
#include <vector>

#include "models/data/skill/lintrules.h"
#include "models/data/skill/lintshapes.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Compiled {
    const LintShape *shape;
    QRegularExpression quick;    // few steps of the matcher: enough for what people write
    QRegularExpression thorough; // some hundredths of a second; where the few were not enough
};

const QString quickLimit = u"(*LIMIT_MATCH=10000)"_s;
const QString thoroughLimit = u"(*LIMIT_MATCH=2000000)"_s;

const std::vector<Compiled> &compiled()
{
    static const std::vector<Compiled> all = [] {
        std::vector<Compiled> list;
        for (const LintShape &shape : dangerousShapes()) {
            const bool exact =
                QLatin1StringView(shape.rule) == "secret"_L1 || QLatin1StringView(shape.rule) == "encoded-text"_L1;
            const auto options =
                exact ? QRegularExpression::NoPatternOption
                      : QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption;
            const QString expression = QString::fromUtf8(shape.expression);
            list.push_back({&shape, QRegularExpression(quickLimit + expression, options),
                            QRegularExpression(thoroughLimit + expression, options)});
            list.back().quick.optimize();
        }
        return list;
    }();
    return all;
}

// As the model reads it: without what is not seen, in the usual form of each letter.
QString plainText(const QString &text)
{
    QString plain;
    for (const QChar c : text) {
        const char16_t code = c.unicode();
        const bool hides = code == 0xAD || (code >= 0x200B && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) ||
                           (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF;
        if (!hides)
            plain += code == 0x2019 ? QChar(u'\'') : c;
    }
    return plain.normalized(QString::NormalizationForm_KC);
}

constexpr qsizetype windowSize = 2048; // characters that are looked through at once, so that no line costs more
constexpr qsizetype windowOverlap = 512;

bool isAboutCommands(const LintShape &shape)
{
    const QLatin1StringView rule(shape.rule);
    return rule == "destructive-command"_L1 || rule == "pipe-to-shell"_L1 || rule == "exfiltration"_L1 ||
           rule == "disabled-check"_L1 || rule == "privilege"_L1 || rule == "network-command"_L1;
}

// "Do not run `…`" warns of what another line would ask for; only within its own clause: "Do not run x, run y" does not
// warn of y.
bool warnsOf(const QString &line, qsizetype at)
{
    static const QRegularExpression warning(
        u"^[\\s>*-]*(do not|don't|never|avoid) (run|use|call|execute|type|running|using) [`\"']?$"_s,
        QRegularExpression::CaseInsensitiveOption);
    if (at > windowOverlap)
        return false; // behind that much text it is no clause of its own
    QString before = line.left(at + 1);
    while (!before.isEmpty() && !before.endsWith(u' ') && !before.endsWith(u'`'))
        before.chop(1);
    return warning.match(before).hasMatch();
}

void add(QList<LintFinding> &findings, const QString &rule, LintSeverity severity, int line, const QString &message)
{
    const auto same = [&](const LintFinding &f) { return f.line == line && f.rule == rule; };
    const auto it = std::find_if(findings.begin(), findings.end(), same);
    if (it == findings.end())
        findings.append({line, rule, severity, message});
    else if (it->severity < severity)
        *it = {line, rule, severity, message};
}

// Of one text. People's texts need none or a few of them; what needs more was made to, and its rest is told as
// unchecked. They are counted, not timed: the same text is told the same, however busy the machine is.
constexpr int mostThorough = 100;

class Places {
public:
    [[nodiscard]] bool isSpent() const { return m_thorough >= mostThorough; }

    // Tells of the places of a shape until one is enough. What takes the matcher too many steps is told as such.
    template<typename Tell>
    void look(const Compiled &each, const QString &text, const Tell &tell)
    {
        for (qsizetype start = 0; start == 0 || start + windowOverlap < text.size();
             start += windowSize - windowOverlap) {
            const QString window = text.mid(start, windowSize);
            for (qsizetype from = 0; from <= window.size();) {
                const auto match = matched(each, window, from);
                if (match.isValid() && !match.hasMatch())
                    break;
                const bool enough = tell(start + std::max<qsizetype>(0, match.capturedStart()), match.isValid());
                if (enough || !match.isValid())
                    return; // the same shape again and again, most likely
                from = std::max(match.capturedEnd(), match.capturedStart() + 1);
            }
        }
    }

private:
    QRegularExpressionMatch matched(const Compiled &each, const QString &window, qsizetype from)
    {
        auto match = each.quick.match(window, from);
        if (match.isValid() || isSpent())
            return match;
        ++m_thorough;
        return each.thorough.match(window, from);
    }

    int m_thorough = 0;
};

const QString unchecked = u"unchecked"_s;
const QString uncheckedText = u"This place cannot be checked within the bounds of the check; read it closely."_s;

const QString restText = u"From here on nothing was checked: what stands before takes too long. Read all of it."_s;

// Runs of blanks are one to a shell and to a reader; here too, or padding would carry a command out of the window.
QString withoutRuns(const QString &line)
{
    static const QRegularExpression run(u"[ \\t\u00a0\u2000-\u200a\u3000]{2,}+"_s);
    return QString(line).replace(run, u" "_s);
}

void lookInLines(const QStringList &lines, Places &places, QList<LintFinding> &findings)
{
    for (qsizetype i = 0; i < lines.size();) {
        QString line = lines[i];
        const int number = static_cast<int>(i) + 1;
        for (++i; line.endsWith(u'\\') && i < lines.size(); ++i)
            line = line.chopped(1) + u' ' + lines[i].trimmed();
        if (places.isSpent()) {
            add(findings, unchecked, LintSeverity::Danger, number, restText);
            return;
        }
        line = withoutRuns(line);
        if (line.size() > windowSize)
            add(findings, u"long-line"_s, LintSeverity::Danger, number, u"A line that is too long to be read."_s);
        for (const Compiled &each : compiled()) {
            if (each.shape->among != LintShape::Among::Lines)
                continue;
            const LintShape &shape = *each.shape;
            places.look(each, line, [&](qsizetype at, bool valid) {
                const bool warned = isAboutCommands(shape) && warnsOf(line, at);
                if (valid)
                    add(findings, QString::fromLatin1(shape.rule), warned ? LintSeverity::Warning : shape.severity,
                        number, QString::fromUtf8(shape.message));
                else
                    add(findings, unchecked, LintSeverity::Danger, number, uncheckedText);
                return !warned; // the next one in the line would be told as the same
            });
        }
    }
}

// The text with the ends of lines within a paragraph as blanks, and for every character the line it stands in.
struct FlatText {
    QString text;
    QList<int> lines;
};

FlatText flattened(const QString &text)
{
    FlatText flat;
    int line = 1;
    for (qsizetype i = 0; i < text.size(); ++i) {
        QChar c = text.at(i);
        line += c == u'\n' ? 1 : 0;
        const bool ends = c == u'\n';
        if (ends) { // the marks of lists and quotes at the start of the next line do not part a sentence
            while (i + 1 < text.size() && (text.at(i + 1).isSpace() || text.at(i + 1) == u'>' ||
                                           text.at(i + 1) == u'*' || text.at(i + 1) == u'-')) {
                ++i;
                if (text.at(i) == u'\n') {
                    ++line;
                    c = u'\v'; // a blank line does
                }
            }
        }
        if (c == u'\v')
            c = u'\n';
        else if (ends || c.isSpace())
            c = u' ';
        if (c == u' ' && flat.text.endsWith(u' '))
            continue;
        flat.text += c;
        flat.lines.append(line);
    }
    return flat;
}

void lookInSentences(const QString &text, Places &places, QList<LintFinding> &findings)
{
    const FlatText flat = flattened(text);
    for (const Compiled &each : compiled()) {
        if (each.shape->among != LintShape::Among::Sentences)
            continue;
        if (places.isSpent()) {
            add(findings, unchecked, LintSeverity::Danger, 1, restText);
            return;
        }
        places.look(each, flat.text, [&](qsizetype at, bool valid) {
            const int line = flat.lines.value(at + (flat.text.mid(at, 1) == "\n"_L1 ? 1 : 0), 1);
            add(findings, valid ? QString::fromLatin1(each.shape->rule) : unchecked,
                valid ? each.shape->severity : LintSeverity::Danger, line,
                valid ? QString::fromUtf8(each.shape->message) : restText);
            return false;
        });
    }
}

} // namespace

void lintShapes(const QString &text, QList<LintFinding> &findings)
{
    const QString plain = plainText(text);
    Places places;
    lookInLines(plain.split(u'\n'), places, findings);
    lookInSentences(plain, places, findings);
}

} // namespace assay
