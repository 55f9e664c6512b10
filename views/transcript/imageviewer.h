// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A picture of a transcript over the whole window, at its size or fitted. Decoded from its bytes on another thread; no
// file is opened or written. Deletes itself when it is closed and gives the focus back.

#include <QImage>
#include <QPointer>
#include <QWidget>

#include "models/data/query/eventdetail.h"

namespace assay {

class ImageViewer final : public QWidget {
    Q_OBJECT

public:
    // Covers the window of `above` at once and takes the focus.
    ImageViewer(const EventImage &image, QWidget *above);

    [[nodiscard]] bool isFitted() const { return m_fitted; }
    [[nodiscard]] bool isDecoded() const { return !m_image.isNull(); }
    void setFitted(bool fitted);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void leave();
    void take(const QImage &image);
    void tell();
    void placeButtons();
    void moveBy(const QPointF &pixels);
    [[nodiscard]] QRectF room() const;
    [[nodiscard]] QRectF place() const; // of the picture

    QString m_name;
    QString m_words;
    QImage m_image;
    QPointer<QWidget> m_before; // had the focus
    bool m_fitted = true;
    bool m_failed = false;
    QPointF m_offset; // at its size: of its middle from the middle of the room
    QPointF m_dragged;
    qreal m_buttonsLeft = 0;
};

} // namespace assay
