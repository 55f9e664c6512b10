// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The whole events and pictures that open rows show, fetched when first asked for and kept within a bound.

#include <QCache>
#include <QImage>
#include <QObject>
#include <QPointer>
#include <QSet>

#include "models/data/query/eventdetail.h"

namespace assay {

class TranscriptModel;

class DetailStore final : public QObject {
    Q_OBJECT

public:
    explicit DetailStore(QObject *parent = nullptr);

    void setModel(TranscriptModel *model);
    void clear();

    // nullptr = on the way; ready() follows. Valid until the next call.
    [[nodiscard]] const EventDetail *detail(qint64 eventId);
    // Null while it is decoded (ready() follows) and when it cannot be.
    [[nodiscard]] QImage image(qint64 eventId, int index);

Q_SIGNALS:
    void ready(qint64 eventId);

private:
    using ImageKey = QPair<qint64, int>;
    void keep(const EventDetail &detail);

    QPointer<TranscriptModel> m_model;
    QCache<qint64, EventDetail> m_details;
    QCache<ImageKey, QImage> m_images;
    QSet<qint64> m_asked;
    QSet<ImageKey> m_decoding;
};

} // namespace assay
