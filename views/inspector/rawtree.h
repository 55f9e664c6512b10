// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Stored lines of an event as trees of names and values. Values of containers are told when they are looked at. GUI
// thread.

#include <QAbstractItemModel>
#include <QHash>

#include "views/text/jsontree.h"

namespace assay {

class RawTreeModel final : public QAbstractItemModel {
    Q_OBJECT

public:
    using Trees = QList<std::shared_ptr<const JsonTree>>;
    enum Column { Name, Value, Columns };

    using QAbstractItemModel::QAbstractItemModel;

    void setTrees(const Trees &trees); // none of them null
    [[nodiscard]] bool isEmpty() const { return m_trees.isEmpty(); }
    // The next one behind `from` whose name or value holds the words, from the start again at the end; invalid = none.
    [[nodiscard]] QModelIndex find(const QString &words, const QModelIndex &from) const;
    [[nodiscard]] QString textOf(const QModelIndex &index) const; // whole: of a string without escapes, else as stored

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    // A value: which tree, and where in it.
    struct Place {
        int tree = 0;
        int node = 0;
    };
    [[nodiscard]] static Place placeOf(const QModelIndex &index);
    [[nodiscard]] QModelIndex indexOf(const Place &place, int column = Name) const;
    [[nodiscard]] const std::vector<int> &childrenOf(const Place &place) const;
    [[nodiscard]] QString nameOf(const Place &place) const;
    [[nodiscard]] QString valueOf(const Place &place) const;

    Trees m_trees;
    mutable QHash<quint64, std::vector<int>> m_children; // of what was opened
};

} // namespace assay
