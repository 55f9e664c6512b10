// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Finds words in the whole session of a transcript and walks from hit to hit: those within an event one by one, then
// the next event, which opens itself.

#include <QObject>

#include "models/items/sessionfind.h"

namespace assay {

class FindBar;
class TranscriptView;

class TranscriptFinder final : public QObject {
    Q_OBJECT

public:
    // Owned by the view.
    explicit TranscriptFinder(TranscriptView *view);

    void open();
    // To the next or the one before; opens the bar when it is closed.
    void walk(int direction);

private:
    void search();
    void follow();
    void goTo(int index, int occurrence);
    void wrap(int direction);
    void arrived(qint64 event, int occurrence, int count);
    void tell();
    void end();

    TranscriptView *m_view;
    FindBar *m_bar;
    SessionFind m_find;
    qint64 m_session = 0;
    int m_at = -1;         // index of the event in what was found; -1 = none yet
    int m_occurrence = 0;  // within it
    int m_occurrences = 0; // of those that are shown
    int m_wanted = 0;      // steps asked for while the last one is on its way
    bool m_going = false;
};

} // namespace assay
