// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Where the parts of a session's row stand and what they say: in two lines, at compact density in one. Painting and
// tool tips read the same.

#include <QList>
#include <QRectF>
#include <QString>

#include "models/data/record.h"
#include "views/widgets/theme.h"

namespace assay {

struct SessionMark {
    QString icon;
    QString figure; // behind the icon; may be empty
    Tone tone = Tone::Text2;
    QString tip;
    QRectF place;
};

struct SessionLayout {
    QString title;
    bool isUntitled = false;
    QRectF titlePlace;
    QString when;
    QString whenTip; // ISO
    QRectF whenPlace;
    QString figures; // empty in one line
    QRectF figuresPlace;
    QList<SessionMark> marks; // from left to right
    bool isLive = false;      // `when` says so, too
    QRectF livePlace;         // of its dot, before the title

    // The tool tip at a point: of a mark, the times, or all of a title that is cut.
    [[nodiscard]] QString tipAt(const QPointF &at) const;
};

// Heights in pixels of the screen, by density.
[[nodiscard]] int sessionRowHeight();
[[nodiscard]] int projectRowHeight();

// `flat`: no project stands above it, so the row names its own.
[[nodiscard]] SessionLayout layoutSession(const SessionRow &session, const QRectF &row, bool flat, qint64 now);

// The figures of a session as words in that many pixels of the meta face. What does not fit goes in this order: tokens,
// tools, duration, turns; cost stays. A project's name takes what the others leave, before turns go.
[[nodiscard]] QString figuresText(const SessionRow &session, qreal room, bool withProject = false);

} // namespace assay
