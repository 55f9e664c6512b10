// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The whole events and pictures that open rows show, fetched when first asked for and kept within a bound.

#include <array>
#include <optional>

#include <QCache>
#include <QHash>
#include <QImage>
#include <QObject>
#include <QPointer>
#include <QSet>

#include "models/data/query/eventdetail.h"
#include "models/data/record.h"
#include "views/transcript/jsonpart.h"

namespace assay {

class TranscriptModel;

class DetailStore final : public QObject {
    Q_OBJECT

public:
    explicit DetailStore(QObject *parent = nullptr);

    void setModel(TranscriptModel *model);
    void clear();

    // nullptr = on the way, ready() follows; or it cannot be read. A call that got its result since is read again.
    // While more than a few are on the way the earlier ones are forgotten: ask again for what is in sight. Valid until
    // the next call.
    [[nodiscard]] const EventDetail *detail(const EventRow &event);
    // Null while it is decoded (ready() follows) and when it cannot be.
    [[nodiscard]] bool isAsked(qint64 eventId) const { return m_asked.contains(eventId); } // on its way
    [[nodiscard]] QImage image(qint64 eventId, int index);
    // A text of a whole event that is here as a tree; long ones are read elsewhere (ready() follows).
    [[nodiscard]] JsonAnswer json(qint64 eventId, JsonSource source);

Q_SIGNALS:
    void ready(qint64 eventId);

private:
    using ImageKey = QPair<qint64, int>;
    // What changes in a row when its event does.
    struct Stamp {
        Outcome outcome = Outcome::None;
        qint64 bytes = 0;
        int images = 0;

        bool operator==(const Stamp &) const = default;
    };
    struct Kept {
        EventDetail detail;
        Stamp stamp;
        std::array<std::optional<JsonAnswer>, 3> trees = {}; // by JsonSource; unset = never asked for
    };
    [[nodiscard]] static Stamp stampOf(const EventRow &event);
    void keep(const EventDetail &detail);
    void fail(qint64 eventId);

    QPointer<TranscriptModel> m_model;
    QCache<qint64, Kept> m_details;
    QCache<ImageKey, QImage> m_images;
    QHash<qint64, Stamp> m_asked;
    QHash<qint64, Stamp> m_failed;
    QSet<ImageKey> m_decoding;
};

} // namespace assay
