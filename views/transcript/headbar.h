// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A bar above the rows of a transcript that takes text: what to find, where to go. One is open at a time; Esc closes it
// and the rows have the focus again.

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QLineEdit;

namespace assay {

class TranscriptView;

class HeadBar : public QWidget {
    Q_OBJECT

public:
    explicit HeadBar(TranscriptView *view);

    void open();
    void close();
    [[nodiscard]] bool isOpen() const { return isVisibleTo(parentWidget()); }
    [[nodiscard]] QLineEdit *field() const { return m_field; }
    [[nodiscard]] QLabel *note() const { return m_note; }

Q_SIGNALS:
    void opened();
    void closed();
    void entered(int direction); // Enter 1, Shift+Enter -1

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

    // Controls between the field and the cross.
    [[nodiscard]] QHBoxLayout *row() const { return m_row; }
    [[nodiscard]] TranscriptView *view() const { return m_view; }

private:
    void restyle();
    void place();

    TranscriptView *m_view;
    QHBoxLayout *m_row;
    QLineEdit *m_field;
    QLabel *m_note;
};

} // namespace assay
