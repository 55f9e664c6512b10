// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What every pane of evidence is: what the evidence is for, the events, and the one that is current as it was said.
// What sessions said is shown as it stands, never as markup. GUI thread.

#include <QStyledItemDelegate>
#include <QWidget>

#include "views/widgets/theme.h"

class QLabel;
class QHBoxLayout;
class QListWidget;
class QPlainTextEdit;
class QPushButton;

namespace assay {

// A numeral in its frame, filled when it is current; who, what, how long ago.
class EvidenceDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

class EvidenceFrame : public QWidget {
    Q_OBJECT

public:
    [[nodiscard]] QListWidget *list() const { return m_list; }
    [[nodiscard]] QString text() const;
    void openCurrent();

Q_SIGNALS:
    void eventRequested(qint64 event, qint64 session);

protected:
    struct Place {
        qint64 event = 0;
        qint64 session = 0;
    };

    // A line of the list: its number from 1, who or when, what, how long ago; the last one in the list.
    struct Row {
        QString lead = {};
        QString text = {};
        QString age = {};
        QString tip = {};
    };

    EvidenceFrame(const QString &open, Face said, QWidget *parent);

    void addRow(const Row &row);

    [[nodiscard]] virtual Place placeAt(int row) const = 0; // of a row that is there
    virtual void showCurrent() = 0;
    void setHead(const QString &head, const QString &what);
    // What is current; without a row nothing can be opened.
    void setSaid(bool isThere, const QString &context, const QString &text);

private:
    void fitList();
    void restyle();

    const Face m_said;
    QLabel *m_head;
    QLabel *m_what;
    QListWidget *m_list;
    QLabel *m_context;
    QPlainTextEdit *m_text;
    QPushButton *m_open;
    QHBoxLayout *m_acts;
};

} // namespace assay
