// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/imagedecoder.h"

#include <QBuffer>
#include <QImageReader>

namespace assay {

using namespace Qt::Literals::StringLiterals;

QImage decodeImage(const QByteArray &data, const QString &mediaType, QSize most)
{
    constexpr qint64 mostPixels = 64 * 1024 * 1024;
    QByteArray format;
    for (const QLatin1StringView known : {"png"_L1, "jpeg"_L1, "gif"_L1, "webp"_L1}) {
        if (mediaType == "image/"_L1 + known)
            format = QByteArray(known.data(), known.size());
    }
    if (format.isEmpty())
        return {};
    QByteArray bytes = data;
    QBuffer buffer(&bytes);
    if (!buffer.open(QIODevice::ReadOnly))
        return {};
    QImageReader reader(&buffer, format);
    reader.setAutoDetectImageFormat(false);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (!size.isValid() || qint64{size.width()} * size.height() > mostPixels)
        return {};
    if (size.width() > most.width() || size.height() > most.height())
        reader.setScaledSize(size.scaled(most, Qt::KeepAspectRatio).expandedTo(QSize(1, 1)));
    return reader.read();
}

} // namespace assay
