// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/hitids.h"

#include "models/data/filter/filtersql.h"
#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

QString jsonArray(const HitIds &ids)
{
    QString list = u"["_s;
    list.reserve(ids.size() * 8);
    for (const qint64 id : ids) {
        if (list.size() > 1)
            list += u',';
        list += QString::number(id);
    }
    return list + u']';
}

} // namespace

QString hitTables()
{
    return u" FROM event e JOIN session s ON s.id = e.session_id JOIN project p ON p.id = s.project_id"_s;
}

QString visibleHits(const FilterSql &filter)
{
    return u"s.deleted_at IS NULL AND (%1)"_s.arg(filter.where);
}

HitIds joinedIds(const QByteArray &list)
{
    HitIds ids;
    if (list.isEmpty())
        return ids;
    ids.reserve(list.size() / 6);
    qint64 id = 0;
    for (const char c : list) {
        if (c == ',') {
            ids.append(id);
            id = 0;
        } else {
            id = id * 10 + (c - '0');
        }
    }
    ids.append(id);
    return ids;
}

Result<HitIds> readIds(Statement &s)
{
    HitIds ids;
    while (s.next())
        ids.append(s.integer(0));
    if (!s.ok())
        return tl::unexpected(s.error());
    return ids;
}

Result<HitIds> newestOf(Database &db, const FilterSql &filter, const HitIds &candidates, int limit, int offset)
{
    Statement s(db, u"SELECT e.id"_s + hitTables() + u" WHERE e.id IN (SELECT value FROM json_each(?)) AND "_s +
                        visibleHits(filter) + u" ORDER BY e.at DESC, e.id DESC LIMIT ? OFFSET ?"_s);
    s.bind(jsonArray(candidates));
    filter.bindTo(s);
    s.bind(limit).bind(offset);
    return readIds(s);
}

} // namespace assay
