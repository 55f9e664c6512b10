// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A line for the filter language: waits for a pause in typing, underlines wrong terms and says below what is wrong.

#include <QWidget>

#include "models/data/filter/filter.h"

class QLabel;
class QLineEdit;
class QTimer;

namespace assay {

class FilterLine final : public QWidget {
    Q_OBJECT

public:
    static constexpr int pauseMs = 120;

    FilterLine(const QString &icon, const QString &placeholder, const QString &accessibleName,
               QWidget *parent = nullptr);

    [[nodiscard]] QString text() const;
    void setText(const QString &text); // reported at once
    [[nodiscard]] QLineEdit *edit() const { return m_edit; }

    // Of the wrong terms of the text reported last.
    void setProblems(const QList<FilterProblem> &problems);

Q_SIGNALS:
    void changed(const QString &text);
    void entered(); // Return or Down: the reader wants to go on to the results
    void left();    // Escape in the empty field

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void report();
    void restyle();
    void underline(const QList<FilterProblem> &problems);

    QLineEdit *m_edit;
    QLabel *m_problem;
    QTimer *m_pause;
    QString m_reported;
};

} // namespace assay
