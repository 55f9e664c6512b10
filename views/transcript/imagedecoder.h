// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QImage>
#include <QSize>
#include <QString>

namespace assay {

inline constexpr QSize shownImageSize(960, 640); // twice what a row shows, for dense screens

// A picture of a transcript, no larger than `most`. Only PNG, JPEG, GIF and WebP, only from these bytes, and none
// that claims more than 64 megapixels; anything else is a null image. For a worker thread: a picture takes up to 300
// ms.
[[nodiscard]] QImage decodeImage(const QByteArray &data, const QString &mediaType, QSize most);

} // namespace assay
