// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The stored lines of one event as indented JSON, to read, search and copy.

#include <QWidget>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QToolButton;

namespace assay {

class RawView final : public QWidget {
    Q_OBJECT

public:
    explicit RawView(QWidget *parent = nullptr);

    void setText(const QString &json, const QString &note); // a note says what is left out
    [[nodiscard]] QPlainTextEdit *text() const { return m_text; }
    [[nodiscard]] QLineEdit *findField() const { return m_find; }

Q_SIGNALS:
    void noted(const QString &text);

private:
    void findNext();
    void restyle();

    QLineEdit *m_find;
    QToolButton *m_copy;
    QPlainTextEdit *m_text;
    QLabel *m_note;
};

} // namespace assay
