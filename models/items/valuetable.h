// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A table of values that were read at once and are replaced at once: a preview, a report. GUI thread.

#include <QAbstractTableModel>
#include <QList>
#include <QStringList>
#include <QVariant>

namespace assay {

struct ValueRow {
    QStringList cells; // as many as there are columns
    QVariant key = {}; // what the row stands for
    QString tip = {};  // plain text

    bool operator==(const ValueRow &) const = default;
};

struct ValueColumn {
    QString name;
    bool isFigure = false; // at the right
};

class ValueTable final : public QAbstractTableModel {
    Q_OBJECT

public:
    static constexpr int keyRole = Qt::UserRole;

    explicit ValueTable(QList<ValueColumn> columns, QObject *parent = nullptr);

    // Rows that stay are announced as changed, not as new, so that what is selected stays so.
    void setRows(const QList<ValueRow> &rows);
    [[nodiscard]] const QList<ValueRow> &rows() const { return m_rows; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    QList<ValueColumn> m_columns;
    QList<ValueRow> m_rows;
};

} // namespace assay
