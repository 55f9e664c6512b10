// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Search over everything: one line, the order, how many there are, the hits.

#include <QWidget>

#include "models/items/searchmodel.h"

class QLabel;
class QListView;
class QStackedLayout;
class QToolButton;

namespace assay {

class EmptyState;
class FilterLine;
class LoadingBar;

class SearchPane final : public QWidget {
    Q_OBJECT

public:
    explicit SearchPane(QueryRunner *runner, QWidget *parent = nullptr);

    [[nodiscard]] SearchModel *model() const { return m_model; }
    [[nodiscard]] QListView *list() const { return m_list; }
    [[nodiscard]] FilterLine *field() const { return m_field; }
    [[nodiscard]] QString countText() const;

    void search(const QString &text);
    void focusField();

Q_SIGNALS:
    // `terms` = the words that matched, to be marked where it opens.
    void hitChosen(qint64 eventId, qint64 sessionId, const QStringList &terms);
    void closeRequested();

private:
    void build();
    void run();
    void setOrder(SearchModel::Order order);
    void finished();
    void updateCount();
    void choose(const QModelIndex &index);
    void enterList();
    void restyle();

    SearchModel *m_model;
    FilterLine *m_field;
    QToolButton *m_newest;
    QToolButton *m_best;
    QLabel *m_count;
    LoadingBar *m_loading;
    QListView *m_list;
    EmptyState *m_empty;
    QStackedLayout *m_stack;
    SearchModel::Order m_order = SearchModel::Order::Newest;
    bool m_enterWhenDone = false;
};

} // namespace assay
