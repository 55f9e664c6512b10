// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The list at the left: filter line, how it is arranged, the sessions, what could narrow them, and at its foot the way
// back from a deletion.

#include <optional>

#include <QList>
#include <QSet>
#include <QWidget>

class QAction;
class QSplitter;
class QStackedLayout;
class QTimer;
class QTreeView;

namespace assay {

class AgentDoor;
class EmptyState;
class FacetPanel;
class FilterLine;
class ListHeader;
class LoadingBar;
class QueryRunner;
class SessionActs;
class SessionTree;
class SessionTreeModel;
class UndoLine;

class SessionListPane final : public QWidget {
    Q_OBJECT

public:
    // Both must outlive it.
    SessionListPane(QueryRunner *runner, AgentDoor *door, QWidget *parent = nullptr);

    [[nodiscard]] SessionTreeModel *model() const { return m_model; }
    [[nodiscard]] QTreeView *tree() const;
    [[nodiscard]] FilterLine *filter() const { return m_filter; }
    [[nodiscard]] ListHeader *header() const { return m_header; }
    [[nodiscard]] FacetPanel *facets() const { return m_facets; }
    [[nodiscard]] UndoLine *undoLine() const { return m_undoLine; }

    [[nodiscard]] QString filterText() const;
    void setFilterText(const QString &text); // as it was once: not told by filterChanged()
    void addFilterTerm(const QString &term); // as if the person had typed it
    [[nodiscard]] QList<qint64> selectedSessions() const;

    void refresh();
    void focusFilter();
    // Marks the session that is open, without opening it again.
    void setCurrentSession(qint64 sessionId);

Q_SIGNALS:
    void sessionChosen(qint64 sessionId);
    void countsChanged(int shown, int total);
    void filterChanged(const QString &text); // the person has applied another filter
    void exportRequested(const QList<qint64> &sessions);
    void noted(const QString &what);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void build();
    void timePassed();
    void buildTree();
    void connectAll(QueryRunner *runner, AgentDoor *door);
    void applyFilter(const QString &text);
    void applyChoice(const QString &text);
    void loaded();
    void openGroups();
    void showState();
    void showFacets(bool open);
    void restyle();
    void clicked(const QModelIndex &index);
    void noteFold(const QModelIndex &index, bool open);
    void chooseCurrent();
    void enterList();
    void remember();
    void restore();
    [[nodiscard]] QModelIndex projectIndex(const QString &key) const;

    struct Before {
        int scroll = 0;
        qint64 session = 0;
        QString project; // key, when a project is current
        QList<qint64> selected;
    };

    SessionTreeModel *m_model;
    FilterLine *m_filter;
    ListHeader *m_header;
    LoadingBar *m_loading;
    QSplitter *m_split;
    SessionTree *m_tree;
    EmptyState *m_empty;
    QStackedLayout *m_stack;
    FacetPanel *m_facets;
    UndoLine *m_undoLine;
    SessionActs *m_acts = nullptr;
    QTimer *m_choose;
    QTimer *m_ages;                 // sessions cease to be live by themselves
    QSet<QString> m_closed;         // keys of projects the reader has folded
    QSet<QString> m_closedFiltered; // the same under the present filter
    std::optional<Before> m_before;
    qint64 m_open = 0;
    bool m_restoring = false;
    bool m_byFrame = false; // the filter is set for a place in the history
};

} // namespace assay
