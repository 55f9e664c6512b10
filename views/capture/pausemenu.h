// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// For how long capture can be paused.

#include <QList>
#include <QString>

class QDateTime;
class QMenu;
class QWidget;

namespace assay {

class CaptureDoor;

struct PauseSpan {
    QString text;        // "For 15 minutes"
    qint64 seconds = -1; // -1 = until resumed
};

// Tomorrow begins at eight in the morning.
[[nodiscard]] QList<PauseSpan> pauseSpans(const QDateTime &now);
// Seconds are counted when a span is chosen.
[[nodiscard]] QMenu *makePauseMenu(CaptureDoor *door, QWidget *parent);

} // namespace assay
