// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Going through the hits of a search one by one, once one of them was opened: to the next and the previous, over the
// ends of the pages that were read. Ends when the hits are replaced.

#include <QObject>

namespace assay {

class SearchModel;

class HitWalk final : public QObject {
    Q_OBJECT

public:
    // The model must outlive it.
    explicit HitWalk(SearchModel *model, QObject *parent = nullptr);

    void begin(int number); // at the hit with this number
    void end();
    [[nodiscard]] int at() const { return m_at; } // -1: no walk
    [[nodiscard]] bool has(int step) const;       // ±1
    void go(int step);                            // at once, or when the page is in

Q_SIGNALS:
    void reached(int number);
    void changed(); // where it is, or how many there are

private:
    SearchModel *m_model;
    int m_at = -1;
    bool m_waiting = false; // for the page with the next hit
};

} // namespace assay
