// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// What remains of the lines of opted-out runs, so that a fork that copies them does not bring them in.
#include "agent/store/exclusions.h"

#include "agent/read/linefolder.h"
#include "agent/store/wholelines.h"
#include "models/data/store/statement.h"

#include <algorithm>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype lineHashBytes = 16;
constexpr qint64 momentMs = 1000; // the first line of a run may be that much older than the call of its hook

} // namespace

bool Exclusion::isOfRun() const
{
    return !isOfGate() && reason != "deleted"_L1 && reason != "pruned"_L1;
}

Result<> Exclusions::noteLines(const std::string &path, std::string_view sessionUuid)
{
    for (const Exclusion &each : ofSession(sessionUuid)) {
        if (!each.isOfRun())
            continue;
        if (auto noted = noteRange(path, each); !noted)
            return noted;
    }
    return {};
}

Result<> Exclusions::noteRange(const std::string &path, const Exclusion &range)
{
    const qint64 from = std::max(range.rangeStart, range.linesUntil);
    if (from >= range.rangeEnd.value_or(std::numeric_limits<qint64>::max()))
        return {};
    QByteArrayList hashes;
    WholeLines lines(path, from);
    LineFolder said;
    std::string_view line;
    qint64 until = from;
    while (lines.next(line) && range.covers(lines.offset())) {
        until = lines.behind();
        static_cast<void>(said.of(line));
        // An opted-out fork has copies itself, which belong to the run that wrote them.
        if (!said.uuid().empty() && (said.at() < 0 || said.at() >= range.createdAt - momentMs))
            hashes.append(hashOf(said.uuid()).left(lineHashBytes));
    }
    return until == from ? Result<>() : storeLines(range.id, hashes, until);
}

Result<> Exclusions::storeLines(qint64 id, const QByteArrayList &hashes, qint64 until)
{
    Transaction transaction(m_db);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    Statement add(m_db, u"INSERT INTO left_out_line(line_hash, exclusion_id) VALUES(?, ?) ON CONFLICT(line_hash) DO "
                        "NOTHING"_s);
    for (const QByteArray &hash : hashes) {
        if (!add.bind(hash).bind(id).run())
            return tl::unexpected(add.error());
    }
    Statement mark(m_db, u"UPDATE exclusion SET lines_until = ? WHERE id = ?"_s);
    if (!mark.bind(until).bind(id).run())
        return tl::unexpected(mark.error());
    return transaction.commit().map([&] {
        // With each line of such a run: nothing else is read again.
        const auto known = std::ranges::find(m_all, id, &Exclusion::id);
        if (known != m_all.end())
            known->linesUntil = until;
        m_hasLines = m_hasLines || !hashes.isEmpty();
    });
}

bool Exclusions::hasUnnotedRuns() const
{
    return std::ranges::any_of(m_all, [](const Exclusion &each) {
        return each.isOfRun() && each.linesUntil <= each.rangeStart && each.rangeEnd != each.rangeStart;
    });
}

Result<bool> Exclusions::isCopy(std::string_view lineUuid) const
{
    if (!m_hasLines || lineUuid.empty())
        return false;
    const QByteArray hash = hashOf(lineUuid).left(lineHashBytes);
    if (m_lines)
        return m_lines->contains(hash);
    Statement s(m_db, u"SELECT 1 FROM left_out_line WHERE line_hash = ?"_s);
    const bool found = s.bind(hash).next();
    if (!s.ok())
        return tl::unexpected(s.error());
    return found;
}

Result<> Exclusions::knowCopies()
{
    QSet<QByteArray> known;
    Statement s(m_db, u"SELECT line_hash FROM left_out_line"_s);
    while (s.next())
        known.insert(s.blob(0));
    if (!s.ok())
        return tl::unexpected(s.error());
    m_lines = std::move(known);
    return {};
}

} // namespace assay
