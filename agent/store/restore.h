// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Tells again what a salvaged store (salvage.h) has lost: from the raw lines that were salvaged, and for sources whose
// raw lines are damaged too, from their files. Rows come back under the number they had, by their natural key; what
// nothing can tell again keeps what is left of it. Nothing is counted twice, and no source is marked as changed.

#include "agent/store/eventwriter.h"
#include "agent/store/rawreplay.h"
#include "agent/store/salvage.h"
#include "agent/store/sessionwriter.h"
#include "agent/store/usagewriter.h"

#include <QSet>

#include <optional>

namespace assay {

class Exclusions;
struct SourceFile;

struct Restored {
    qint64 events = 0;      // told again
    qint64 textsLost = 0;   // events that stay, without their text
    qint64 eventsLost = 0;  // known by their number only
    qint64 filesRead = 0;   // sources read again from their files
    qint64 linesLost = 0;   // sources with a gap in their raw lines that nothing can fill
    QStringList unreadable; // files that are there and could not be read
};

class Restore {
public:
    // `exclusions`: what must not come back; none = no file is read.
    Restore(Database &db, std::shared_ptr<const Redactor> redactor, const Exclusions *exclusions);

    [[nodiscard]] Result<Restored> run(const Salvaged &salvaged);

private:
    struct Planned {
        StoredSource source;
        bool bare = false;
        bool gap = false;                       // of its raw lines some are lost
        bool replace = false;                   // the file is what the raw lines came from: they are taken from it anew
        std::shared_ptr<const SourceFile> file; // none = decode what is stored
    };
    [[nodiscard]] Result<> plan();
    [[nodiscard]] Result<Planned> planned(const StoredSource &source, bool bare);
    [[nodiscard]] Result<> takeOut();
    [[nodiscard]] Result<bool> isComplete();
    [[nodiscard]] Result<> tell(const Planned &planned);
    [[nodiscard]] Result<> replay(const Planned &planned);
    [[nodiscard]] Result<bool> readFile(const Planned &planned);
    [[nodiscard]] Result<> moveToStart(const StoredSource &source);
    [[nodiscard]] Result<> write(const StoredSource &source, bool bare, const DecodedPiece &piece);
    [[nodiscard]] Result<> apply(qint64 sessionId, SessionDelta &delta, const DecodedPiece &piece);
    [[nodiscard]] Result<qint64> baseOf(const StoredSource &source, bool bare, qint64 sessionId,
                                        const DecodedPiece &piece);
    [[nodiscard]] Result<qint64> sessionOf(const StoredSource &source, const DecodedPiece &piece);

    Database &m_db;
    std::shared_ptr<const Redactor> m_redactor;
    const Exclusions *m_exclusions;
    ProjectWriter m_projects;
    SessionWriter m_sessions;
    EventWriter m_events;
    UsageWriter m_usages;
    std::vector<Planned> m_plan;
    QSet<qint64> m_bareSessions;
    bool m_tellTitles = false;
    bool m_keepOccurrences = false;
    Restored m_restored;
};

} // namespace assay
