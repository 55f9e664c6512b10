// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The field of a filter line: shows the parts of the language in its text, wrong terms underlined, and by its frame and
// marks what the filter came to.

#include <QLineEdit>

#include "models/data/filter/filter.h"

class QToolButton;

namespace assay {

class FilterEdit final : public QLineEdit {
    Q_OBJECT

public:
    enum class State {
        Empty,
        Applied,
        Partial, // some terms were left out
        Nothing, // nothing matches
    };

    explicit FilterEdit(const QString &icon, QWidget *parent = nullptr);

    // Sentences for the mark of the state, as tool tip.
    void setState(State state, const QString &words);
    [[nodiscard]] State state() const { return m_state; }
    // Terms to be underlined; they explain themselves under the mouse.
    void setProblems(const QList<FilterProblem> &problems);

    // Replaces a part of the text so that it can be undone.
    void replace(qsizetype position, qsizetype length, const QString &with);
    // Where a position in the text is shown, in pixels from the left edge; may lie outside the field.
    [[nodiscard]] int xOf(qsizetype position) const;

Q_SIGNALS:
    void historyClicked();
    void clearClicked();

protected:
    bool event(QEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void colour();
    void layOut();
    void restyle();
    void paintLead(QPainter &painter, const QColor &color) const;
    void paintWaves(QPainter &painter) const;
    [[nodiscard]] QRect markRect() const;
    [[nodiscard]] QString tipAt(const QPoint &at);

    QString m_icon;
    QToolButton *m_history;
    QToolButton *m_clear;
    State m_state = State::Empty;
    QString m_words;
    QList<FilterProblem> m_problems;
    bool m_composing = false;
    bool m_colouring = false;
};

} // namespace assay
