// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a note is made from: the facts of one session in the order of its time, with the few texts that notes quote.

#include "models/data/factkinds.h"

#include <QList>
#include <QString>

namespace assay {

struct StoryEpisode {
    qint64 at = -1; // ms
    qint64 ask = 0; // event; 0 = what happened before the first ask
    QString text;   // of the ask, its first 800 characters; all of it where a program put something before it
    bool command = false;
    EpisodeOutcome outcome = EpisodeOutcome::Unknown;
    qint64 interruption = 0; // event
    // The last reply, if nothing came after it.
    qint64 reply = 0;
    qint64 replyAt = -1;
    QString replyText; // its first 1 500 and its last 1 000 characters, in whole lines
};

struct StoryAct {
    qint64 ordinal = 0;    // in the session
    qsizetype episode = 0; // index
    qint64 event = 0;
    qint64 at = -1;
    QString tool; // of the event
    QString head;
    QString file;
    QString error; // "go test: undefined: Foo"; empty = none
    ErrorClass errorClass = ErrorClass::Other;
    ActKind kind = ActKind::Other;
    ActOutcome outcome = ActOutcome::Unknown;
    CheckKind check = CheckKind::None;
    int flags = 0;   // ActFlag
    int refusal = 0; // RefusalKind; 0 = was not refused
    QString input;   // JSON; of plans, lists of tasks, questions and commits only
    QString output;  // of plans, lists of tasks, questions and refusals only, its first 2 000 characters
};

struct SessionStory {
    qint64 sessionId = 0;
    QString uuid;
    qint64 projectId = 0;
    QList<StoryEpisode> episodes;
    QList<StoryAct> acts;
};

} // namespace assay
