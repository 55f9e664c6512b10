// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The list at the left: filter line, counts, projects and their sessions.

#include <optional>

#include <QSet>
#include <QWidget>

class QLabel;
class QStackedLayout;
class QTimer;
class QTreeView;

namespace assay {

class EmptyState;
class FilterLine;
class LoadingBar;
class QueryRunner;
class SessionTreeModel;

class SessionListPane final : public QWidget {
    Q_OBJECT

public:
    explicit SessionListPane(QueryRunner *runner, QWidget *parent = nullptr);

    [[nodiscard]] SessionTreeModel *model() const { return m_model; }
    [[nodiscard]] QTreeView *tree() const { return m_tree; }
    [[nodiscard]] FilterLine *filter() const { return m_filter; }

    void refresh();
    void focusFilter();
    // Marks the session that is open, without opening it again.
    void setCurrentSession(qint64 sessionId);

Q_SIGNALS:
    void sessionChosen(qint64 sessionId);
    void countsChanged(int shown, int total);

private:
    void buildTree();
    void loaded();
    void restyle();
    void updateHeader();
    void chooseCurrent();
    void enterList();
    void remember();
    void restore();
    [[nodiscard]] QModelIndex projectIndex(const QString &key) const;

    struct Before {
        int scroll = 0;
        qint64 session = 0;
        QString project; // key, when a project is current
    };

    SessionTreeModel *m_model;
    FilterLine *m_filter;
    QWidget *m_strip;
    QLabel *m_caption;
    QLabel *m_counts;
    LoadingBar *m_loading;
    QTreeView *m_tree;
    EmptyState *m_empty;
    QStackedLayout *m_stack;
    QTimer *m_choose;
    QSet<QString> m_closed;         // keys of projects the reader has folded
    QSet<QString> m_closedFiltered; // the same under the present filter
    std::optional<Before> m_before;
    qint64 m_open = 0;
    bool m_restoring = false;
};

} // namespace assay
