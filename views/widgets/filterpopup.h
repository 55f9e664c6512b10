// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The list below a filter line: what could be meant, or which filters there were. It lies over the other contents of
// the window and never takes the focus from the line, except to ask for a name.

#include <QFrame>
#include <QList>
#include <QPair>
#include <QString>

class QLabel;
class QLineEdit;
class QListView;

namespace assay {

struct FilterRow {
    enum class Kind { Heading, Completion, Saved, Recent, Save, Example };
    Kind kind = Kind::Heading;
    QString text;
    QString detail = {};
    QString figure = {};               // at the right
    QList<QPair<int, int>> marks = {}; // (start, length) in text
    QString value = {};                // what is done with it; the list only keeps it
};

class FilterRows;

class FilterPopup final : public QFrame {
    Q_OBJECT

public:
    explicit FilterPopup(QWidget *window);
    ~FilterPopup() override;

    // Nothing is current then.
    void setRows(const QList<FilterRow> &rows, const QString &hint);
    void showBelow(const QWidget *line);

    [[nodiscard]] int rowCount() const;
    [[nodiscard]] FilterRow row(int index) const;
    [[nodiscard]] int current() const; // -1 = none
    void setCurrent(int index);
    // Over headings; from none to the first or last, past either end to none.
    void step(int by);

    // Asks for a name instead of showing rows.
    void askName(const QString &question, const QString &proposal);
    [[nodiscard]] bool isAsking() const;

Q_SIGNALS:
    void chosen(int index);
    void named(const QString &name);
    void nameCancelled();

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void restyle();

    FilterRows *m_rows;
    QListView *m_list;
    QLabel *m_question;
    QLineEdit *m_name;
    QLabel *m_hint;
};

} // namespace assay
