// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A strip above a transcript that was opened from a search: which hit it is, to the next and the previous one, and back
// to the search. Shows itself while there is a walk; Esc ends it when nothing within what stands below it needs that
// key.

#include <QWidget>

class QAction;
class QLabel;
class QToolButton;

namespace assay {

class SearchPane;

class HitStrip final : public QWidget {
    Q_OBJECT

public:
    // The pane must outlive it.
    HitStrip(SearchPane *search, QWidget *parent);

    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void backRequested(); // to the search page

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void update();
    void restyle();

    SearchPane *m_search;
    QLabel *m_text;
    QToolButton *m_previous;
    QToolButton *m_next;
    QToolButton *m_back;
    QToolButton *m_close;
    QAction *m_previousAct;
    QAction *m_nextAct;
};

} // namespace assay
