// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/icons.h"

#include <QFile>
#include <QIconEngine>
#include <QPaintDevice>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

class ToneEngine final : public QIconEngine {
public:
    ToneEngine(QString name, Tone tone)
        : m_name(std::move(name))
        , m_tone(tone)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        Q_UNUSED(state)
        const int size = std::min(rect.width(), rect.height());
        const QPointF at(rect.x() + (rect.width() - size) / 2.0, rect.y() + (rect.height() - size) / 2.0);
        paintIcon(*painter, at, m_name, colorOf(mode), size);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override
    {
        Q_UNUSED(state)
        const int device = std::min(size.width(), size.height());
        return iconPixmap(m_name, colorOf(mode), qRound(device / scale), scale);
    }

    [[nodiscard]] QIconEngine *clone() const override { return new ToneEngine(m_name, m_tone); }

private:
    [[nodiscard]] QColor colorOf(QIcon::Mode mode) const
    {
        return Theme::instance()->color(mode == QIcon::Disabled ? Tone::StrongLine : m_tone);
    }

    QString m_name;
    Tone m_tone;
};

} // namespace

QPixmap iconPixmap(const QString &name, const QColor &color, int size, qreal scale)
{
    const QString key = u"assay/%1/%2/%3/%4"_s.arg(name, color.name(QColor::HexArgb)).arg(size).arg(scale);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    QFile file(u":/assay/icons/%1.svg"_s.arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray drawing = file.readAll();
    drawing.replace("currentColor", color.name().toLatin1());
    QSvgRenderer renderer(drawing);
    const int device = std::max(1, qRound(size * scale));
    pixmap = QPixmap(device, device);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(0, 0, device, device));
    painter.end();
    pixmap.setDevicePixelRatio(scale);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

void paintIcon(QPainter &painter, const QPointF &at, const QString &name, const QColor &color, int size)
{
    const qreal scale = painter.device() != nullptr ? painter.device()->devicePixelRatioF() : 1.0;
    painter.drawPixmap(at, iconPixmap(name, color, size, scale));
}

QIcon themeIcon(const QString &name, Tone tone)
{
    return QIcon(new ToneEngine(name, tone));
}

} // namespace assay
