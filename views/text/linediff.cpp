// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/text/linediff.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace assay {

namespace {

constexpr int workLimit = 2'000'000; // cells of the search, about 20 ms
constexpr qsizetype wordLimit = 600; // characters of a line that is compared by words

enum class Step { Keep, Remove, Add };

// Shortest edit script of before[head, head + a) and after[head, head + b).
template<typename Sequence>
class Search {
public:
    Search(const Sequence &before, const Sequence &after, int head, int a, int b)
        : m_before(before)
        , m_after(after)
        , m_head(head)
        , m_a(a)
        , m_b(b)
        , m_reach(static_cast<std::size_t>(2 * (a + b) + 3), 0)
    {
    }

    std::vector<Step> run()
    {
        std::vector<Step> steps;
        if (const std::optional<int> edits = forward())
            return back(*edits);
        steps.assign(static_cast<std::size_t>(m_a), Step::Remove);
        steps.insert(steps.end(), static_cast<std::size_t>(m_b), Step::Add);
        return steps;
    }

private:
    [[nodiscard]] std::size_t at(int k) const { return static_cast<std::size_t>(k + m_a + m_b + 1); }

    // The number of edits; the state before each round is kept for the way back.
    std::optional<int> forward()
    {
        int work = 0;
        for (int d = 0; d <= m_a + m_b; ++d) {
            work += 2 * d + 1;
            if (work > workLimit)
                return {};
            const auto begin = m_reach.begin();
            m_trace.emplace_back(begin + static_cast<std::ptrdiff_t>(at(-d - 1)),
                                 begin + static_cast<std::ptrdiff_t>(at(d + 1)) + 1);
            for (int k = -d; k <= d; k += 2) {
                const bool down = k == -d || (k != d && m_reach[at(k - 1)] < m_reach[at(k + 1)]);
                int x = down ? m_reach[at(k + 1)] : m_reach[at(k - 1)] + 1;
                for (; x < m_a && x - k < m_b && m_before[m_head + x] == m_after[m_head + x - k]; ++x)
                    ++work;
                m_reach[at(k)] = x;
                if (x >= m_a && x - k >= m_b)
                    return d;
            }
        }
        return {};
    }

    [[nodiscard]] std::vector<Step> back(int edits) const
    {
        std::vector<Step> steps;
        int x = m_a;
        int y = m_b;
        for (int d = edits; d > 0; --d) {
            const std::vector<int> &row = m_trace[static_cast<std::size_t>(d)];
            const auto was = [&row, d](int k) { return row[static_cast<std::size_t>(k + d + 1)]; };
            const int k = x - y;
            const bool down = k == -d || (k != d && was(k - 1) < was(k + 1));
            const int fromX = was(down ? k + 1 : k - 1);
            const int fromY = fromX - (down ? k + 1 : k - 1);
            for (; x > fromX && y > fromY; --x, --y)
                steps.push_back(Step::Keep);
            steps.push_back(down ? Step::Add : Step::Remove);
            x = fromX;
            y = fromY;
        }
        steps.insert(steps.end(), static_cast<std::size_t>(x), Step::Keep);
        std::reverse(steps.begin(), steps.end());
        return steps;
    }

    const Sequence &m_before;
    const Sequence &m_after;
    int m_head;
    int m_a;
    int m_b;
    std::vector<int> m_reach;
    std::vector<std::vector<int>> m_trace;
};

template<typename Sequence>
std::vector<Step> editScript(const Sequence &before, const Sequence &after)
{
    const int n = static_cast<int>(before.size());
    const int m = static_cast<int>(after.size());
    int head = 0;
    while (head < n && head < m && before[head] == after[head])
        ++head;
    int tail = 0;
    while (tail < n - head && tail < m - head && before[n - 1 - tail] == after[m - 1 - tail])
        ++tail;
    std::vector<Step> steps(static_cast<std::size_t>(head), Step::Keep);
    const std::vector<Step> middle = Search<Sequence>(before, after, head, n - head - tail, m - head - tail).run();
    steps.insert(steps.end(), middle.begin(), middle.end());
    steps.insert(steps.end(), static_cast<std::size_t>(tail), Step::Keep);
    return steps;
}

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
    for (const Step step : editScript(before, after)) {
        const int a = step == Step::Add ? 0 : static_cast<int>(before.at(i++).size());
        const int b = step == Step::Remove ? 0 : static_cast<int>(after.at(j++).size());
        if (step == Step::Keep)
            kept += before.at(i - 1).trimmed().isEmpty() ? 0 : a;
        else if (step == Step::Remove)
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
    for (const Step step : editScript(before, after)) {
        DiffLine line;
        line.sign = step == Step::Keep ? u' ' : step == Step::Add ? u'+' : u'-';
        line.text = step == Step::Add ? after.at(j) : before.at(i);
        if (step != Step::Add) {
            line.oldNumber = oldNumber++;
            ++i;
        }
        if (step != Step::Remove) {
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
