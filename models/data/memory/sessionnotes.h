// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The story of a session as notes. A pure function: no clock, no locale, no store.

#include "models/data/memory/memorynote.h"
#include "models/data/memory/sessionstory.h"
#include "models/data/memory/timebuckets.h"

#include <QMap>

namespace assay {

// What happened within the span, by the beginning of the hour it happened in. What is open and what is next is told in
// every hour in which it changed, so that the notes of all hours merge into the note of the session.
[[nodiscard]] QMap<qint64, NoteBullets> sessionNotes(const SessionStory &story, const TimeBuckets &buckets,
                                                     const TimeSpan &span);

} // namespace assay
