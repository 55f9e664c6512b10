// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The shortest edit script between two sequences: Myers' algorithm (1986) with a work limit, beyond which the rest
// counts as replaced, so a hostile input costs bounded time.

#include <algorithm>
#include <optional>
#include <vector>

namespace assay {

inline constexpr int editWorkLimit = 2'000'000; // cells of the search, about 20 ms
enum class EditStep { Keep, Remove, Add };

// Shortest edit script of before[head, head + a) and after[head, head + b).
template<typename Sequence>
class EditSearch {
public:
    EditSearch(const Sequence &before, const Sequence &after, int head, int a, int b)
        : m_before(before)
        , m_after(after)
        , m_head(head)
        , m_a(a)
        , m_b(b)
        , m_reach(static_cast<std::size_t>(2 * (a + b) + 3), 0)
    {
    }

    std::vector<EditStep> run()
    {
        std::vector<EditStep> steps;
        if (const std::optional<int> edits = forward())
            return back(*edits);
        steps.assign(static_cast<std::size_t>(m_a), EditStep::Remove);
        steps.insert(steps.end(), static_cast<std::size_t>(m_b), EditStep::Add);
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
            if (work > editWorkLimit)
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

    [[nodiscard]] std::vector<EditStep> back(int edits) const
    {
        std::vector<EditStep> steps;
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
                steps.push_back(EditStep::Keep);
            steps.push_back(down ? EditStep::Add : EditStep::Remove);
            x = fromX;
            y = fromY;
        }
        steps.insert(steps.end(), static_cast<std::size_t>(x), EditStep::Keep);
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
std::vector<EditStep> editScript(const Sequence &before, const Sequence &after)
{
    const int n = static_cast<int>(before.size());
    const int m = static_cast<int>(after.size());
    int head = 0;
    while (head < n && head < m && before[head] == after[head])
        ++head;
    int tail = 0;
    while (tail < n - head && tail < m - head && before[n - 1 - tail] == after[m - 1 - tail])
        ++tail;
    std::vector<EditStep> steps(static_cast<std::size_t>(head), EditStep::Keep);
    const std::vector<EditStep> middle =
        EditSearch<Sequence>(before, after, head, n - head - tail, m - head - tail).run();
    steps.insert(steps.end(), middle.begin(), middle.end());
    steps.insert(steps.end(), static_cast<std::size_t>(tail), EditStep::Keep);
    return steps;
}

} // namespace assay
