// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/items/valuetable.h"

namespace assay {

ValueTable::ValueTable(QList<ValueColumn> columns, QObject *parent)
    : QAbstractTableModel(parent)
    , m_columns(std::move(columns))
{
}

void ValueTable::setRows(const QList<ValueRow> &rows)
{
    if (rows == m_rows)
        return;
    bool sameKeys = rows.size() == m_rows.size();
    for (qsizetype row = 0; sameKeys && row < rows.size(); ++row)
        sameKeys = rows.at(row).key == m_rows.at(row).key;
    if (!sameKeys) {
        beginResetModel();
        m_rows = rows;
        endResetModel();
        return;
    }
    m_rows = rows;
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int ValueTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ValueTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant ValueTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ValueRow &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return row.cells.value(index.column());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter | (m_columns.at(index.column()).isFigure ? Qt::AlignRight : Qt::AlignLeft)));
    case Qt::AccessibleTextRole:
        return tr("%1: %2").arg(m_columns.at(index.column()).name, row.cells.value(index.column()));
    case Qt::AccessibleDescriptionRole:
        return row.tip;
    case keyRole:
        return row.key;
    default:
        return {};
    }
}

QVariant ValueTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_columns.size())
        return {};
    if (role == Qt::DisplayRole)
        return m_columns.at(section).name;
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter | (m_columns.at(section).isFigure ? Qt::AlignRight : Qt::AlignLeft)));
    return {};
}

} // namespace assay
