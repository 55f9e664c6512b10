// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What is asked for while something else is read: one at a time, the newest first, and only the last few. A drag along
// a scroll bar asks for many; only the last matter when it rests. What was dropped is asked for again when it is
// looked at again. One thread.

#include <QList>

#include <optional>

namespace assay {

template<typename Key>
class PageQueue final {
public:
    static constexpr int most = 4;

    void want(const Key &key)
    {
        if (m_reading == key)
            return;
        m_wanted.removeOne(key);
        m_wanted.append(key);
        if (m_wanted.size() > most)
            m_wanted.removeFirst();
    }

    // What to read now; nothing while something is read. done() must follow.
    [[nodiscard]] std::optional<Key> next()
    {
        if (m_reading || m_wanted.isEmpty())
            return std::nullopt;
        m_reading = m_wanted.takeLast();
        return m_reading;
    }

    [[nodiscard]] bool isReading() const { return m_reading.has_value(); }
    void done() { m_reading.reset(); }

    void clear()
    {
        m_wanted.clear();
        m_reading.reset();
    }

private:
    QList<Key> m_wanted; // newest last
    std::optional<Key> m_reading;
};

} // namespace assay
