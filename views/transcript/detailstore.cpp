// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/detailstore.h"

#include <QFutureWatcher>
#include <QtConcurrent>

#include "models/items/transcriptmodel.h"
#include "views/transcript/imagedecoder.h"

namespace assay {

namespace {

constexpr int detailKilobytes = 32 * 1024;
constexpr int imageKilobytes = 32 * 1024;

// At most half of the cache, so that one giant event is still kept while it is shown.
int costOf(qint64 bytes, int limit)
{
    return static_cast<int>(std::clamp<qint64>(bytes / 1024, 1, limit / 2));
}

qint64 sizeOf(const EventDetail &detail)
{
    qint64 characters = detail.text.size() + detail.input.size() + detail.output.size() + detail.content.size() +
                        detail.standardOutput.size() + detail.standardError.size() + detail.rawLine.size() +
                        detail.rawResultLine.size();
    qint64 bytes = characters * 2;
    for (const EventImage &image : detail.images)
        bytes += image.data.size();
    return bytes;
}

} // namespace

DetailStore::DetailStore(QObject *parent)
    : QObject(parent)
    , m_details(detailKilobytes)
    , m_images(imageKilobytes)
{
}

void DetailStore::setModel(TranscriptModel *model)
{
    if (m_model != nullptr)
        m_model->disconnect(this);
    clear();
    m_model = model;
    if (m_model != nullptr)
        connect(m_model, &TranscriptModel::detailReady, this, &DetailStore::keep);
}

void DetailStore::clear()
{
    m_details.clear();
    m_images.clear();
    m_asked.clear();
    m_decoding.clear();
}

void DetailStore::keep(const EventDetail &detail)
{
    if (!m_asked.remove(detail.eventId))
        return;
    m_details.insert(detail.eventId, new EventDetail(detail), costOf(sizeOf(detail), detailKilobytes));
    Q_EMIT ready(detail.eventId);
}

const EventDetail *DetailStore::detail(qint64 eventId)
{
    if (const EventDetail *known = m_details.object(eventId))
        return known;
    if (m_model != nullptr && !m_asked.contains(eventId)) {
        m_asked.insert(eventId);
        m_model->requestDetail(eventId);
    }
    return nullptr;
}

QImage DetailStore::image(qint64 eventId, int index)
{
    const ImageKey key(eventId, index);
    if (const QImage *known = m_images.object(key))
        return *known;
    const EventDetail *whole = m_details.object(eventId);
    if (whole == nullptr || index >= whole->images.size() || m_decoding.contains(key))
        return {};
    m_decoding.insert(key);
    const EventImage &source = whole->images.at(index);
    // A child and no continuation: that would look at this object from the pool's thread, where it may be gone.
    auto *decoding = new QFutureWatcher<QImage>(this);
    connect(decoding, &QFutureWatcherBase::finished, this, [this, key, decoding] {
        decoding->deleteLater();
        if (!m_decoding.remove(key))
            return;
        const QImage image = decoding->result();
        m_images.insert(key, new QImage(image), costOf(image.sizeInBytes(), imageKilobytes));
        if (!image.isNull())
            Q_EMIT ready(key.first);
    });
    decoding->setFuture(QtConcurrent::run(decodeImage, source.data, source.mediaType));
    return {};
}

} // namespace assay
