// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The bar at the head of the window: menu, back and forward, the pages, the search field.

#include <QWidget>

class QLineEdit;
class QMenu;
class QToolButton;

namespace assay {

class ToolStrip final : public QWidget {
    Q_OBJECT

public:
    enum class Page { Sessions, Search };

    explicit ToolStrip(QMenu *menu, QWidget *parent = nullptr);

    void setPage(Page page);
    void setHistory(bool back, bool forward);

Q_SIGNALS:
    void backRequested();
    void forwardRequested();
    void pageRequested(assay::ToolStrip::Page page);
    void searchRequested(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QToolButton *addButton(const QString &icon, const QString &name);
    QToolButton *addTab(const QString &icon, const QString &name, Page page);
    void restyle();

    QToolButton *m_menu;
    QToolButton *m_back;
    QToolButton *m_forward;
    QToolButton *m_sessions;
    QToolButton *m_search;
    QLineEdit *m_field;
    QList<QWidget *> m_gaps;
};

} // namespace assay
