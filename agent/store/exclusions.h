// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What must not come in: keyed hashes of session ids, and the times when capture was paused, in routes.sqlite above all
// workspaces. Import, tail, repair and fork copies ask here first.

#include "agent/store/pause.h"
#include "models/data/error.h"
#include "models/data/store/database.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QSet>
#include <QStringList>

#include <optional>
#include <string_view>

namespace assay {

class DataDir;

struct Exclusion {
    qint64 id = 0;
    QByteArray sessionHash;
    qint64 rangeStart = 0;
    std::optional<qint64> rangeEnd; // of source bytes; none = to the end
    QString reason;                 // "deleted", "opted-out", "pruned"
    qint64 createdAt = 0;
    std::optional<qint64> endedAt; // of an opted-out run
    qint64 linesUntil = 0;         // byte up to which the uuids of its lines were noted

    [[nodiscard]] bool isWhole() const { return rangeStart == 0 && !rangeEnd; }
    [[nodiscard]] bool covers(qint64 byte) const { return byte >= rangeStart && (!rangeEnd || byte < *rangeEnd); }
    // A run, not a session, and one that went on at this time; ms since the epoch, < 0 = not known.
    [[nodiscard]] bool coversTime(qint64 at) const;
    [[nodiscard]] bool isOfRun() const; // that was opted out by its environment
    [[nodiscard]] bool isOfGate() const { return reason.startsWith(QLatin1String("gate:")); }
};

// A byte of a transcript that gates were not asked about yet.
struct GatedPlace {
    qint64 byte = 0;
    bool isClosed = false; // what stands before it was left out
};

class Exclusions {
public:
    // Creates routes.sqlite and the key (0600, 32 random bytes) when missing. A key that exclusions were written with
    // is never made anew: without it they match nothing, so that is Corrupt.
    [[nodiscard]] static Result<Exclusions> open(const DataDir &dataDir);

    // The list alone, without the lock: creates nothing, and is empty when there is no routes.sqlite.
    [[nodiscard]] static Result<QList<Exclusion>> read(const DataDir &dataDir);

    [[nodiscard]] QByteArray hashOf(std::string_view sessionUuid) const;
    [[nodiscard]] Result<qint64> add(std::string_view sessionUuid, const QString &reason, qint64 nowMs);
    // A run that was opted out: the session from this byte of its transcript on, until another run of it begins. Told
    // again it changes nothing.
    [[nodiscard]] Result<> openRange(std::string_view sessionUuid, qint64 fromByte, const QString &reason,
                                     qint64 startedAt);
    [[nodiscard]] Result<> endRanges(std::string_view sessionUuid, qint64 atByte, qint64 endedAt);
    // Bytes that a gate keeps out: those of `range`, which goes on with what stands before it when that was kept out.
    [[nodiscard]] Result<> gateRange(std::string_view sessionUuid, const Exclusion &range);
    // Only of those that a gate of the folder opened (reason "gate:…").
    [[nodiscard]] Result<> endGates(std::string_view sessionUuid, qint64 atByte, qint64 endedAt);
    // One transaction: all of them or none. Those that were deleted or pruned already stay as they are.
    [[nodiscard]] Result<> addAll(const QStringList &sessionUuids, const QString &reason, qint64 nowMs);
    [[nodiscard]] Result<> lift(qint64 id);
    // What a deletion excluded, all of them or none; runs that were opted out stay so.
    [[nodiscard]] Result<> liftSessions(const QStringList &sessionUuids);
    [[nodiscard]] Result<QList<Exclusion>> list();
    // True when the line at this byte of a source of this session is excluded.
    [[nodiscard]] bool excludes(std::string_view sessionUuid, qint64 sourceOffset) const;
    [[nodiscard]] bool hasRuns() const; // runs were opted out, of any session
    // The same for a line of this time in a sub-agent's own file, whose bytes are not the transcript's.
    [[nodiscard]] bool excludesRun(std::string_view sessionUuid, qint64 atMs) const;
    // And for what stands beside a transcript, by the time of its last change.
    [[nodiscard]] bool excludesSideFile(std::string_view sessionUuid, qint64 modifiedAt) const;
    [[nodiscard]] bool excludesAll(std::string_view sessionUuid) const;
    // As a whole, and not because of a gate, which another run may pass.
    [[nodiscard]] bool excludesForGood(std::string_view sessionUuid) const;
    // Behind what gates have left out from this byte on, and whether the one that it ends with was closed there.
    [[nodiscard]] GatedPlace gatedPlace(std::string_view sessionUuid, qint64 byte) const;
    // What concerns a session, to be asked once for many lines.
    [[nodiscard]] QList<Exclusion> ofSession(std::string_view sessionUuid) const;
    // As a whole, and for this reason.
    [[nodiscard]] bool excludesFor(std::string_view sessionUuid, const QString &reason) const;
    // Notes which lines of this transcript opted-out runs wrote; reads only what was not noted before.
    [[nodiscard]] Result<> noteLines(const std::string &path, std::string_view sessionUuid);
    // Of a run that an older version left out: its transcript was not read for it.
    [[nodiscard]] bool hasUnnotedRuns() const;
    // A copy of such a line. Without knowCopies() asked of the file, so on the thread that opened it only.
    [[nodiscard]] Result<bool> isCopy(std::string_view lineUuid) const;
    [[nodiscard]] bool mayBeCopies() const { return m_hasLines; }
    [[nodiscard]] Result<> knowCopies();
    [[nodiscard]] const QList<PauseInterval> &pauses() const { return m_pauses; }
    // ms since the epoch
    [[nodiscard]] bool wasPausedAt(qint64 at) const;

private:
    explicit Exclusions(Database db);
    [[nodiscard]] Result<> load();
    [[nodiscard]] bool anyOf(std::string_view sessionUuid, bool (*holds)(const Exclusion &, qint64),
                             qint64 value) const;
    [[nodiscard]] Result<> end(std::string_view sessionUuid, qint64 atByte, qint64 endedAt, const QString &reasons);
    [[nodiscard]] Result<> noteRange(const std::string &path, const Exclusion &range);
    [[nodiscard]] Result<> storeLines(qint64 id, const QByteArrayList &hashes, qint64 until);
    mutable Database m_db;
    QByteArray m_key;
    bool m_hasLines = false;
    std::optional<QSet<QByteArray>> m_lines;    // once knowCopies() was called
    QList<Exclusion> m_all;                     // read once; this process is the only writer
    QMultiHash<QByteArray, qsizetype> m_byHash; // places in m_all
    QList<PauseInterval> m_pauses;
};

} // namespace assay
