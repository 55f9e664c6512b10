// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What LineList shows, and how a line is painted.

#include <QAbstractListModel>
#include <QStyledItemDelegate>

#include "views/inspector/inspectorline.h"

namespace assay {

class LineModel final : public QAbstractListModel {
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    // Answers whether rows came or went.
    bool setLines(const QList<InspectorLine> &lines);
    [[nodiscard]] const InspectorLine &line(int row) const { return m_lines.at(row); }
    [[nodiscard]] int rowOf(const QString &key) const; // -1 = none

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    QList<InspectorLine> m_lines;
};

class LineDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    // In a list of that width.
    [[nodiscard]] static int rowHeight(const InspectorLine &line, int width);
};

} // namespace assay
