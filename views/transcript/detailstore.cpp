// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/detailstore.h"

#include <QFutureWatcher>
#include <QtConcurrent>

#include "models/items/transcriptmodel.h"
#include "views/transcript/imagedecoder.h"

namespace assay {

namespace {

constexpr int detailKilobytes = 8 * 1024;
constexpr int imageKilobytes = 16 * 1024;
constexpr qsizetype readOnTheSpot = 16 * 1024; // characters of JSON: well within a frame

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

const QString &textOf(const EventDetail &detail, JsonSource source)
{
    return source == JsonSource::Input ? detail.input : source == JsonSource::Output ? detail.output : detail.rawLine;
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
    if (m_model == nullptr)
        return;
    connect(m_model, &TranscriptModel::detailReady, this, &DetailStore::keep);
    connect(m_model, &TranscriptModel::detailFailed, this, &DetailStore::fail);
}

void DetailStore::clear()
{
    m_details.clear();
    m_images.clear();
    m_asked.clear();
    m_failed.clear();
    m_decoding.clear();
}

DetailStore::Stamp DetailStore::stampOf(const EventRow &event)
{
    return {event.outcome, event.textBytes + event.inputBytes + event.outputBytes, event.images};
}

void DetailStore::keep(const EventDetail &detail)
{
    const auto asked = m_asked.constFind(detail.eventId);
    if (asked == m_asked.cend())
        return;
    m_details.insert(detail.eventId, new Kept{detail, *asked, {}}, costOf(sizeOf(detail), detailKilobytes));
    m_asked.erase(asked);
    Q_EMIT ready(detail.eventId);
}

void DetailStore::fail(qint64 eventId)
{
    if (m_asked.contains(eventId))
        m_failed.insert(eventId, m_asked.take(eventId));
}

const EventDetail *DetailStore::detail(const EventRow &event)
{
    const Stamp stamp = stampOf(event);
    const Kept *known = m_details.object(event.id);
    if (known != nullptr && known->stamp == stamp)
        return &known->detail;
    const auto failed = m_failed.constFind(event.id);
    if (m_model == nullptr || (failed != m_failed.cend() && *failed == stamp))
        return nullptr;
    m_asked.insert(event.id, stamp);
    m_model->requestDetail(event.id);
    return nullptr;
}

QImage DetailStore::image(qint64 eventId, int index)
{
    const ImageKey key(eventId, index);
    if (const QImage *known = m_images.object(key))
        return *known;
    const Kept *whole = m_details.object(eventId);
    if (whole == nullptr || index >= whole->detail.images.size() || m_decoding.contains(key))
        return {};
    m_decoding.insert(key);
    const EventImage &source = whole->detail.images.at(index);
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
    decoding->setFuture(QtConcurrent::run(decodeImage, source.data, source.mediaType, shownImageSize));
    return {};
}

JsonAnswer DetailStore::json(qint64 eventId, JsonSource source)
{
    Kept *whole = m_details.object(eventId);
    if (whole == nullptr)
        return {};
    std::optional<JsonAnswer> &known = whole->trees.at(static_cast<std::size_t>(source));
    if (known)
        return *known;
    const QString &text = textOf(whole->detail, source);
    if (text.size() <= readOnTheSpot)
        return *(known = JsonAnswer{true, JsonTree::read(text)});
    known = JsonAnswer{false, {}};
    using Tree = std::shared_ptr<const JsonTree>;
    auto *reading = new QFutureWatcher<Tree>(this);
    connect(reading, &QFutureWatcherBase::finished, this, [this, eventId, source, reading, stamp = whole->stamp] {
        reading->deleteLater();
        Kept *kept = m_details.object(eventId);
        if (kept == nullptr || !(kept->stamp == stamp))
            return;
        kept->trees.at(static_cast<std::size_t>(source)) = JsonAnswer{true, reading->result()};
        Q_EMIT ready(eventId);
    });
    reading->setFuture(QtConcurrent::run(&JsonTree::read, text));
    return *known;
}

} // namespace assay
