// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A row of the lists at the left of the page Now: a sign, a name, figures at the right, and a second line where there
// is one. What is drawn apart is one text to those who hear it. GUI thread.

#include <QStyledItemDelegate>

class QListWidget;
class QListWidgetItem;

namespace assay {

struct NowRow {
    QString icon; // empty = a dot: it is live
    QString name;
    QString detail;      // second line
    qint64 failures = 0; // drawn with their sign
    QString figure;
    QString heard; // instead of the figures: "3 failures, 2 sessions"
    int depth = 0; // below what it belongs to
    QString tip;
};

[[nodiscard]] QListWidgetItem *addNowRow(QListWidget *list, const NowRow &row);

class NowRowDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace assay
