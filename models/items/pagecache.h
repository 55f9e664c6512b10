// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Pages of rows, the least recently used dropped first. One thread.

#include <QHash>
#include <QList>

#include <algorithm>

namespace assay {

template<typename Row>
class PageCache final {
public:
    PageCache(int pageSize, int pagesKept)
        : m_pageSize(pageSize)
        , m_pagesKept(pagesKept)
    {
    }

    [[nodiscard]] int pageOf(int row) const { return row / m_pageSize; }
    [[nodiscard]] int firstRow(int page) const { return page * m_pageSize; }
    // The least recently used first.
    [[nodiscard]] QList<int> pages() const
    {
        QList<int> numbers = m_pages.keys();
        std::sort(numbers.begin(), numbers.end(),
                  [this](int a, int b) { return m_pages.find(a)->used < m_pages.find(b)->used; });
        return numbers;
    }
    // Empty when it is not here.
    [[nodiscard]] QList<Row> rows(int page) const
    {
        const auto found = m_pages.constFind(page);
        return found != m_pages.constEnd() ? found->rows : QList<Row>();
    }

    // nullptr when its page is not here. Valid until the next insert() or clear().
    [[nodiscard]] const Row *row(int row)
    {
        const auto page = m_pages.find(pageOf(row));
        if (page == m_pages.end())
            return nullptr;
        page->used = ++m_clock;
        const int within = row - firstRow(pageOf(row));
        return within < page->rows.size() ? &page->rows.at(within) : nullptr;
    }

    // Here, and not to be read again. A stale page is shown until the new one comes.
    [[nodiscard]] bool isFresh(int page) const
    {
        const auto found = m_pages.constFind(page);
        return found != m_pages.constEnd() && !found->stale;
    }

    void insert(int page, const QList<Row> &rows)
    {
        m_pages.insert(page, {rows, ++m_clock, false});
        while (m_pages.size() > m_pagesKept) {
            const auto oldest = std::min_element(m_pages.cbegin(), m_pages.cend(),
                                                 [](const Page &a, const Page &b) { return a.used < b.used; });
            m_pages.erase(oldest);
        }
    }

    void markStale()
    {
        for (Page &page : m_pages)
            page.stale = true;
    }

    void remove(int page) { m_pages.remove(page); }
    void clear() { m_pages.clear(); }

private:
    struct Page {
        QList<Row> rows;
        quint64 used = 0;
        bool stale = false;
    };
    QHash<int, Page> m_pages;
    int m_pageSize;
    int m_pagesKept;
    quint64 m_clock = 0;
};

} // namespace assay
