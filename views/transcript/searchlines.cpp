// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// What a search found: hits under the name of their file, the hit grounded.
#include <QRegularExpression>

#include "views/transcript/blockpieces.h"
#include "views/widgets/translation.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestPattern = 500;

// "path:12:text" of a hit, "path-12-text" of a line beside one; without a path when one file was searched.
struct HitLine {
    QStringView file;
    int number = 0;
    QStringView text;
    bool isHit = false;
};

bool readAt(QStringView line, qsizetype colon, QChar mark, HitLine &hit)
{
    qsizetype end = colon + 1;
    int number = 0;
    while (end < line.size() && line.at(end).isDigit() && end - colon < 9)
        number = number * 10 + line.at(end++).digitValue();
    if (end == colon + 1 || end >= line.size() || line.at(end) != mark)
        return false;
    hit = {line.left(std::max<qsizetype>(colon, 0)), number, line.mid(end + 1), mark == u':'};
    return true;
}

bool readHit(QStringView line, HitLine &hit)
{
    if (readAt(line, -1, u':', hit) || readAt(line, -1, u'-', hit))
        return true;
    const QStringView start = line.left(1000);
    for (qsizetype colon = start.indexOf(u':'); colon > 0; colon = start.indexOf(u':', colon + 1)) {
        if (readAt(line, colon, u':', hit))
            return true;
    }
    for (qsizetype dash = start.indexOf(u'-'); dash > 0; dash = start.indexOf(u'-', dash + 1)) {
        if (readAt(line, dash, u'-', hit) && !hit.file.contains(u' '))
            return true;
    }
    return false;
}

// The pattern of the call, never trusted: its work on a line is bounded.
QRegularExpression patternOf(const JsonTree &input)
{
    const QString pattern = input.text(0, "pattern"_L1);
    if (pattern.isEmpty() || pattern.size() > longestPattern)
        return {};
    QRegularExpression::PatternOptions options;
    const int blind = input.find(0, "-i"_L1);
    if (blind >= 0 && input.source(blind) == "true"_L1)
        options |= QRegularExpression::CaseInsensitiveOption;
    return QRegularExpression(u"(*NO_JIT)(*LIMIT_MATCH=20000)(*LIMIT_DEPTH=2000)"_s + pattern, options);
}

void ground(CodeLine &line, const QRegularExpression &pattern)
{
    if (!pattern.isValid() || pattern.pattern().isEmpty())
        return;
    QTextCharFormat format;
    format.setBackground(Theme::instance()->color(Tone::Find));
    format.setForeground(Theme::instance()->color(Tone::Text));
    int marks = 0;
    for (auto found = pattern.globalMatch(line.text); found.hasNext() && marks < 20; ++marks) {
        const QRegularExpressionMatch match = found.next();
        if (match.capturedLength() > 0)
            line.formats.append(
                {static_cast<int>(match.capturedStart()), static_cast<int>(match.capturedLength()), format});
    }
}

CodeLine headingOf(const QString &file)
{
    CodeLine line;
    line.text = codeLineText(file);
    line.sign = u'#';
    QTextCharFormat format;
    format.setFontWeight(QFont::DemiBold);
    format.setForeground(Theme::instance()->color(Tone::Text2));
    line.formats.append({0, static_cast<int>(line.text.size()), format});
    return line;
}

} // namespace

QString searchOutcome(const QString &tool, const QString &output)
{
    if (tool != "Grep"_L1 && tool != "Glob"_L1)
        return {};
    if (output.startsWith("No matches found"_L1) || output.startsWith("No files found"_L1))
        return tr("no match");
    static const QRegularExpression found(u"^Found (\\d+) files?\\b"_s);
    static const QRegularExpression total(u"\\nFound (\\d+) total occurrences? across (\\d+) files?"_s);
    const QRegularExpressionMatch files = found.match(output.left(40));
    if (files.hasMatch())
        return pluralText(files.captured(1).toLongLong(), tr("%1 file"), tr("%1 files"));
    const auto told = [](qint64 matches, qint64 in) {
        const QString count = pluralText(matches, tr("%1 match"), tr("%1 matches"));
        return in == 0 ? count : tr("%1 in %2").arg(count, pluralText(in, tr("%1 file"), tr("%1 files")));
    };
    const QRegularExpressionMatch counted = total.match(output.right(200));
    if (counted.hasMatch())
        return told(counted.captured(1).toLongLong(), counted.captured(2).toLongLong());
    if (tool == "Glob"_L1)
        return pluralText(output.trimmed().count(u'\n') + 1, tr("%1 file"), tr("%1 files"));
    qint64 matches = 0;
    QSet<QString> names;
    for (const QStringView line : QStringView(output).split(u'\n')) {
        HitLine hit;
        if (!readHit(line, hit))
            continue;
        matches += hit.isHit ? 1 : 0;
        if (!hit.file.isEmpty())
            names.insert(hit.file.toString());
    }
    return matches == 0 ? QString() : told(matches, names.size());
}

bool addHits(TranscriptBlock &block, const BlockInput &input)
{
    const JsonAnswer asked = treeOf(input, JsonSource::Input);
    const QRegularExpression pattern = asked.tree != nullptr ? patternOf(*asked.tree) : QRegularExpression();
    const int most = input.state.lines + 3;
    std::vector<CodeLine> lines;
    QString file;
    int total = 0;
    int hits = 0;
    const auto add = [&](const CodeLine &line) {
        ++total;
        if (total <= most)
            lines.push_back(line);
    };
    const QString &output = input.detail->output;
    const QStringView all = QStringView(output).left(output.endsWith(u'\n') ? output.size() - 1 : output.size());
    for (const QStringView source : all.split(u'\n')) {
        HitLine hit;
        if (!readHit(source, hit)) {
            if (source == "--"_L1)
                continue;
            CodeLine line;
            if (total < most)
                line.text = codeLineText(source.toString());
            add(line);
            continue;
        }
        ++hits;
        if (hit.file != file) {
            file = hit.file.toString();
            add(total < most ? headingOf(shortPath(file, input.folder)) : CodeLine());
        }
        CodeLine line;
        if (total < most) {
            line.text = codeLineText(hit.text.toString());
            line.newNumber = hit.number;
            if (hit.isHit)
                ground(line, pattern);
        }
        add(line);
    }
    if (hits == 0)
        return false;
    CodeLook look;
    look.numberColumns = 1;
    if (total > most)
        lines.resize(static_cast<std::size_t>(input.state.lines));
    look.hidden = total - static_cast<int>(lines.size());
    block.add(std::make_unique<CodePart>(std::move(lines), std::move(look)), TranscriptBlock::Indent::Text);
    return true;
}

} // namespace assay
