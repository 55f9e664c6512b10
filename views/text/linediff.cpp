// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/text/linediff.h"

#include <algorithm>

#include "models/data/text/editscript.h"

namespace assay {

namespace {

constexpr qsizetype wordLimit = 600; // characters of a line that is compared by words

// Letters and digits together, spaces together, everything else alone.
QList<QStringView> wordsOf(const QString &line)
{
    const auto kind = [](QChar c) { return c.isLetterOrNumber() || c == u'_' ? 0 : c.isSpace() ? 1 : 2; };
    QList<QStringView> words;
    qsizetype start = 0;
    for (qsizetype i = 1; i <= line.size(); ++i) {
        if (i == line.size() || kind(line.at(i)) != kind(line.at(i - 1)) || kind(line.at(i)) == 2) {
            words.append(QStringView(line).mid(start, i - start));
            start = i;
        }
    }
    return words;
}

void addMark(QList<QPair<int, int>> &marks, int start, int length)
{
    if (!marks.isEmpty() && marks.last().first + marks.last().second == start)
        marks.last().second += length;
    else
        marks.append({start, length});
}

// Marks what differs between two lines that replace each other, when they still share enough to be the same line.
void markWords(DiffLine &removed, DiffLine &added)
{
    if (removed.text.size() > wordLimit || added.text.size() > wordLimit)
        return;
    const QList<QStringView> before = wordsOf(removed.text);
    const QList<QStringView> after = wordsOf(added.text);
    QList<QPair<int, int>> left;
    QList<QPair<int, int>> right;
    qsizetype i = 0;
    qsizetype j = 0;
    int x = 0;
    int y = 0;
    qsizetype kept = 0;
    for (const EditStep step : editScript(before, after)) {
        const int a = step == EditStep::Add ? 0 : static_cast<int>(before.at(i++).size());
        const int b = step == EditStep::Remove ? 0 : static_cast<int>(after.at(j++).size());
        if (step == EditStep::Keep)
            kept += before.at(i - 1).trimmed().isEmpty() ? 0 : a;
        else if (step == EditStep::Remove)
            addMark(left, x, a);
        else
            addMark(right, y, b);
        x += a;
        y += b;
    }
    if (kept * 3 < std::min(removed.text.trimmed().size(), added.text.trimmed().size()))
        return;
    removed.marks = left;
    added.marks = right;
}

// Pairs the n-th removed line of a run with its n-th added one.
void markRuns(QList<DiffLine> &lines)
{
    qsizetype i = 0;
    while (i < lines.size()) {
        qsizetype removed = i;
        while (removed < lines.size() && lines.at(removed).sign == u'-')
            ++removed;
        qsizetype added = removed;
        while (added < lines.size() && lines.at(added).sign == u'+')
            ++added;
        const qsizetype pairs = std::min(removed - i, added - removed);
        for (qsizetype p = 0; p < pairs; ++p)
            markWords(lines[i + p], lines[removed + p]);
        i = std::max(added, i + 1);
    }
}

QList<DiffLine> compare(const QStringList &before, const QStringList &after, int oldNumber, int newNumber)
{
    QList<DiffLine> lines;
    qsizetype i = 0;
    qsizetype j = 0;
    for (const EditStep step : editScript(before, after)) {
        DiffLine line;
        line.sign = step == EditStep::Keep ? u' ' : step == EditStep::Add ? u'+' : u'-';
        line.text = step == EditStep::Add ? after.at(j) : before.at(i);
        if (step != EditStep::Add) {
            line.oldNumber = oldNumber++;
            ++i;
        }
        if (step != EditStep::Remove) {
            line.newNumber = newNumber++;
            ++j;
        }
        lines.append(line);
    }
    return lines;
}

} // namespace

QList<DiffLine> diffHunks(const QList<PatchHunk> &hunks)
{
    QList<DiffLine> all;
    for (const PatchHunk &hunk : hunks) {
        if (!all.isEmpty()) {
            DiffLine gap;
            gap.sign = u'@';
            all.append(gap);
        }
        QStringList before;
        QStringList after;
        for (const QString &line : hunk.lines) {
            const QChar sign = line.isEmpty() ? QChar(u' ') : line.front();
            if (sign == u'\\') // "\ No newline at end of file"
                continue;
            if (sign != u'+')
                before.append(line.mid(1));
            if (sign != u'-')
                after.append(line.mid(1));
        }
        all += compare(before, after, std::max(1, hunk.oldStart), std::max(1, hunk.newStart));
    }
    markRuns(all);
    return all;
}

} // namespace assay
