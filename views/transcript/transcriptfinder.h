// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Finds words in the whole session of a transcript and walks from hit to hit: those within an event one by one, then
// the next event, which opens itself. While the bar is open it follows the session: what comes is searched too and the
// hit that the reader is at stays; of another session that is opened the hits are counted, and the first key goes
// there.

#include <QObject>
#include <QPointer>

#include "models/items/sessionfind.h"

namespace assay {

class FindBar;
class TranscriptModel;
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
    void search(bool goThere);
    void searchFurther();
    void searchAnew();
    void watch(TranscriptModel *model);
    void follow();
    void goToFirst();
    void goTo(int index, int occurrence);
    void wrap(int direction);
    void arrived(qint64 event, int occurrence, int count);
    void tell();
    void end();

    TranscriptView *m_view;
    FindBar *m_bar;
    SessionFind m_find;
    QPointer<TranscriptModel> m_watched;
    qint64 m_session = 0;
    qint64 m_event = 0;    // of the hit that the reader is at
    int m_at = -1;         // its index in what was found; -1 = none yet, or not found anew yet
    int m_occurrence = 0;  // within it
    int m_occurrences = 0; // of those that are shown
    int m_wanted = 0;      // steps asked for while the last one is on its way
    bool m_going = false;
    bool m_goThere = false; // to the first, as soon as it is known
};

} // namespace assay
