// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Summaries as documents: for a terminal, as Markdown (the daily digest), as JSON. Pure.

#include "models/data/memory/memorynote.h"
#include "models/data/memory/timebuckets.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>

namespace assay {

struct NoteDocument {
    QString scope; // "workspace", "project payments", "session 1234abcd"
    QString title; // of the session; empty = none
    std::optional<TimeSpan> span;
    QTimeZone zone; // of the reader
    qint64 currentTo = -1;
    NoteBullets bullets; // sorted
};

// At most so many bullets of a section in text and Markdown; the rest is counted.
inline constexpr qsizetype noteLines = 12;

[[nodiscard]] QString noteText(const NoteDocument &document);
[[nodiscard]] QString noteMarkdown(const NoteDocument &document);
// scope, from, to, current_to, bullets[]{section, text, count, first_at, last_at, events[], project}
[[nodiscard]] nlohmann::ordered_json toJson(const NoteDocument &document);
[[nodiscard]] nlohmann::ordered_json toJson(const NoteBullets &bullets);

} // namespace assay
