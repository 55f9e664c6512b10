// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/inspector/rawtree.h"

#include <algorithm>

#include "views/text/visibletext.h"
#include "views/transcript/jsonpart.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype shownCharacters = 400; // of a value in its line
constexpr qsizetype tipCharacters = 2000;

quint64 keyOf(int tree, int node)
{
    return static_cast<quint64>(tree) << 32U | static_cast<quint32>(node);
}

} // namespace

void RawTreeModel::setTrees(const Trees &trees)
{
    beginResetModel();
    m_trees = trees;
    m_children.clear();
    endResetModel();
}

RawTreeModel::Place RawTreeModel::placeOf(const QModelIndex &index)
{
    const auto id = static_cast<quint64>(index.internalId());
    return {static_cast<int>(id >> 32U), static_cast<int>(id & 0xFFFF'FFFFU)};
}

const std::vector<int> &RawTreeModel::childrenOf(const Place &place) const
{
    const quint64 key = keyOf(place.tree, place.node);
    auto known = m_children.find(key);
    if (known == m_children.end())
        known = m_children.insert(key, m_trees.at(place.tree)->childrenOf(place.node));
    return *known;
}

QModelIndex RawTreeModel::indexOf(const Place &place, int column) const
{
    const int above = m_trees.at(place.tree)->node(place.node).parent;
    int row = place.tree;
    if (above >= 0) {
        const std::vector<int> &siblings = childrenOf({place.tree, above});
        row = static_cast<int>(std::lower_bound(siblings.begin(), siblings.end(), place.node) - siblings.begin());
    }
    return createIndex(row, column, static_cast<quintptr>(keyOf(place.tree, place.node)));
}

QModelIndex RawTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (row < 0 || row >= rowCount(parent) || column < 0 || column >= Columns)
        return {};
    if (!parent.isValid())
        return createIndex(row, column, static_cast<quintptr>(keyOf(row, 0)));
    const Place above = placeOf(parent);
    return createIndex(row, column,
                       static_cast<quintptr>(keyOf(above.tree, childrenOf(above)[static_cast<std::size_t>(row)])));
}

QModelIndex RawTreeModel::parent(const QModelIndex &child) const
{
    if (!child.isValid())
        return {};
    const Place place = placeOf(child);
    const int above = m_trees.at(place.tree)->node(place.node).parent;
    return above < 0 ? QModelIndex() : indexOf({place.tree, above});
}

int RawTreeModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_trees.size());
    const Place place = placeOf(parent);
    return parent.column() == Name ? m_trees.at(place.tree)->node(place.node).children : 0;
}

int RawTreeModel::columnCount(const QModelIndex & /*parent*/) const
{
    return Columns;
}

QString RawTreeModel::nameOf(const Place &place) const
{
    const JsonTree &tree = *m_trees.at(place.tree);
    const JsonNode &node = tree.node(place.node);
    if (node.parent < 0)
        return place.tree == 0 ? tr("line") : tr("line of the result");
    if (node.keyStart >= 0)
        return tree.key(place.node);
    const std::vector<int> &siblings = childrenOf({place.tree, node.parent});
    return QString::number(std::lower_bound(siblings.begin(), siblings.end(), place.node) - siblings.begin());
}

QString RawTreeModel::valueOf(const Place &place) const
{
    const JsonTree &tree = *m_trees.at(place.tree);
    if (tree.isContainer(place.node))
        return jsonGist(tree, place.node);
    return tree.node(place.node).kind == JsonNode::Kind::String ? tree.string(place.node)
                                                                : tree.source(place.node).toString();
}

QString RawTreeModel::textOf(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const Place place = placeOf(index);
    const JsonTree &tree = *m_trees.at(place.tree);
    return tree.isContainer(place.node) ? tree.source(place.node).toString() : valueOf(place);
}

QVariant RawTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Place place = placeOf(index);
    switch (role) {
    case Qt::DisplayRole:
        return visibleLine((index.column() == Name ? nameOf(place) : valueOf(place)).left(shownCharacters));
    case Qt::ToolTipRole:
        return tipText(visibleText(valueOf(place).left(tipCharacters)));
    case Qt::AccessibleTextRole:
        return visibleLine(nameOf(place) + u": "_s + valueOf(place).left(shownCharacters));
    default:
        return {};
    }
}

QModelIndex RawTreeModel::find(const QString &words, const QModelIndex &from) const
{
    if (words.isEmpty() || m_trees.isEmpty())
        return {};
    Place at = from.isValid() ? placeOf(from) : Place{0, -1};
    qint64 left = 0;
    for (const auto &tree : m_trees)
        left += tree->size();
    for (; left > 0; --left) {
        if (++at.node >= m_trees.at(at.tree)->size())
            at = {(at.tree + 1) % static_cast<int>(m_trees.size()), 0};
        const JsonTree &tree = *m_trees.at(at.tree);
        const bool isValue = !tree.isContainer(at.node) && valueOf(at).contains(words, Qt::CaseInsensitive);
        if (isValue || (tree.node(at.node).keyStart >= 0 && tree.key(at.node).contains(words, Qt::CaseInsensitive)))
            return indexOf(at);
    }
    return {};
}

} // namespace assay
