// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The stored lines of one event, as a tree or as indented JSON, to read, search and copy. What is no whole JSON has no
// tree.

#include <QWidget>

#include "views/inspector/rawtree.h"

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QStackedWidget;
class QToolButton;
class QTreeView;

namespace assay {

class RawView final : public QWidget {
    Q_OBJECT

public:
    explicit RawView(QWidget *parent = nullptr);

    // A note says what is left out.
    void setText(const QString &json, const RawTreeModel::Trees &trees, const QString &note);
    [[nodiscard]] QPlainTextEdit *text() const { return m_text; }
    [[nodiscard]] QTreeView *tree() const { return m_tree; }
    [[nodiscard]] QToolButton *treeButton() const { return m_asTree; }
    [[nodiscard]] QLineEdit *findField() const { return m_find; }

Q_SIGNALS:
    void noted(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildTree();
    void showOne();
    void findNext();
    [[nodiscard]] bool findInTree();
    [[nodiscard]] bool findInText();
    void restyle();

    QLineEdit *m_find;
    QToolButton *m_asTree;
    QToolButton *m_copy;
    QStackedWidget *m_shown;
    RawTreeModel *m_model;
    QTreeView *m_tree;
    QPlainTextEdit *m_text;
    QLabel *m_note;
};

} // namespace assay
