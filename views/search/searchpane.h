// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Search over everything: one line, the order, how many there are, the hits. From the line the arrow keys step through
// the hits and Return opens the current one; Ctrl+Return opens the first at once when none was chosen. After a hit was
// opened, openHit() goes on to the next or previous one.

#include <QWidget>

#include "models/items/searchmodel.h"

class QLabel;
class QListView;
class QStackedLayout;
class QToolButton;

namespace assay {

class EmptyState;
class FilterLine;
class HitDelegate;
class HitWalk;
class LoadingBar;
class SearchStart;

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

    // The walk through the hits, from the one that was opened; step = ±1.
    [[nodiscard]] bool hasHit(int step) const;
    void openHit(int step); // when its page is in, told by hitChosen()
    void endWalk();
    [[nodiscard]] int walkAt() const;                                   // from 1; 0 = there is none
    [[nodiscard]] qint64 walkTotal() const { return m_model->total(); } // -1 while it is counted
    [[nodiscard]] QString searchedText() const { return m_model->text(); }

Q_SIGNALS:
    // `terms` = the words that matched, to be marked where it opens.
    void hitChosen(qint64 eventId, qint64 sessionId, const QStringList &terms);
    void sessionChosen(qint64 sessionId); // the head of its hits was opened
    void walkChanged(int at, qint64 total);
    void filterRequested(const QString &term); // goes into the pane's own line too
    void closeRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void buildTop();
    void buildList();
    void run();
    void setOrder(SearchModel::Order order);
    void finished();
    void failed(const Error &error);
    void tellNothingFound();
    void updateCount();
    void choose(const QModelIndex &index);
    void enter(bool atOnce);
    void step(int by);
    void makeCurrent(int hit);
    void openMenu(const QPoint &at);
    void restyle();

    QueryRunner *m_runner;
    SearchModel *m_model;
    FilterLine *m_field;
    QToolButton *m_newest;
    QToolButton *m_best;
    QLabel *m_count;
    LoadingBar *m_loading;
    QListView *m_list;
    HitDelegate *m_delegate;
    EmptyState *m_empty;
    SearchStart *m_start;
    QStackedLayout *m_stack;
    HitWalk *m_walk;
    SearchModel::Order m_order = SearchModel::Order::Newest;
    enum class WhenDone { Nothing, Enter, Open };
    WhenDone m_whenDone = WhenDone::Nothing; // the search that runs
    bool m_atOnce = false;                   // Ctrl is held with the key pressed last in the line
    bool m_failed = false;
};

} // namespace assay
