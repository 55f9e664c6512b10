// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A rolling summary: bullets that say what happened, each with the events it was told by. Notes of parts merge into the
// note of the whole, in any order and grouping with the same result. Plain values; any thread.

#include <QList>
#include <QString>

#include <nlohmann/json_fwd.hpp>

#include <optional>

namespace assay {

enum class NoteSection : int { Asked = 1, Done = 2, Failed = 3, Decisions = 4, Files = 5, Open = 6, Next = 7 };

[[nodiscard]] QString sectionName(NoteSection section);  // "asked", "done" … as in JSON
[[nodiscard]] QString sectionTitle(NoteSection section); // "What was asked" … untranslated

struct NoteEvent {
    qint64 at = -1; // ms
    qint64 id = 0;
    auto operator<=>(const NoteEvent &) const = default;
};

struct NoteBullet {
    NoteSection section = NoteSection::Asked;
    QString key;  // what makes two bullets of a section one; never shown
    QString text; // one line, without the count
    qint64 count = 1;
    NoteEvent first, last;
    QList<NoteEvent> events; // the last ones, in the order of time; at most citedEvents
    QString project;         // in notes of a workspace: its name
    bool settled = false;    // of Open and Next: was open, is not any more; kept for merging, not shown

    bool operator==(const NoteBullet &) const = default;
};
using NoteBullets = QList<NoteBullet>;

inline constexpr qsizetype citedEvents = 5;
// Whether how often is worth a word: of failures, of files, of what was asked again.
[[nodiscard]] bool showsCount(const NoteBullet &bullet);

// A bullet told by one event.
[[nodiscard]] NoteBullet noteBullet(NoteSection section, QString key, QString text, NoteEvent event);

// Adds what `more` says. Counts add up, events are the last of both; of Open and Next with one key the later holds.
void mergeNotes(NoteBullets &into, const NoteBullets &more);

// In the order of sections, each as a reader wants it: the newest ask first, the most frequent failure first … Settled
// bullets are left out when `shown`.
[[nodiscard]] NoteBullets sortedNotes(NoteBullets bullets, bool shown);

// [{section, text, count, events[], …}] with everything that merging needs; equal notes give equal bytes.
[[nodiscard]] QByteArray notesToJson(const NoteBullets &bullets);
[[nodiscard]] std::optional<NoteBullets> notesFromJson(const QByteArray &json);

} // namespace assay
