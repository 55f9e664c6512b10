// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/laundering.h"

#include <algorithm>
#include <set>

#include "agent/mine/wording.h"
#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t mostSessions = 8;
constexpr qint64 mostCharacters = 16'000'000; // of one session before the command

// The command up to its first slot: what an output would have shown.
QString shownPart(const std::string &command)
{
    return QString::fromStdString(command.substr(0, command.find('<'))).trimmed();
}

// Looks back from a command through the session: did an output show it, and no prompt before that?
class Origin {
public:
    Origin(Database &db, const std::atomic<bool> &cancel)
        : m_cancel(cancel)
        , m_before(db,
                   u"SELECT e.kind, CASE e.kind WHEN 4 THEN instr(b.output, ?) ELSE instr(b.text, ?) END, CASE e.kind "
                   "WHEN 4 THEN length(b.output) ELSE length(b.text) END FROM event first JOIN event e ON "
                   "e.session_id = first.session_id AND e.run_id = first.run_id AND e.position < first.position "
                   "AND e.kind IN (1, 4, 5) JOIN body b ON b.id = e.id WHERE first.id = ? ORDER BY e.position DESC"_s)
    {
    }

    Result<bool> isOutput(qint64 event, const QString &part)
    {
        m_before.bind(part).bind(part).bind(event); // QtSql counts a numbered placeholder once for each place
        bool shown = false;
        qint64 looked = 0;
        while (!m_cancel && looked <= mostCharacters && m_before.next()) {
            looked += m_before.integer(2);
            if (m_before.integer(1) == 0)
                continue;
            if (m_before.integer(0) != 4) { // a person said it
                m_before.finish();
                return false;
            }
            shown = true;
        }
        m_before.finish();
        if (!m_before.ok())
            return tl::unexpected(m_before.error());
        return shown || looked > mostCharacters;
    }

    Result<bool> isLaundered(const MinedClaim &claim)
    {
        const QString part = shownPart(claim.command);
        std::size_t asked = 0;
        for (const MinedWitness &each : claim.witnesses) {
            if (each.trust != Trust::Agent || part.size() < 6)
                continue;
            const auto came = isOutput(each.event, part);
            if (!came || !*came)
                return came;
            if (++asked == mostSessions)
                break;
        }
        return asked > 0;
    }

private:
    const std::atomic<bool> &m_cancel;
    Statement m_before;
};

} // namespace

Result<> flagLaundered(Database &db, std::vector<MinedCandidate> &candidates, const std::atomic<bool> &cancel)
{
    Origin origin(db, cancel);
    for (MinedCandidate &candidate : candidates) {
        bool changed = false;
        for (MinedClaim &claim : candidate.claims) {
            if (claim.command.empty() || claim.section == "trigger")
                continue;
            const auto laundered = origin.isLaundered(claim);
            if (!laundered)
                return tl::unexpected(laundered.error());
            if (*laundered) {
                claim.flags.emplace_back("tool-output");
                claim.ticked = false; // by a person alone
                changed = true;
            }
        }
        if (!changed)
            continue;
        candidate.flags.emplace_back("tool-output");
        std::sort(candidate.flags.begin(), candidate.flags.end());
        if (!wordCandidate(candidate)) // nothing is left of it: it stays as it was, but is not put before anybody
            candidate.standing = Standing::Watched;
    }
    return {};
}

} // namespace assay
