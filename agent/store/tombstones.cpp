// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/tombstones.h"

#include "agent/store/candidatesign.h"
#include "agent/store/candidatewriter.h"
#include "models/data/store/database.h"
#include "models/data/store/statement.h"

#include <algorithm>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double nearlyTheSame = 0.8;
constexpr double sameFamily = 0.5; // of what is dangerous
constexpr int highestFloor = 3;

} // namespace

Result<Tombstones> Tombstones::read(Database &db, qint64 project)
{
    Statement s(db, u"SELECT key, reason, lineages, days, detector, minhash FROM tombstone WHERE project_id = ? ORDER "
                    "BY key"_s);
    s.bind(project);
    Tombstones all;
    while (s.next())
        all.m_stones.append({s.text(0), s.text(1), s.integer(2), s.integer(3), s.text(4), s.blob(5)});
    if (!s.ok())
        return tl::unexpected(s.error());
    return all;
}

bool Tombstones::isConvincingNow(const Stone &stone, const Strength &now)
{
    return now.lineages >= 2 * stone.lineages && now.lineages >= stone.lineages + 3 && now.days >= stone.days + 2;
}

Tombstones::Answer Tombstones::ask(const MinedCandidate &candidate, const QByteArray &sign, const Rejected &was) const
{
    const QString key = fromUtf8(candidate.key);
    const auto own = std::find_if(m_stones.begin(), m_stones.end(), [&](const Stone &each) { return each.key == key; });
    if (own != m_stones.end()) {
        const bool may = own->reason == "not yet convincing"_L1 ? isConvincingNow(*own, candidate.strength)
                         : own->reason == "too broad"_L1        ? was.description != fromUtf8(candidate.description)
                         : own->reason == "other form"_L1       ? was.form != QLatin1StringView(nameOf(candidate.form))
                                                                : false;
        return may ? Answer::MayCome : Answer::Away;
    }
    const bool kin = std::any_of(m_stones.begin(), m_stones.end(), [&](const Stone &each) {
        if (each.reason == "too broad"_L1 || each.reason == "other form"_L1)
            return false; // what is like it may be what was wished for
        if (each.reason == "not yet convincing"_L1 && isConvincingNow(each, candidate.strength))
            return false;
        return likeness(each.sign, sign) >= (each.reason == "dangerous"_L1 ? sameFamily : nearlyTheSame);
    });
    return kin ? Answer::Away : Answer::Free;
}

int Tombstones::floorOf(Detector detector) const
{
    const QLatin1StringView name(nameOf(detector));
    const auto oneOffs = std::count_if(m_stones.begin(), m_stones.end(), [name](const Stone &each) {
        return each.reason == "one-off"_L1 && each.detector == name;
    });
    return std::min(highestFloor, static_cast<int>(oneOffs));
}

bool Tombstones::isPrivate(const QString &key) const
{
    return std::any_of(m_stones.begin(), m_stones.end(),
                       [&key](const Stone &each) { return each.key == key && each.reason == "private"_L1; });
}

} // namespace assay
