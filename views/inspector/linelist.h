// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The lines of one section, as high as they need: the pane around it scrolls. Past a hundred lines the rest waits
// behind one that tells how many there are.

#include <QHash>
#include <QListView>

#include "views/inspector/inspectorline.h"

namespace assay {

class LineModel;

class LineList final : public QListView {
    Q_OBJECT

public:
    static constexpr int linesAtFirst = 100;

    explicit LineList(const QString &accessibleName, QWidget *parent = nullptr);

    // Lines that are as they were are not painted again; the current one stays by its key.
    void setLines(const QList<InspectorLine> &lines);
    void clearLines(); // and what was shown of them
    [[nodiscard]] const QList<InspectorLine> &lines() const { return m_lines; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void eventRequested(qint64 eventId);
    void runRequested(qint64 sessionId, qint64 runId);
    void filterRequested(const QString &term);
    void noted(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void show(int most);
    void act(const QModelIndex &index);
    void copy(const QModelIndex &index);
    [[nodiscard]] const InspectorLine *lineAt(const QModelIndex &index) const;
    void restyle();

    LineModel *m_model;
    QList<InspectorLine> m_lines;
    int m_most = linesAtFirst;
    QHash<QString, qsizetype> m_visited; // how many of a line's events a click went to
};

} // namespace assay
