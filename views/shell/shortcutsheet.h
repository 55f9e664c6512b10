// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The keys that work, from the commands of the window: by group in two columns, narrowed by what is typed.

#include <QDialog>

class QGridLayout;
class QLabel;
class QLineEdit;
class QScrollArea;

namespace assay {

class ShortcutSheet final : public QDialog {
    Q_OBJECT

public:
    explicit ShortcutSheet(QWidget *window);

    [[nodiscard]] QLineEdit *field() const { return m_field; }
    // What it shows now, a line a command: "Back" → "Alt+Left".
    [[nodiscard]] QList<QPair<QString, QString>> shownKeys() const { return m_shown; }

private:
    struct Line {
        QString group;
        QString text;
        QStringList keys;

        bool operator==(const Line &) const = default;
    };
    void collect();
    void narrow(const QString &words);
    void fit();
    void addGroup(QGridLayout *grid, const QList<Line> &lines);

    QWidget *m_window;
    QLineEdit *m_field;
    QScrollArea *m_area;
    QLabel *m_none;
    QList<Line> m_lines;
    int m_columns = 2;
    QList<QPair<QString, QString>> m_shown;
};

} // namespace assay
