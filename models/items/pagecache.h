// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Pages of rows, the least recently used dropped first. What is kept is bounded in rows: many short pages cost no more
// than a few full ones. One thread.

#include <QHash>
#include <QList>

#include <algorithm>

namespace assay {

template<typename Key, typename Row>
class PageCache final {
public:
    explicit PageCache(qsizetype rowsKept)
        : m_rowsKept(rowsKept)
    {
    }

    // The least recently used first.
    [[nodiscard]] QList<Key> pages() const
    {
        QList<Key> keys = m_pages.keys();
        std::sort(keys.begin(), keys.end(), [this](const Key &a, const Key &b) {
            return m_pages.constFind(a)->used < m_pages.constFind(b)->used;
        });
        return keys;
    }
    // Empty when it is not here.
    [[nodiscard]] QList<Row> rows(const Key &page) const
    {
        const auto found = m_pages.constFind(page);
        return found != m_pages.cend() ? found->rows : QList<Row>();
    }

    // A row of a page, counted from its start; nullptr when it is not here. Valid until the next change.
    [[nodiscard]] const Row *row(const Key &page, int within)
    {
        const auto found = m_pages.find(page);
        if (found == m_pages.end())
            return nullptr;
        found->used = ++m_clock;
        return within < found->rows.size() ? &found->rows.at(within) : nullptr;
    }

    // Here, and not to be read again. A stale page is shown until the new one comes.
    [[nodiscard]] bool isFresh(const Key &page) const
    {
        const auto found = m_pages.constFind(page);
        return found != m_pages.cend() && !found->stale;
    }

    void insert(const Key &page, const QList<Row> &rows)
    {
        remove(page);
        m_pages.insert(page, {rows, ++m_clock, false});
        m_rows += weight(rows);
        while (m_rows > m_rowsKept && m_pages.size() > 1) {
            const auto oldest = std::min_element(m_pages.cbegin(), m_pages.cend(),
                                                 [](const Page &a, const Page &b) { return a.used < b.used; });
            m_rows -= weight(oldest->rows);
            m_pages.erase(oldest);
        }
    }

    void markStale()
    {
        for (Page &page : m_pages)
            page.stale = true;
    }

    void markStale(const Key &page)
    {
        const auto found = m_pages.find(page);
        if (found != m_pages.end())
            found->stale = true;
    }

    void remove(const Key &page)
    {
        const auto found = m_pages.constFind(page);
        if (found == m_pages.cend())
            return;
        m_rows -= weight(found->rows);
        m_pages.erase(found);
    }

    void clear()
    {
        m_pages.clear();
        m_rows = 0;
    }

private:
    struct Page {
        QList<Row> rows;
        quint64 used = 0;
        bool stale = false;
    };
    // A page without rows is kept, too: it tells that there are none.
    [[nodiscard]] static qsizetype weight(const QList<Row> &rows) { return std::max<qsizetype>(1, rows.size()); }

    QHash<Key, Page> m_pages;
    qsizetype m_rowsKept;
    qsizetype m_rows = 0;
    quint64 m_clock = 0;
};

} // namespace assay
