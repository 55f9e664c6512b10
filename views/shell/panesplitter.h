// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// List, document and inspector side by side. Where the window gets narrow the inspector folds, then the list; both come
// back with the room, and can be shown all the same. Widths are kept while a pane is folded.

#include <QSplitter>

namespace assay {

class PaneSplitter final : public QSplitter {
    Q_OBJECT

public:
    PaneSplitter(QWidget *list, QWidget *document, QWidget *inspector, QWidget *parent = nullptr);

    [[nodiscard]] bool isListShown() const { return m_list.shown(); }
    [[nodiscard]] bool isInspectorShown() const { return m_inspector.shown(); }
    void toggleList();
    void toggleInspector();

    // What the reader chose, without what folds by itself.
    [[nodiscard]] QByteArray state() const;
    void setState(const QByteArray &state);

    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void panesChanged();

protected:
    [[nodiscard]] QSplitterHandle *createHandle() override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Side {
        QWidget *pane = nullptr;
        bool wanted = true;  // while there is room
        bool narrow = false; // there is none
        bool anyway = false; // shown although there is none
        qreal width = 0;     // at zoom 1, so that it follows the text and comes back with it
        [[nodiscard]] bool shown() const { return narrow ? anyway : wanted; }
    };
    void toggle(Side &side);
    void fold();
    void apply();
    void keepWidths();
    void restyle();

    Side m_list;
    Side m_inspector;
};

} // namespace assay
