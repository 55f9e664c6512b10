// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/imageviewer.h"

#include <QApplication>
#include <QFutureWatcher>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QWheelEvent>
#include <QtConcurrent>

#include "views/text/visibletext.h"
#include "views/transcript/imagedecoder.h"
#include "views/widgets/theme.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QSize largest(8000, 8000); // 256 MB; nothing on a screen needs more
constexpr qreal barHeight = 38;
constexpr qreal gap = 8;
constexpr qreal step = 60;

} // namespace

ImageViewer::ImageViewer(const EventImage &image, QWidget *above)
    : QWidget(above->window())
    , m_name(visibleLine(image.label.isEmpty() ? image.mediaType : image.label))
    , m_words(m_name + u" · "_s + bytesText(image.data.size()))
    , m_before(QApplication::focusWidget())
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_DeleteOnClose);
    const auto addButton = [this](const QString &text, const QString &name, auto act) {
        auto *button = new QPushButton(text, this);
        button->setObjectName(name);
        button->setAccessibleName(text);
        connect(button, &QPushButton::clicked, this, act);
    };
    addButton(tr("Fit"), u"fit"_s, [this] { setFitted(true); });
    addButton(tr("100 %"), u"full"_s, [this] { setFitted(false); });
    addButton(tr("Close"), u"close"_s, [this] { leave(); });
    connect(Theme::instance(), &Theme::changed, this, &ImageViewer::placeButtons);
    window()->installEventFilter(this);
    setGeometry(window()->rect());
    auto *decoding = new QFutureWatcher<QImage>(this);
    connect(decoding, &QFutureWatcherBase::finished, this, [this, decoding] { take(decoding->result()); });
    decoding->setFuture(QtConcurrent::run(decodeImage, image.data, image.mediaType, largest));
    tell();
    show();
    raise();
    setFocus();
}

void ImageViewer::take(const QImage &image)
{
    m_image = image;
    m_failed = image.isNull();
    if (!m_failed)
        m_words += tr(" · %1 × %2 pixels").arg(countText(image.width()), countText(image.height()));
    tell();
}

void ImageViewer::tell()
{
    setAccessibleName(tr("Picture"));
    setAccessibleDescription(m_words + u", "_s + (m_fitted ? tr("fitted") : tr("at its size")));
    update();
}

void ImageViewer::leave()
{
    if (m_before != nullptr)
        m_before->setFocus();
    close();
}

void ImageViewer::setFitted(bool fitted)
{
    m_fitted = fitted;
    m_offset = {};
    tell();
}

QRectF ImageViewer::room() const
{
    const Theme *theme = Theme::instance();
    return QRectF(rect()).adjusted(theme->px(gap), theme->px(barHeight + gap), -theme->px(gap), -theme->px(gap));
}

QRectF ImageViewer::place() const
{
    QSizeF size = QSizeF(m_image.size()) / devicePixelRatioF();
    const QRectF inside = room();
    if (m_fitted && (size.width() > inside.width() || size.height() > inside.height()))
        size.scale(inside.size(), Qt::KeepAspectRatio);
    QRectF frame(QPointF(), size);
    frame.moveCenter(inside.center() + m_offset);
    return frame;
}

void ImageViewer::moveBy(const QPointF &pixels)
{
    const QSizeF over = (place().size() - room().size()) / 2;
    const qreal x = std::max<qreal>(0, over.width());
    const qreal y = std::max<qreal>(0, over.height());
    m_offset = {std::clamp(m_offset.x() + pixels.x(), -x, x), std::clamp(m_offset.y() + pixels.y(), -y, y)};
    update();
}

void ImageViewer::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    const Theme *theme = Theme::instance();
    QPainter painter(this);
    painter.fillRect(rect(), theme->color(Tone::Inset));
    if (!m_image.isNull()) {
        painter.save();
        painter.setClipRect(room());
        painter.setRenderHint(QPainter::SmoothPixmapTransform, m_fitted);
        painter.drawImage(place(), m_image);
        painter.restore();
    }
    painter.setPen(theme->color(Tone::Text3));
    if (m_failed)
        painter.drawText(room(), Qt::AlignCenter, tr("This picture cannot be shown: its data are no picture we read."));
    const QRectF bar(0, 0, width(), theme->px(barHeight));
    painter.fillRect(bar, theme->color(Tone::Chrome));
    painter.setPen(theme->color(Tone::StrongLine));
    painter.drawLine(bar.bottomLeft(), bar.bottomRight());
    painter.setPen(theme->color(Tone::Text));
    painter.setFont(theme->font(Face::Base));
    const QRectF words = bar.adjusted(theme->px(16), 0, m_buttonsLeft - bar.right() - theme->px(gap), 0);
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(m_words, Qt::ElideMiddle, qRound(words.width())));
}

void ImageViewer::placeButtons()
{
    const Theme *theme = Theme::instance();
    const qreal height = theme->px(barHeight);
    qreal right = width() - theme->px(gap);
    for (const auto &name : {u"close"_s, u"full"_s, u"fit"_s}) {
        auto *button = findChild<QPushButton *>(name, Qt::FindDirectChildrenOnly);
        const QSize size(button->sizeHint().width(), theme->px(26));
        button->setGeometry(QRect(QPoint(qRound(right) - size.width(), qRound((height - size.height()) / 2)), size));
        right -= size.width() + theme->px(6);
    }
    m_buttonsLeft = right;
}

void ImageViewer::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeButtons();
    moveBy({});
}

void ImageViewer::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        leave();
        break;
    case Qt::Key_F:
        setFitted(true);
        break;
    case Qt::Key_1:
        setFitted(false);
        break;
    case Qt::Key_Space:
        setFitted(!m_fitted);
        break;
    case Qt::Key_Left:
        moveBy({step, 0});
        break;
    case Qt::Key_Right:
        moveBy({-step, 0});
        break;
    case Qt::Key_Up:
        moveBy({0, step});
        break;
    case Qt::Key_Down:
        moveBy({0, -step});
        break;
    default:
        break; // nothing reaches what is covered
    }
    event->accept();
}

void ImageViewer::wheelEvent(QWheelEvent *event)
{
    moveBy(event->pixelDelta().isNull() ? QPointF(event->angleDelta()) / 2 : QPointF(event->pixelDelta()));
    event->accept();
}

void ImageViewer::mousePressEvent(QMouseEvent *event)
{
    m_dragged = event->position();
    event->accept();
}

void ImageViewer::mouseMoveEvent(QMouseEvent *event)
{
    moveBy(event->position() - std::exchange(m_dragged, event->position()));
}

// The keyboard stays within while this covers everything else.
bool ImageViewer::focusNextPrevChild(bool next)
{
    QList<QWidget *> stops{this};
    for (const auto &name : {u"fit"_s, u"full"_s, u"close"_s})
        stops.append(findChild<QWidget *>(name, Qt::FindDirectChildrenOnly));
    const qsizetype at = stops.indexOf(QApplication::focusWidget());
    stops.at((at + (next ? 1 : stops.size() - 1)) % stops.size())->setFocus(Qt::TabFocusReason);
    return true;
}

bool ImageViewer::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == window() && event->type() == QEvent::Resize)
        setGeometry(window()->rect());
    return QWidget::eventFilter(watched, event);
}

} // namespace assay
