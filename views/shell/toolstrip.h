// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The bar at the head of the window: menu, back and forward, the pages, the field of the palette, the panes.

#include <QList>
#include <QWidget>

class QBoxLayout;
class QMenu;
class QToolButton;

namespace assay {

class PaletteField;
class VisitHistory;

class ToolStrip final : public QWidget {
    Q_OBJECT

public:
    explicit ToolStrip(QMenu *menu, QWidget *parent = nullptr);

    [[nodiscard]] PaletteField *field() const { return m_field; }
    [[nodiscard]] QToolButton *backButton() const { return m_back; }
    [[nodiscard]] QToolButton *forwardButton() const { return m_forward; }
    [[nodiscard]] QToolButton *listButton() const { return m_list; }
    [[nodiscard]] QToolButton *inspectorButton() const { return m_inspector; }

    // A tab behind Sessions, which is 0; its number.
    int addPage(const QString &icon, const QString &name);
    void setPageShown(int page);            // -1 = none of them
    void setPageCount(int page, int count); // behind its name; 0 = nothing
    void setHistory(const VisitHistory &history);
    void setPanes(bool list, bool inspector);

Q_SIGNALS:
    void visitRequested(int steps); // -1 = back
    void pageRequested(int page);
    void paletteRequested(const QString &text);
    void listToggled();
    void inspectorToggled();

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QToolButton *addButton(const QString &icon, const QString &name);
    QToolButton *addHistoryButton(const QString &icon, const QString &name, int direction);
    void addGap();
    void restyle();
    void restyleTab(QToolButton *tab);

    QToolButton *m_menu;
    QToolButton *m_back;
    QToolButton *m_forward;
    QList<QToolButton *> m_tabs;
    QStringList m_tabNames;
    QBoxLayout *m_tabRow;
    PaletteField *m_field;
    QToolButton *m_list;
    QToolButton *m_inspector;
    QList<QWidget *> m_gaps;
};

} // namespace assay
