// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A line for the filter language: waits for a pause in typing, underlines wrong terms and says below what is wrong.

#include <QWidget>

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

    // One sentence per wrong term; each names its term in quotes.
    void setProblems(const QStringList &problems);

Q_SIGNALS:
    void changed(const QString &text);
    void entered(); // Return or Down: the reader wants to go on to the results
    void left();    // Escape in the empty field

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void report();
    void restyle();
    void underline();

    QLineEdit *m_edit;
    QLabel *m_problem;
    QTimer *m_pause;
    QStringList m_problems;
    QString m_reported;
};

} // namespace assay
