// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/install/textdiff.h"

#include <algorithm>
#include <vector>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype context = 3;
constexpr qsizetype mostCells = 4'000'000;

struct DiffLine {
    char mark; // ' ', '-' or '+'
    QByteArray text;
};

QByteArrayList linesOf(const QByteArray &text)
{
    QByteArrayList lines = text.split('\n');
    if (lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

// The middle of both, after what is equal at either end, by the longest common subsequence.
void compareMiddle(const QByteArrayList &before, const QByteArrayList &after, std::vector<DiffLine> &out)
{
    const qsizetype rows = before.size();
    const qsizetype columns = after.size();
    const bool tooLarge = rows * columns > mostCells;
    // common[i][j]: of before[i…] and after[j…].
    std::vector<int> common(tooLarge ? 0 : size_t((rows + 1) * (columns + 1)), 0);
    const auto cell = [&common, columns](qsizetype i, qsizetype j) -> int & {
        return common[size_t(i * (columns + 1) + j)];
    };
    for (qsizetype i = rows - 1; i >= 0 && !tooLarge; --i) {
        for (qsizetype j = columns - 1; j >= 0; --j)
            cell(i, j) = before[i] == after[j] ? cell(i + 1, j + 1) + 1 : std::max(cell(i + 1, j), cell(i, j + 1));
    }
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < rows || j < columns) {
        if (!tooLarge && i < rows && j < columns && before[i] == after[j]) {
            out.push_back({' ', before[i]});
            ++i;
            ++j;
        } else if (i < rows && (tooLarge || j == columns || cell(i + 1, j) >= cell(i, j + 1))) {
            out.push_back({'-', before[i++]});
        } else {
            out.push_back({'+', after[j++]});
        }
    }
}

std::vector<DiffLine> compared(const QByteArrayList &before, const QByteArrayList &after)
{
    const qsizetype most = std::min(before.size(), after.size());
    qsizetype head = 0;
    while (head < most && before[head] == after[head])
        ++head;
    qsizetype tail = 0;
    while (tail < most - head && before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
        ++tail;
    std::vector<DiffLine> lines;
    for (qsizetype i = 0; i < head; ++i)
        lines.push_back({' ', before[i]});
    compareMiddle(before.sliced(head, before.size() - head - tail), after.sliced(head, after.size() - head - tail),
                  lines);
    for (qsizetype i = before.size() - tail; i < before.size(); ++i)
        lines.push_back({' ', before[i]});
    return lines;
}

} // namespace

QString unifiedDiff(const QByteArray &before, const QByteArray &after)
{
    const std::vector<DiffLine> lines = compared(linesOf(before), linesOf(after));
    const auto isNear = [&lines](qsizetype at) {
        const auto begin = lines.begin() + std::max<qsizetype>(0, at - context);
        const auto end = lines.begin() + std::min<qsizetype>(qsizetype(lines.size()), at + context + 1);
        return std::any_of(begin, end, [](const DiffLine &line) { return line.mark != ' '; });
    };
    QByteArray out;
    QByteArray hunk;
    qsizetype oldLine = 1;
    qsizetype newLine = 1;
    qsizetype oldCount = 0;
    qsizetype newCount = 0;
    const auto number = [](qsizetype first, qsizetype count) {
        return QByteArray::number(count == 0 ? first - 1 : first) + ',' + QByteArray::number(count);
    };
    const auto flush = [&] {
        if (!hunk.isEmpty())
            out += "@@ -" + number(oldLine - oldCount, oldCount) + " +" + number(newLine - newCount, newCount) +
                   " @@\n" + hunk;
        hunk.clear();
        oldCount = newCount = 0;
    };
    for (qsizetype at = 0; at < qsizetype(lines.size()); ++at) {
        const DiffLine &line = lines[size_t(at)];
        const bool shown = isNear(at);
        if (!shown)
            flush();
        const qsizetype inOld = line.mark == '+' ? 0 : 1;
        const qsizetype inNew = line.mark == '-' ? 0 : 1;
        oldLine += inOld;
        newLine += inNew;
        if (!shown)
            continue;
        oldCount += inOld;
        newCount += inNew;
        hunk += line.mark + (line.text.endsWith('\r') ? line.text.chopped(1) : line.text) + '\n';
    }
    flush();
    return QString::fromUtf8(out);
}

} // namespace assay
